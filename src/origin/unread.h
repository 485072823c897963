#ifndef USMCA_ORIGIN_UNREAD_H
#define USMCA_ORIGIN_UNREAD_H

#include "origin/context.h"

/* Names the columns of the good's files that nothing reads, and that may change an amount. */
void unread_tell(struct origin_context *context);

#endif
