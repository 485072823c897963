#ifndef USMCA_ORIGIN_GAP_MARGIN_H
#define USMCA_ORIGIN_GAP_MARGIN_H

#include "origin/context.h"

/* How much the values of a good that originates may change before that is lost. */

/* By the content that it reaches: how much its non-originating materials may rise, each of them, and each of
 * the currencies that they are paid in. Fills `margin`, whose method is METHODS, `prices` and `currencies`.
 */
void gap_margin_find(struct origin_context *context);

/* By the share of de minimis that it rests on. */
void gap_share_find(struct origin_context *context);

#endif
