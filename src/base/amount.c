#include "base/amount.h"

#include <gmp.h>
#include <string.h>

typedef __int128 wide;

/* Numerator and denominator without a common factor, the denominator positive. */
struct fraction {
    bool negative;
    mp_size_t numerator_limbs;
    mp_size_t denominator_limbs;
    mp_limb_t limbs[]; /* of the numerator, then of the denominator */
};

/* Amounts in some thousand currencies on some thousand days: far above what a bill of materials needs, and
 * low enough that a hostile one stays cheap. */
enum { MOST_LIMBS = 2048 };

/* ---- fractions ---- */

static void load(mpq_t out, struct amount amount) {
    const struct fraction *exact = amount.exact;
    if (exact == NULL) {
        mpq_set_si(out, amount.value, (unsigned long)DECIMAL_ONE);
        mpq_canonicalize(out);
        return;
    }
    mpz_t view;
    mpz_set(
        mpq_numref(out),
        mpz_roinit_n(view, exact->limbs, exact->negative ? -exact->numerator_limbs : exact->numerator_limbs));
    mpz_set(mpq_denref(out),
            mpz_roinit_n(view, exact->limbs + exact->numerator_limbs, exact->denominator_limbs));
}

static size_t fraction_size(mp_size_t limbs) {
    return sizeof(struct fraction) + (size_t)limbs * sizeof(mp_limb_t);
}

static const struct fraction *keep_fraction(const mpq_t from, struct arena *arena) {
    mp_size_t numerator = (mp_size_t)mpz_size(mpq_numref(from));
    mp_size_t denominator = (mp_size_t)mpz_size(mpq_denref(from));
    struct fraction *kept = arena_allocate(arena, fraction_size(numerator + denominator));
    if (kept == NULL)
        return NULL;
    kept->negative = mpq_sgn(from) < 0;
    kept->numerator_limbs = numerator;
    kept->denominator_limbs = denominator;
    memcpy(kept->limbs, mpz_limbs_read(mpq_numref(from)), (size_t)numerator * sizeof(mp_limb_t));
    memcpy(kept->limbs + numerator, mpz_limbs_read(mpq_denref(from)),
           (size_t)denominator * sizeof(mp_limb_t));
    return kept;
}

/* number / divisor, half to even; the divisor is positive. True where nothing is left over. */
static bool divide_even(mpz_t quotient, const mpz_t number, const mpz_t divisor) {
    mpz_t rest;
    mpz_init(rest);
    mpz_fdiv_qr(quotient, rest, number, divisor);
    bool even = mpz_sgn(rest) == 0;
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmp(rest, divisor);
    if (half > 0 || (half == 0 && mpz_odd_p(quotient)))
        mpz_add_ui(quotient, quotient, 1);
    mpz_clear(rest);
    return even;
}

static enum amount_status store(struct amount *out, const mpq_t from, struct arena *arena) {
    mpz_t number;
    mpz_init(number);
    mpz_mul_ui(number, mpq_numref(from), (unsigned long)DECIMAL_ONE);
    bool exact = divide_even(number, number, mpq_denref(from));
    struct amount stored = {.value = mpz_get_si(number), .given = true};
    enum amount_status status = mpz_fits_slong_p(number) ? AMOUNT_OK : AMOUNT_OVERFLOW;
    mpz_clear(number);
    if (status == AMOUNT_OK && !exact) {
        if (mpz_size(mpq_numref(from)) + mpz_size(mpq_denref(from)) > MOST_LIMBS)
            return AMOUNT_OVERFLOW;
        stored.exact = keep_fraction(from, arena);
        if (stored.exact == NULL)
            return AMOUNT_NO_MEMORY;
    }
    if (status == AMOUNT_OK)
        *out = stored;
    return status;
}

typedef void operation(mpq_t out, const mpq_t a, const mpq_t b);

static enum amount_status by_fractions(struct amount *out, struct amount a, struct amount b, operation *apply,
                                       struct arena *arena) {
    mpq_t one;
    mpq_t other;
    mpq_inits(one, other, NULL);
    load(one, a);
    load(other, b);
    apply(one, one, other);
    enum amount_status status = store(out, one, arena);
    mpq_clears(one, other, NULL);
    return status;
}

/* ---- arithmetic ---- */

static bool either_missing(struct amount *out, struct amount a, struct amount b) {
    if (a.given && b.given)
        return false;
    *out = amount_not_given();
    return true;
}

static enum amount_status of_decimal(struct amount *out, bool fitting, decimal value) {
    if (!fitting)
        return AMOUNT_OVERFLOW;
    *out = amount_of(value);
    return AMOUNT_OK;
}

enum amount_status amount_plus(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal sum = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, mpq_add, arena);
    bool fitting = decimal_add(&sum, a.value, b.value);
    return of_decimal(out, fitting, sum);
}

enum amount_status amount_minus(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal difference = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, mpq_sub, arena);
    bool fitting = decimal_subtract(&difference, a.value, b.value);
    return of_decimal(out, fitting, difference);
}

enum amount_status amount_times(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal product = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, mpq_mul, arena);
    if (!decimal_multiply(&product, a.value, b.value))
        return AMOUNT_OVERFLOW;
    if ((wide)product * DECIMAL_ONE != (wide)a.value * b.value)
        return by_fractions(out, a, b, mpq_mul, arena);
    return of_decimal(out, true, product);
}

enum amount_status amount_over(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal quotient = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (b.value == 0 && b.exact == NULL)
        return AMOUNT_OVERFLOW;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, mpq_div, arena);
    if (!decimal_divide(&quotient, a.value, b.value))
        return AMOUNT_OVERFLOW;
    if ((wide)quotient * b.value != (wide)a.value * DECIMAL_ONE)
        return by_fractions(out, a, b, mpq_div, arena);
    return of_decimal(out, true, quotient);
}

enum amount_status amount_keep(struct amount *out, struct amount amount, struct arena *arena) {
    if (amount.exact != NULL) {
        size_t size = fraction_size(amount.exact->numerator_limbs + amount.exact->denominator_limbs);
        struct fraction *kept = arena_allocate(arena, size);
        if (kept == NULL)
            return AMOUNT_NO_MEMORY;
        memcpy(kept, amount.exact, size);
        amount.exact = kept;
    }
    *out = amount;
    return AMOUNT_OK;
}

/* ---- decisions ---- */

static bool exact_decimals(struct amount a, struct amount b) {
    return a.exact == NULL && b.exact == NULL;
}

int amount_compare(struct amount a, struct amount b) {
    if (exact_decimals(a, b))
        return (a.value > b.value) - (a.value < b.value);
    mpq_t one;
    mpq_t other;
    mpq_inits(one, other, NULL);
    load(one, a);
    load(other, b);
    int order = mpq_cmp(one, other);
    mpq_clears(one, other, NULL);
    return order;
}

decimal amount_floor(struct amount amount) {
    bool rounded_up = amount.exact != NULL && amount_compare(amount, amount_of(amount.value)) < 0;
    return amount.value - (rounded_up && amount.value > INT64_MIN);
}

decimal amount_ceiling(struct amount amount) {
    bool rounded_down = amount.exact != NULL && amount_compare(amount, amount_of(amount.value)) > 0;
    return amount.value + (rounded_down && amount.value < INT64_MAX);
}

/* percent % of `whole` less `part`: its sign. */
static int compare_share(const mpq_t part, const mpq_t whole, decimal percent) {
    mpq_t limit;
    mpq_init(limit);
    mpq_set_si(limit, percent, 100 * (unsigned long)DECIMAL_ONE);
    mpq_canonicalize(limit);
    mpq_mul(limit, limit, whole);
    int order = mpq_cmp(part, limit);
    mpq_clear(limit);
    return order;
}

static bool percent_of(int64_t *out, const mpq_t part, const mpq_t whole) {
    enum { PERCENT_SCALE = 1000000 };
    if (mpq_sgn(whole) <= 0)
        return false;
    mpq_t share;
    mpq_init(share);
    mpq_div(share, part, whole);
    mpz_mul_ui(mpq_numref(share), mpq_numref(share), PERCENT_SCALE);
    mpz_fdiv_q(mpq_numref(share), mpq_numref(share), mpq_denref(share));
    bool fitting = mpz_fits_slong_p(mpq_numref(share)) != 0;
    if (fitting)
        *out = mpz_get_si(mpq_numref(share));
    mpq_clear(share);
    return fitting;
}

static int share_order(struct amount part, struct amount whole, decimal percent) {
    mpq_t one;
    mpq_t other;
    mpq_inits(one, other, NULL);
    load(one, part);
    load(other, whole);
    int order = compare_share(one, other, percent);
    mpq_clears(one, other, NULL);
    return order;
}

bool amount_reaches(struct amount part, struct amount whole, decimal percent) {
    return exact_decimals(part, whole) ? decimal_reaches(part.value, whole.value, percent)
                                       : share_order(part, whole, percent) >= 0;
}

bool amount_within(struct amount part, struct amount whole, decimal percent) {
    return exact_decimals(part, whole) ? decimal_within(part.value, whole.value, percent)
                                       : share_order(part, whole, percent) <= 0;
}

bool amount_percent(int64_t *out, struct amount part, struct amount whole) {
    if (exact_decimals(part, whole))
        return decimal_percent(out, part.value, whole.value);
    mpq_t one;
    mpq_t other;
    mpq_inits(one, other, NULL);
    load(one, part);
    load(other, whole);
    bool fitting = percent_of(out, one, other);
    mpq_clears(one, other, NULL);
    return fitting;
}

bool amount_content_reaches(struct amount base, struct amount vnm, decimal percent) {
    decimal content = 0;
    if (exact_decimals(base, vnm) && decimal_subtract(&content, base.value, vnm.value))
        return decimal_reaches(content, base.value, percent);
    mpq_t whole;
    mpq_t part;
    mpq_inits(whole, part, NULL);
    load(whole, base);
    load(part, vnm);
    mpq_sub(part, whole, part);
    bool reached = compare_share(part, whole, percent) >= 0;
    mpq_clears(whole, part, NULL);
    return reached;
}

bool amount_content_percent(int64_t *out, struct amount base, struct amount vnm) {
    decimal content = 0;
    if (exact_decimals(base, vnm) && decimal_subtract(&content, base.value, vnm.value))
        return decimal_percent(out, content, base.value);
    mpq_t whole;
    mpq_t part;
    mpq_inits(whole, part, NULL);
    load(whole, base);
    load(part, vnm);
    mpq_sub(part, whole, part);
    bool fitting = percent_of(out, part, whole);
    mpq_clears(whole, part, NULL);
    return fitting;
}

/* ---- printing ---- */

enum { FINE_PLACES = 27 };

/* The digits of a fraction that 27 places hold; false where they do not. */
static bool fine_digits(char digits[AMOUNT_TEXT_SIZE], const struct amount amount) {
    mpq_t fine;
    mpz_t scale;
    mpq_init(fine);
    mpz_init(scale);
    load(fine, amount);
    mpz_ui_pow_ui(scale, 10, FINE_PLACES);
    mpz_mul(scale, scale, mpq_numref(fine));
    bool finite = mpz_divisible_p(scale, mpq_denref(fine)) != 0;
    if (finite) {
        mpz_divexact(scale, scale, mpq_denref(fine));
        mpz_abs(scale, scale);
        mpz_get_str(digits, 10, scale); /* at most 10 + 27 digits */
    }
    mpq_clear(fine);
    mpz_clear(scale);
    return finite;
}

size_t amount_print(char out[AMOUNT_TEXT_SIZE], struct amount amount, int places) {
    char digits[AMOUNT_TEXT_SIZE];
    if (amount.exact == NULL || !fine_digits(digits, amount))
        return decimal_print(out, amount.value, places);
    size_t count = strlen(digits);
    size_t length = 0;
    if (amount.exact->negative)
        out[length++] = '-';
    size_t whole = count > FINE_PLACES ? count - FINE_PLACES : 0;
    if (whole == 0)
        out[length++] = '0';
    for (size_t i = 0; i < whole; i++)
        out[length++] = digits[i];
    out[length++] = '.';
    for (size_t i = count; i < FINE_PLACES; i++)
        out[length++] = '0';
    for (size_t i = whole; i < count; i++)
        out[length++] = digits[i];
    while (out[length - 1] == '0') /* a fraction has more than nine places */
        length--;
    out[length] = '\0';
    return length;
}
