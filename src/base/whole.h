#ifndef USMCA_BASE_WHOLE_H
#define USMCA_BASE_WHOLE_H

#include <gmp.h>
#include <stdbool.h>
#include <stdint.h>

/* Whole numbers of up to a hundred thousand bits, by the part of GMP that takes no memory of its own: GMP
 * ends the program where it finds none.
 *
 * One that would not fit is `too_large`, and so is all that is reckoned from it: its user asks once at the
 * end. A result is none of its operands. They are large: a few of them on the stack, none in a record. */
enum { WHOLE_LIMBS = 1600 };

struct whole {
    mp_size_t size; /* limbs in use; 0 is zero */
    bool negative;
    bool too_large;
    mp_limb_t limbs[WHOLE_LIMBS];
};

__extension__ typedef __int128 whole_wide;

/* A number of 127 bits; and one of limbs, the lowest first. */
void whole_of(struct whole *out, whole_wide value);
void whole_of_limbs(struct whole *out, const mp_limb_t *limbs, mp_size_t size, bool negative);

void whole_add(struct whole *out, const struct whole *a, const struct whole *b);
void whole_subtract(struct whole *out, const struct whole *a, const struct whole *b);
void whole_multiply(struct whole *out, const struct whole *a, const struct whole *b);
/* Towards zero; the rest has the sign of the number. A divisor of zero makes both too large. */
void whole_divide(struct whole *quotient, struct whole *rest, const struct whole *number,
                  const struct whole *divisor);
/* number / divisor, which is positive, half to even. True where nothing is left over. */
bool whole_divide_even(struct whole *quotient, const struct whole *number, const struct whole *divisor);
/* The next whole number at or below number / divisor, which is positive. */
void whole_divide_floor(struct whole *quotient, const struct whole *number, const struct whole *divisor);
/* The greatest common divisor of two numbers that are not zero, whatever their signs. */
void whole_common_divisor(struct whole *out, const struct whole *a, const struct whole *b);

/* Below, at or above zero as a is below, equal to or above b. */
int whole_compare(const struct whole *a, const struct whole *b);
/* False where it does not fit. */
bool whole_get(whole_wide *out, const struct whole *number);

#endif
