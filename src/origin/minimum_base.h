#ifndef USMCA_ORIGIN_MINIMUM_BASE_H
#define USMCA_ORIGIN_MINIMUM_BASE_H

#include "origin/context.h"

/* The lowest transaction value, and the lowest net cost, by which the good would reach the regional value
 * content that its rule asks, all else as it is: U.R. 7(2), 7(3) solved for the base. Fills
 * result->minimum; to be called when everything else is decided. Not given where the content does not
 * decide: the good originates without it, or would not with it, or that is not known. */
void minimum_base_find(struct origin_context *context);

#endif
