#include "base/amount.h"

#include <string.h>

#include "base/whole.h"

typedef __int128 wide;

/* Numerator and denominator without a common factor, the denominator positive. */
struct fraction {
    bool negative;
    mp_size_t numerator_limbs;
    mp_size_t denominator_limbs;
    mp_limb_t limbs[]; /* of the numerator, then of the denominator */
};

/* Amounts divided by some thousand exchange rates: far above what a bill of materials needs, and low enough
 * that a hostile one stays cheap, and that products and sums of two of them fit WHOLE_LIMBS. */
enum { MOST_LIMBS = 512 };

/* ---- fractions ---- */

/* Not always without a common factor; the denominator is positive. */
struct ratio {
    struct whole numerator;
    struct whole denominator;
};

static void load(struct ratio *out, struct amount amount) {
    const struct fraction *exact = amount.exact;
    if (exact == NULL) {
        whole_of(&out->numerator, amount.value);
        whole_of(&out->denominator, DECIMAL_ONE);
        return;
    }
    whole_of_limbs(&out->numerator, exact->limbs, exact->numerator_limbs, exact->negative);
    whole_of_limbs(&out->denominator, exact->limbs + exact->numerator_limbs, exact->denominator_limbs, false);
}

static size_t fraction_size(mp_size_t limbs) {
    return sizeof(struct fraction) + (size_t)limbs * sizeof(mp_limb_t);
}

static const struct fraction *keep_fraction(const struct ratio *from, struct arena *arena) {
    const struct whole *numerator = &from->numerator;
    const struct whole *denominator = &from->denominator;
    struct fraction *kept = arena_allocate(arena, fraction_size(numerator->size + denominator->size));
    if (kept == NULL)
        return NULL;
    kept->negative = numerator->negative;
    kept->numerator_limbs = numerator->size;
    kept->denominator_limbs = denominator->size;
    memcpy(kept->limbs, numerator->limbs, (size_t)numerator->size * sizeof(mp_limb_t));
    memcpy(kept->limbs + numerator->size, denominator->limbs, (size_t)denominator->size * sizeof(mp_limb_t));
    return kept;
}

static void reduce(struct ratio *out, const struct ratio *from) {
    struct whole common;
    struct whole rest;
    if (from->numerator.size == 0) {
        whole_of(&out->numerator, 0);
        whole_of(&out->denominator, 1);
        return;
    }
    whole_common_divisor(&common, &from->numerator, &from->denominator);
    whole_divide(&out->numerator, &rest, &from->numerator, &common);
    whole_divide(&out->denominator, &rest, &from->denominator, &common);
}

static bool fits_decimal(decimal *out, const struct whole *number) {
    whole_wide value = 0;
    if (!whole_get(&value, number) || value > INT64_MAX || value < INT64_MIN)
        return false;
    *out = (decimal)value;
    return true;
}

static enum amount_status store(struct amount *out, const struct ratio *from, struct arena *arena) {
    struct whole scale;
    struct whole scaled;
    struct whole number;
    struct amount stored = {.given = true};
    whole_of(&scale, DECIMAL_ONE);
    whole_multiply(&scaled, &from->numerator, &scale);
    bool exact = whole_divide_even(&number, &scaled, &from->denominator);
    if (!fits_decimal(&stored.value, &number))
        return AMOUNT_OVERFLOW;
    if (!exact) {
        struct ratio reduced;
        reduce(&reduced, from);
        if (reduced.numerator.too_large || reduced.denominator.too_large ||
            reduced.numerator.size > MOST_LIMBS || reduced.denominator.size > MOST_LIMBS)
            return AMOUNT_OVERFLOW;
        stored.exact = keep_fraction(&reduced, arena);
        if (stored.exact == NULL)
            return AMOUNT_NO_MEMORY;
    }
    *out = stored;
    return AMOUNT_OK;
}

typedef void operation(struct ratio *out, const struct ratio *a, const struct ratio *b);

/* Sum or difference. */
static void join(struct ratio *out, const struct ratio *a, const struct ratio *b,
                 void (*apply)(struct whole *out, const struct whole *a, const struct whole *b)) {
    struct whole one;
    struct whole other;
    whole_multiply(&one, &a->numerator, &b->denominator);
    whole_multiply(&other, &b->numerator, &a->denominator);
    apply(&out->numerator, &one, &other);
    whole_multiply(&out->denominator, &a->denominator, &b->denominator);
}

static void ratio_add(struct ratio *out, const struct ratio *a, const struct ratio *b) {
    join(out, a, b, whole_add);
}

static void ratio_subtract(struct ratio *out, const struct ratio *a, const struct ratio *b) {
    join(out, a, b, whole_subtract);
}

static void ratio_multiply(struct ratio *out, const struct ratio *a, const struct ratio *b) {
    whole_multiply(&out->numerator, &a->numerator, &b->numerator);
    whole_multiply(&out->denominator, &a->denominator, &b->denominator);
}

/* b is not zero. */
static void ratio_divide(struct ratio *out, const struct ratio *a, const struct ratio *b) {
    whole_multiply(&out->numerator, &a->numerator, &b->denominator);
    whole_multiply(&out->denominator, &a->denominator, &b->numerator);
    if (out->denominator.negative) {
        out->denominator.negative = false;
        out->numerator.negative = !out->numerator.negative && out->numerator.size > 0;
    }
}

/* The sign of a less b. */
static int ratio_compare(const struct ratio *a, const struct ratio *b) {
    struct whole one;
    struct whole other;
    whole_multiply(&one, &a->numerator, &b->denominator);
    whole_multiply(&other, &b->numerator, &a->denominator);
    return whole_compare(&one, &other);
}

static enum amount_status by_fractions(struct amount *out, struct amount a, struct amount b, operation *apply,
                                       struct arena *arena) {
    struct ratio one;
    struct ratio other;
    struct ratio result;
    load(&one, a);
    load(&other, b);
    apply(&result, &one, &other);
    return store(out, &result, arena);
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
        return by_fractions(out, a, b, ratio_add, arena);
    bool fitting = decimal_add(&sum, a.value, b.value);
    return of_decimal(out, fitting, sum);
}

enum amount_status amount_minus(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal difference = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, ratio_subtract, arena);
    bool fitting = decimal_subtract(&difference, a.value, b.value);
    return of_decimal(out, fitting, difference);
}

enum amount_status amount_times(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal product = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, ratio_multiply, arena);
    if (!decimal_multiply(&product, a.value, b.value))
        return AMOUNT_OVERFLOW;
    if ((wide)product * DECIMAL_ONE != (wide)a.value * b.value)
        return by_fractions(out, a, b, ratio_multiply, arena);
    return of_decimal(out, true, product);
}

enum amount_status amount_over(struct amount *out, struct amount a, struct amount b, struct arena *arena) {
    decimal quotient = 0;
    if (either_missing(out, a, b))
        return AMOUNT_OK;
    if (b.value == 0 && b.exact == NULL)
        return AMOUNT_OVERFLOW;
    if (a.exact != NULL || b.exact != NULL)
        return by_fractions(out, a, b, ratio_divide, arena);
    if (!decimal_divide(&quotient, a.value, b.value))
        return AMOUNT_OVERFLOW;
    if ((wide)quotient * b.value != (wide)a.value * DECIMAL_ONE)
        return by_fractions(out, a, b, ratio_divide, arena);
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
    struct ratio one;
    struct ratio other;
    load(&one, a);
    load(&other, b);
    return ratio_compare(&one, &other);
}

decimal amount_floor(struct amount amount) {
    bool rounded_up = amount.exact != NULL && amount_compare(amount, amount_of(amount.value)) < 0;
    return amount.value - (rounded_up && amount.value > INT64_MIN);
}

decimal amount_ceiling(struct amount amount) {
    bool rounded_down = amount.exact != NULL && amount_compare(amount, amount_of(amount.value)) > 0;
    return amount.value + (rounded_down && amount.value < INT64_MAX);
}

/* `part` less percent % of `whole`: its sign. */
static int compare_share(const struct ratio *part, const struct ratio *whole, decimal percent) {
    struct ratio rate;
    struct ratio limit;
    whole_of(&rate.numerator, percent);
    whole_of(&rate.denominator, (whole_wide)100 * DECIMAL_ONE);
    ratio_multiply(&limit, &rate, whole);
    return ratio_compare(part, &limit);
}

static bool percent_of(int64_t *out, const struct ratio *part, const struct ratio *whole) {
    enum { PERCENT_SCALE = 1000000 };
    struct ratio share;
    struct whole scale;
    struct whole scaled;
    struct whole percent;
    if (whole->numerator.size == 0 || whole->numerator.negative)
        return false;
    ratio_divide(&share, part, whole);
    whole_of(&scale, PERCENT_SCALE);
    whole_multiply(&scaled, &share.numerator, &scale);
    whole_divide_floor(&percent, &scaled, &share.denominator);
    return fits_decimal(out, &percent);
}

static int share_order(struct amount part, struct amount whole, decimal percent) {
    struct ratio one;
    struct ratio other;
    load(&one, part);
    load(&other, whole);
    return compare_share(&one, &other, percent);
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
    struct ratio one;
    struct ratio other;
    load(&one, part);
    load(&other, whole);
    return percent_of(out, &one, &other);
}

/* base − vnm, and the base. */
static void load_content(struct ratio *content, struct ratio *whole, struct amount base, struct amount vnm) {
    struct ratio less;
    load(whole, base);
    load(&less, vnm);
    ratio_subtract(content, whole, &less);
}

bool amount_content_reaches(struct amount base, struct amount vnm, decimal percent) {
    decimal content = 0;
    if (exact_decimals(base, vnm) && decimal_subtract(&content, base.value, vnm.value))
        return decimal_reaches(content, base.value, percent);
    struct ratio part;
    struct ratio whole;
    load_content(&part, &whole, base, vnm);
    return compare_share(&part, &whole, percent) >= 0;
}

bool amount_content_percent(int64_t *out, struct amount base, struct amount vnm) {
    decimal content = 0;
    if (exact_decimals(base, vnm) && decimal_subtract(&content, base.value, vnm.value))
        return decimal_percent(out, content, base.value);
    struct ratio part;
    struct ratio whole;
    load_content(&part, &whole, base, vnm);
    return percent_of(out, &part, &whole);
}

/* ---- printing ---- */

enum { FINE_PLACES = 27 };

/* The digits of a fraction that 27 places hold; false where they do not. */
static bool fine_digits(char digits[AMOUNT_TEXT_SIZE], const struct amount amount) {
    enum { MOST_DIGITS = 10 + FINE_PLACES };
    struct ratio fine;
    struct whole factor;
    struct whole scaled;
    struct whole number;
    struct whole rest;
    load(&fine, amount);
    whole_of(&factor, (whole_wide)DECIMAL_ONE * DECIMAL_ONE * DECIMAL_ONE); /* 10^27 */
    whole_multiply(&scaled, &factor, &fine.numerator);
    whole_divide(&number, &rest, &scaled, &fine.denominator);
    if (number.too_large || rest.size != 0 || number.size > 2)
        return false;
    unsigned __int128 magnitude = number.size > 1 ? (unsigned __int128)number.limbs[1] << 64 : 0;
    magnitude |= number.size > 0 ? number.limbs[0] : 0;
    char reversed[MOST_DIGITS + 2];
    size_t count = 0;
    for (; magnitude > 0 || count == 0; magnitude /= 10)
        reversed[count++] = (char)('0' + (int)(magnitude % 10));
    for (size_t i = 0; i < count; i++)
        digits[i] = reversed[count - 1 - i];
    digits[count] = '\0';
    return true;
}

/* Of an amount whose digits these are. */
static size_t print_fine(char out[AMOUNT_TEXT_SIZE], const char *digits, bool negative) {
    size_t count = strlen(digits);
    size_t length = 0;
    if (negative)
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

size_t amount_print_exact(char out[AMOUNT_TEXT_SIZE], struct amount amount, int places) {
    char digits[AMOUNT_TEXT_SIZE] = "";
    if (!fine_digits(digits, amount))
        return decimal_print(out, amount.value, places);
    return print_fine(out, digits, amount.exact->negative);
}
