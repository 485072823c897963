#include "base/whole.h"

#include <string.h>

static void settle(struct whole *number, mp_size_t size, bool negative) {
    while (size > 0 && number->limbs[size - 1] == 0)
        size--;
    number->size = size;
    number->negative = negative && size > 0;
}

/* Whether the result has room, and its operands had. */
static bool begin(struct whole *out, const struct whole *a, const struct whole *b, mp_size_t size) {
    out->size = 0;
    out->negative = false;
    out->too_large = a->too_large || b->too_large || size > WHOLE_LIMBS;
    return !out->too_large;
}

void whole_of(struct whole *out, whole_wide value) {
    unsigned __int128 magnitude = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
    _Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "a limb has 64 bits");
    out->too_large = false;
    out->limbs[0] = (mp_limb_t)magnitude;
    out->limbs[1] = (mp_limb_t)(magnitude >> 64);
    settle(out, 2, value < 0);
}

void whole_of_limbs(struct whole *out, const mp_limb_t *limbs, mp_size_t size, bool negative) {
    out->too_large = size > WHOLE_LIMBS;
    size = out->too_large ? 0 : size;
    memcpy(out->limbs, limbs, (size_t)size * sizeof *limbs);
    settle(out, size, negative);
}

static int compare_magnitudes(const struct whole *a, const struct whole *b) {
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->size == 0 ? 0 : mpn_cmp(a->limbs, b->limbs, a->size);
}

/* |a| + |b| */
static void add_magnitudes(struct whole *out, const struct whole *a, const struct whole *b, bool negative) {
    const struct whole *longer = a->size >= b->size ? a : b;
    const struct whole *shorter = longer == a ? b : a;
    if (!begin(out, a, b, longer->size + 1))
        return;
    mp_limb_t carry = 0;
    if (shorter->size > 0)
        carry = mpn_add(out->limbs, longer->limbs, longer->size, shorter->limbs, shorter->size);
    else
        memcpy(out->limbs, longer->limbs, (size_t)longer->size * sizeof *out->limbs);
    out->limbs[longer->size] = carry;
    settle(out, longer->size + 1, negative);
}

/* |a| − |b|, with the sign turned where `negative` says so. */
static void subtract_magnitudes(struct whole *out, const struct whole *a, const struct whole *b,
                                bool negative) {
    bool turned = compare_magnitudes(a, b) < 0;
    const struct whole *greater = turned ? b : a;
    const struct whole *less = turned ? a : b;
    if (!begin(out, a, b, greater->size))
        return;
    if (less->size > 0)
        mpn_sub(out->limbs, greater->limbs, greater->size, less->limbs, less->size);
    else
        memcpy(out->limbs, greater->limbs, (size_t)greater->size * sizeof *out->limbs);
    settle(out, greater->size, negative != turned);
}

void whole_add(struct whole *out, const struct whole *a, const struct whole *b) {
    if (a->negative == b->negative)
        add_magnitudes(out, a, b, a->negative);
    else
        subtract_magnitudes(out, a, b, a->negative);
}

void whole_subtract(struct whole *out, const struct whole *a, const struct whole *b) {
    if (a->negative != b->negative)
        add_magnitudes(out, a, b, a->size > 0 ? a->negative : !b->negative);
    else
        subtract_magnitudes(out, a, b, a->negative);
}

void whole_multiply(struct whole *out, const struct whole *a, const struct whole *b) {
    if (!begin(out, a, b, a->size + b->size) || a->size == 0 || b->size == 0)
        return;
    const struct whole *longer = a->size >= b->size ? a : b;
    const struct whole *shorter = longer == a ? b : a;
    mpn_mul(out->limbs, longer->limbs, longer->size, shorter->limbs, shorter->size);
    settle(out, a->size + b->size, a->negative != b->negative);
}

void whole_divide(struct whole *quotient, struct whole *rest, const struct whole *number,
                  const struct whole *divisor) {
    bool fits = begin(rest, number, divisor, divisor->size > 0 ? divisor->size : WHOLE_LIMBS + 1);
    if (!begin(quotient, number, divisor, 0) || !fits) {
        quotient->too_large = rest->too_large = true;
        return;
    }
    if (number->size < divisor->size) {
        whole_of_limbs(rest, number->limbs, number->size, number->negative);
        return;
    }
    mpn_tdiv_qr(quotient->limbs, rest->limbs, 0, number->limbs, number->size, divisor->limbs, divisor->size);
    settle(quotient, number->size - divisor->size + 1, number->negative != divisor->negative);
    settle(rest, divisor->size, number->negative);
}

/* One further from zero. */
static void grow(struct whole *number, bool negative) {
    mp_limb_t carry = number->size > 0 ? mpn_add_1(number->limbs, number->limbs, number->size, 1) : 1;
    if (carry != 0 && number->size == WHOLE_LIMBS) {
        number->too_large = true;
        return;
    }
    number->limbs[number->size] = carry;
    settle(number, number->size + 1, negative);
}

bool whole_divide_even(struct whole *quotient, const struct whole *number, const struct whole *divisor) {
    struct whole rest;
    struct whole twice;
    whole_divide(quotient, &rest, number, divisor);
    whole_add(&twice, &rest, &rest);
    if (quotient->too_large || twice.too_large) {
        quotient->too_large = true;
        return false;
    }
    int half = compare_magnitudes(&twice, divisor);
    bool odd = quotient->size > 0 && (quotient->limbs[0] & 1) != 0;
    if (half > 0 || (half == 0 && odd))
        grow(quotient, number->negative);
    return rest.size == 0;
}

void whole_divide_floor(struct whole *quotient, const struct whole *number, const struct whole *divisor) {
    struct whole rest;
    whole_divide(quotient, &rest, number, divisor);
    if (!quotient->too_large && rest.negative)
        grow(quotient, true);
}

/* A magnitude without the factors of two that it has; how many those are. */
static mp_bitcnt_t odd_part(struct whole *out, const struct whole *number) {
    mp_bitcnt_t twos = mpn_scan1(number->limbs, 0);
    mp_size_t limbs = (mp_size_t)(twos / 64);
    unsigned bits = (unsigned)(twos % 64);
    mp_size_t size = number->size - limbs;
    if (bits > 0)
        mpn_rshift(out->limbs, number->limbs + limbs, size, bits);
    else
        memcpy(out->limbs, number->limbs + limbs, (size_t)size * sizeof *out->limbs);
    out->too_large = false;
    settle(out, size, false);
    return twos;
}

void whole_common_divisor(struct whole *out, const struct whole *a, const struct whole *b) {
    struct whole one;
    struct whole other;
    if (!begin(out, a, b, 0))
        return;
    mp_bitcnt_t twos = odd_part(&one, a);
    mp_bitcnt_t more = odd_part(&other, b);
    twos = more < twos ? more : twos;
    struct whole *longer = one.size >= other.size ? &one : &other;
    struct whole *shorter = longer == &one ? &other : &one;
    mp_size_t size = mpn_gcd(out->limbs, longer->limbs, longer->size, shorter->limbs, shorter->size);
    /* a divisor is no longer than what it divides: the factors of two have room */
    mp_size_t limbs = (mp_size_t)(twos / 64);
    unsigned bits = (unsigned)(twos % 64);
    memmove(out->limbs + limbs, out->limbs, (size_t)size * sizeof *out->limbs);
    memset(out->limbs, 0, (size_t)limbs * sizeof *out->limbs);
    size += limbs;
    if (bits > 0) {
        mp_limb_t carry = mpn_lshift(out->limbs, out->limbs, size, bits);
        if (carry != 0)
            out->limbs[size++] = carry;
    }
    settle(out, size, false);
}

int whole_compare(const struct whole *a, const struct whole *b) {
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    return a->negative ? compare_magnitudes(b, a) : compare_magnitudes(a, b);
}

bool whole_get(whole_wide *out, const struct whole *number) {
    if (number->too_large || number->size > 2 || (number->size == 2 && number->limbs[1] >> 63 != 0))
        return false;
    unsigned __int128 magnitude = number->size > 1 ? (unsigned __int128)number->limbs[1] << 64 : 0;
    magnitude |= number->size > 0 ? number->limbs[0] : 0;
    *out = number->negative ? -(whole_wide)magnitude : (whole_wide)magnitude;
    return true;
}
