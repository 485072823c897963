#ifndef USMCA_ORIGIN_CURRENCY_H
#define USMCA_ORIGIN_CURRENCY_H

#include "origin/context.h"

/* U.R. 2. Converts `amount`, in `from`, to the good's currency at the rate in force on the good's date: the
 * direct rate, or else the inverse of the opposite one. Not given where the rate is missing (and a finding
 * says so) or the result does not fit. An empty `from` is the good's own currency. */
struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               struct text line);

#endif
