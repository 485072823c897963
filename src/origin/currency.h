#ifndef USMCA_ORIGIN_CURRENCY_H
#define USMCA_ORIGIN_CURRENCY_H

#include "origin/context.h"

/* U.R. 2(1) and 2(2). Converts `amount` of a material, in `from`, to the good's currency: in the currency
 * that it was bought in, at the rate by which the producer recorded the purchase, where that is given; else
 * at the rate in force on the day of the purchase, or where that is not given on the good's date: the direct
 * rate, or the inverse of the opposite one. Not given where the rate is missing, or contradicted by another
 * of its time (and a finding says so), or the result does not fit. An empty `from` is the good's own
 * currency. `used` may be NULL; a rate of 0 there is that none was needed. */
struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               const struct material *material, struct conversion *used);

/* Whether a line that names no currency has a rate of exchange: what its amounts are in cannot be told then,
 * and a finding says so. */
bool currency_unsaid(struct origin_context *context, const struct material *material);

/* Whether nothing is to be converted. */
static inline bool currency_is_of_good(const struct origin_context *context, struct text from) {
    return from.length == 0 || text_equal(from, context->determination->currency);
}

/* The rate that currency_convert() would use, one where none is needed; false, and nothing said, where it is
 * missing. */
bool currency_rate(struct origin_context *context, struct text from, const struct material *material,
                   struct conversion *used);

#endif
