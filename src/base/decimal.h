#ifndef USMCA_BASE_DECIMAL_H
#define USMCA_BASE_DECIMAL_H

#include "base/text.h"

/* An exact decimal with nine places: the amount times 10^9. Values, weights, rates and percentages are all
 * of this type; products and comparisons go through 128 bits, and nothing here ever rounds up. */
typedef int64_t decimal;

#define DECIMAL_ONE INT64_C(1000000000)
enum { DECIMAL_PLACES = 9, DECIMAL_TEXT_SIZE = 32, PERCENT_PLACES = 4 };

enum decimal_status { DECIMAL_OK, DECIMAL_SYNTAX, DECIMAL_TOO_PRECISE, DECIMAL_OVERFLOW };

/* How a file writes its numbers; thousands is '\0' where none are used. */
struct decimal_format {
    char point;
    char thousands;
};

/* Reads the whole of `source`: an optional minus, digits, and at most nine decimals. */
enum decimal_status decimal_parse(decimal *out, struct text source, struct decimal_format format);

/* The same without a decimal's own limit, for base/total: of a magnitude up to `most`. */
__extension__ enum decimal_status decimal_parse_wide(__int128 *out, struct text source,
                                                     struct decimal_format format, __int128 most);

/* Each returns false, and leaves *out alone, where the result does not fit. */
static inline bool decimal_add(decimal *out, decimal a, decimal b) {
    decimal sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        return false;
    *out = sum;
    return true;
}
/* A product that is exact in 64 bits: of figures of few places, as prices and quantities are. False of
 * others, which may be exact all the same. */
static inline bool decimal_multiply_short(decimal *out, decimal a, decimal b) {
    enum { ONE_PART = 100000, OTHER_PART = 10000 }; /* of ten to the ninth */
    decimal product = 0;
    if (a % ONE_PART != 0 || b % OTHER_PART != 0 ||
        __builtin_mul_overflow(a / ONE_PART, b / OTHER_PART, &product))
        return false;
    *out = product;
    return true;
}
bool decimal_subtract(decimal *out, decimal a, decimal b);
/* Product and quotient to nine places, half to even; a quotient by zero is false. */
bool decimal_multiply(decimal *out, decimal a, decimal b);
bool decimal_divide(decimal *out, decimal a, decimal b);

/* part / whole × 100 in units of 10^-4 percent, cut towards minus infinity: 54.5454 is 545454.
 * False where whole is not positive or the result does not fit. */
bool decimal_percent(int64_t *out, decimal part, decimal whole);
/* part ≥ percent % of whole, decided by cross-multiplication. whole must be positive. */
bool decimal_reaches(decimal part, decimal whole, decimal percent);
/* part ≤ percent % of whole. */
bool decimal_within(decimal part, decimal whole, decimal percent);

/* Writes `value` with at least `places` decimals and no further trailing zeros; returns the length. */
size_t decimal_print(char out[DECIMAL_TEXT_SIZE], decimal value, int places);
/* Writes a result of decimal_percent with its four decimals. */
size_t decimal_print_percent(char out[DECIMAL_TEXT_SIZE], int64_t percent);

#endif
