#ifndef USMCA_ORIGIN_SETS_H
#define USMCA_ORIGIN_SETS_H

#include "origin/context.h"

/* U.R. 6: whether the bill of materials is that of a set by Rule 3, and whether the set originates. Fills
 * determination->set.
 */
bool sets_applies(const struct origin_context *context);
/* Whether the set is of more than one good. */
bool sets_of_several(const struct determination *determination);
enum result sets_test(struct origin_context *context);
/* Why the set does not originate, or what is missing to tell. */
void sets_findings(struct origin_context *context);

#endif
