#ifndef USMCA_BASE_AMOUNT_H
#define USMCA_BASE_AMOUNT_H

#include "base/arena.h"
#include "base/decimal.h"

struct fraction;

/* An amount that was given, or not: 0 and "not given" are different answers.
 *
 * What is read is a decimal; products of decimals and quotients by rates do not always fit nine places. Such
 * an amount keeps the exact fraction beside the nearest decimal, so that a threshold is decided on the
 * fraction and never on a rounded value. An amount whose decimal is exact, nearly every one, costs no more
 * than the decimal.
 *
 * Fractions live in the arena of the operation that made them. */
struct amount {
    decimal value; /* to nine places, half to even */
    /* true or false, each half a word: an amount without a hole is kept in registers, and one with a hole is
     * written to memory in pieces and read back from there at once, for which a processor waits */
    uint32_t given;
    uint32_t percent_sign;        /* of what is read: a sign of percent stood behind it */
    const struct fraction *exact; /* where `value` is rounded; else NULL */
};

enum amount_status { AMOUNT_OK, AMOUNT_OVERFLOW, AMOUNT_NO_MEMORY };

enum { AMOUNT_TEXT_SIZE = 64 };

/* Every member is named: zeros for those that are left out, and for what lies between, are written across the
 * others, and the whole cannot be read until they are through. */
static inline struct amount amount_of(decimal value) {
    return (struct amount){.value = value, .given = true, .percent_sign = false, .exact = NULL};
}

static inline struct amount amount_where(bool given, decimal value) {
    return (struct amount){.value = given ? value : 0, .given = given, .percent_sign = false, .exact = NULL};
}

/* An exact zero that was given. */
static inline bool amount_is_nothing(const struct amount *amount) {
    return amount->given && amount->value == 0 && amount->exact == NULL;
}

static inline struct amount amount_not_given(void) {
    return (struct amount){.value = 0, .given = false, .percent_sign = false, .exact = NULL};
}

/* Sum, difference, product and quotient. Where an operand is not given neither is the result; a quotient by
 * zero overflows. *out is left alone unless the status is AMOUNT_OK; it may be an operand. */
enum amount_status amount_plus(struct amount *out, struct amount a, struct amount b, struct arena *arena);
enum amount_status amount_minus(struct amount *out, struct amount a, struct amount b, struct arena *arena);
enum amount_status amount_times(struct amount *out, struct amount a, struct amount b, struct arena *arena);
enum amount_status amount_over(struct amount *out, struct amount a, struct amount b, struct arena *arena);

/* A copy whose fraction lives in `arena`. */
enum amount_status amount_keep(struct amount *out, struct amount amount, struct arena *arena);

/* ---- of given amounts ---- */

/* The next decimal at or below the exact amount, and at or above it. */
decimal amount_floor(struct amount amount);
decimal amount_ceiling(struct amount amount);
/* Below, at or above zero as a is below, equal to or above b. */
int amount_compare(struct amount a, struct amount b);
/* Both not given, or the same. */
static inline bool amount_same(struct amount a, struct amount b) {
    const bool plain = a.exact == NULL && b.exact == NULL;
    return a.given == b.given && (!a.given || (plain ? a.value == b.value : amount_compare(a, b) == 0));
}
/* As decimal_reaches(), decimal_within() and decimal_percent(), on the exact amounts. */
bool amount_reaches(struct amount part, struct amount whole, decimal percent);
bool amount_within(struct amount part, struct amount whole, decimal percent);
bool amount_percent(int64_t *out, struct amount part, struct amount whole);
/* Content (base − vnm) of base: whether it reaches the percentage, and what it is, cut to four places. */
bool amount_content_reaches(struct amount base, struct amount vnm, decimal percent);
bool amount_content_percent(int64_t *out, struct amount base, struct amount vnm);

/* With at least `places` decimals, and as many as the exact amount has where 27 hold it; else rounded to
 * nine. */
size_t amount_print_exact(char out[AMOUNT_TEXT_SIZE], struct amount amount, int places);
static inline size_t amount_print(char out[AMOUNT_TEXT_SIZE], struct amount amount, int places) {
    return amount.exact == NULL ? decimal_print(out, amount.value, places)
                                : amount_print_exact(out, amount, places);
}

#endif
