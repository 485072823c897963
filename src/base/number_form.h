#ifndef USMCA_BASE_NUMBER_FORM_H
#define USMCA_BASE_NUMBER_FORM_H

#include "base/decimal.h"

/* How a language writes the numbers of its sentences: 1,234.56. Numbers of JSON and CSV are not written so.
 */
struct number_form {
    struct text point;
    struct text thousands; /* between groups of three digits before the point */
};

/* Appends what decimal_print(), amount_print() or total_print() wrote. `out` has room for three times its
 * length; returns what was written. */
size_t number_form_write(char *out, struct text plain, struct number_form form);

/* A result of decimal_percent() for a sentence: cut to two decimals, or to as many more as show on which side
 * of `limit` it is (59.9964 is 59.99 and 60.0041 is 60.004 where 60 is asked) and that it is not nothing. */
size_t number_form_percent(char out[DECIMAL_TEXT_SIZE], int64_t percent, decimal limit);

#endif
