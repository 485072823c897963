#include "base/total.h"

#include <gmp.h>
#include <string.h>

#define MOST ((total)DECIMAL_ONE * DECIMAL_ONE * DECIMAL_ONE) /* 10^18, with nine places */

static bool fits(total value) {
    return value >= -MOST && value <= MOST;
}

enum decimal_status total_parse(total *out, struct text source, struct decimal_format format) {
    total value = 0;
    enum decimal_status status = decimal_parse_wide(&value, source, format, MOST);
    if (status == DECIMAL_OK)
        *out = value;
    return status;
}

size_t total_print(char out[TOTAL_TEXT_SIZE], total value, int places) {
    char fraction[DECIMAL_TEXT_SIZE];
    total magnitude = value < 0 ? -value : value;
    size_t length = 0;
    if (value < 0)
        out[length++] = '-';
    char whole[DECIMAL_TEXT_SIZE]; /* as a number without decimals: 10^18 fits no decimal */
    size_t digits = 0;
    uint64_t rest = (uint64_t)(magnitude / DECIMAL_ONE);
    do {
        whole[digits++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    while (digits > 0)
        out[length++] = whole[--digits];
    size_t size = decimal_print(fraction, (decimal)(magnitude % DECIMAL_ONE), places);
    memcpy(out + length, fraction + 1, size); /* without its leading zero; with the end of the string */
    return length + size - 1;
}

bool total_add(total *out, total a, total b) {
    if (!fits(a + b))
        return false;
    *out = a + b;
    return true;
}

bool total_subtract(total *out, total a, total b) {
    return total_add(out, a, -b);
}

/* ---- products of more than 128 bits, by GMP ---- */

static void set_total(mpz_t number, total value) {
    unsigned __int128 magnitude = value < 0 ? (unsigned __int128)-value : (unsigned __int128)value;
    uint64_t words[2] = {(uint64_t)magnitude, (uint64_t)(magnitude >> 64)};
    mpz_import(number, 2, -1, sizeof words[0], 0, 0, words);
    if (value < 0)
        mpz_neg(number, number);
}

static bool get_total(total *out, const mpz_t number) {
    uint64_t words[2] = {0, 0};
    if (mpz_sizeinbase(number, 2) > 120)
        return false;
    mpz_export(words, NULL, -1, sizeof words[0], 0, 0, number);
    total magnitude = (total)(((unsigned __int128)words[1] << 64) | words[0]);
    total value = mpz_sgn(number) < 0 ? -magnitude : magnitude;
    if (!fits(value))
        return false;
    *out = value;
    return true;
}

/* numerator / denominator, which is positive, half to even. */
static void divide_even(mpz_t quotient, const mpz_t numerator, const mpz_t denominator) {
    mpz_t rest;
    mpz_init(rest);
    mpz_fdiv_qr(quotient, rest, numerator, denominator);
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmp(rest, denominator);
    if (half > 0 || (half == 0 && mpz_odd_p(quotient)))
        mpz_add_ui(quotient, quotient, 1);
    mpz_clear(rest);
}

bool total_portion(total *out, total amount, total part, total whole) {
    if (whole == 0)
        return false;
    mpz_t number;
    mpz_t factor;
    mpz_t divisor;
    mpz_inits(number, factor, divisor, NULL);
    set_total(number, amount);
    set_total(factor, whole < 0 ? -part : part);
    set_total(divisor, whole < 0 ? -whole : whole);
    mpz_mul(number, number, factor);
    divide_even(number, number, divisor);
    bool fitting = get_total(out, number);
    mpz_clears(number, factor, divisor, NULL);
    return fitting;
}

bool total_quotient(decimal *out, total part, total whole) {
    total quotient = 0;
    if (!total_portion(&quotient, DECIMAL_ONE, part, whole) || quotient > INT64_MAX || quotient < INT64_MIN)
        return false;
    *out = (decimal)quotient;
    return true;
}

bool total_percent(int64_t *out, total part, total whole) {
    if (whole <= 0)
        return false;
    total scaled = part * 1000000;
    total quotient = scaled / whole;
    if (scaled % whole < 0)
        quotient--;
    if (quotient > INT64_MAX || quotient < INT64_MIN)
        return false;
    *out = (int64_t)quotient;
    return true;
}

bool total_reaches(total part, total whole, decimal percent) {
    return part * 100 * DECIMAL_ONE >= percent * whole;
}

/* ---- sums of shares ---- */

/* The sum of the shares × 100, as a fraction. */
static void add_shares(mpz_t numerator, mpz_t denominator, const struct total_share *shares, size_t count) {
    mpz_t part;
    mpz_t whole;
    mpz_inits(part, whole, NULL);
    mpz_set_ui(numerator, 0);
    mpz_set_ui(denominator, 1);
    for (size_t i = 0; i < count; i++) {
        set_total(part, shares[i].part);
        set_total(whole, shares[i].whole);
        mpz_mul(part, part, denominator);
        mpz_mul(numerator, numerator, whole);
        mpz_add(numerator, numerator, part);
        mpz_mul(denominator, denominator, whole);
    }
    mpz_mul_ui(numerator, numerator, 100);
    mpz_clears(part, whole, NULL);
}

bool total_shares_percent(int64_t *out, const struct total_share *shares, size_t count) {
    enum { PERCENT_SCALE = 10000 };
    mpz_t numerator;
    mpz_t denominator;
    mpz_inits(numerator, denominator, NULL);
    add_shares(numerator, denominator, shares, count);
    mpz_mul_ui(numerator, numerator, PERCENT_SCALE);
    mpz_fdiv_q(numerator, numerator, denominator);
    bool fitting = mpz_fits_slong_p(numerator) != 0;
    if (fitting)
        *out = mpz_get_si(numerator);
    mpz_clears(numerator, denominator, NULL);
    return fitting;
}

bool total_shares_reach(const struct total_share *shares, size_t count, decimal percent) {
    mpz_t numerator;
    mpz_t denominator;
    mpz_t limit;
    mpz_inits(numerator, denominator, limit, NULL);
    add_shares(numerator, denominator, shares, count);
    mpz_mul_ui(numerator, numerator, (unsigned long)DECIMAL_ONE);
    set_total(limit, percent);
    mpz_mul(limit, limit, denominator);
    bool reached = mpz_cmp(numerator, limit) >= 0;
    mpz_clears(numerator, denominator, limit, NULL);
    return reached;
}
