#ifndef USMCA_BASE_TOTAL_H
#define USMCA_BASE_TOTAL_H

#include "base/decimal.h"

/* An exact amount of a whole period or plant, with nine places as a decimal has, up to 10^18: what the books
 * of a producer add up to does not always fit a decimal. */
__extension__ typedef __int128 total;

enum { TOTAL_TEXT_SIZE = 48 };

/* As decimal_parse(). */
enum decimal_status total_parse(total *out, struct text source, struct decimal_format format);
/* As decimal_print(). */
size_t total_print(char out[TOTAL_TEXT_SIZE], total value, int places);

/* Each returns false, and leaves *out alone, where the result does not fit. */
bool total_add(total *out, total a, total b);
bool total_subtract(total *out, total a, total b);
/* amount × part / whole to nine places, half to even; false by a whole of zero. */
bool total_portion(total *out, total amount, total part, total whole);
/* The same as a decimal: an amount a unit, a ratio. */
bool total_quotient(decimal *out, total part, total whole);

/* As decimal_percent() and decimal_reaches(). */
bool total_percent(int64_t *out, total part, total whole);
bool total_reaches(total part, total whole, decimal percent);

/* Shares of different wholes, whose percentages are added up: a few hundred of them; each whole is positive.
 */
struct total_share {
    total part;
    total whole;
};

/* Of the exact sum: cut as decimal_percent() does, and compared. */
bool total_shares_percent(int64_t *out, const struct total_share *shares, size_t count);
bool total_shares_reach(const struct total_share *shares, size_t count, decimal percent);

#endif
