#include "base/total.h"

#include <string.h>

#include "base/whole.h"

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

/* ---- products of more than 128 bits ---- */

static bool get_total(total *out, const struct whole *number) {
    total value = 0;
    if (!whole_get(&value, number) || !fits(value))
        return false;
    *out = value;
    return true;
}

bool total_portion(total *out, total amount, total part, total whole) {
    struct whole factors[2];
    struct whole product;
    struct whole divisor;
    struct whole portion;
    if (whole == 0)
        return false;
    whole_of(&factors[0], amount);
    whole_of(&factors[1], whole < 0 ? -part : part);
    whole_of(&divisor, whole < 0 ? -whole : whole);
    whole_multiply(&product, &factors[0], &factors[1]);
    whole_divide_even(&portion, &product, &divisor);
    return get_total(out, &portion);
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
struct share_sum {
    struct whole numerator;
    struct whole denominator;
};

static void add_share(struct share_sum *sum, const struct total_share *share) {
    struct whole part;
    struct whole whole;
    struct whole added;
    struct whole widened;
    whole_of(&part, share->part);
    whole_of(&whole, share->whole);
    whole_multiply(&added, &part, &sum->denominator);
    whole_multiply(&widened, &sum->numerator, &whole);
    whole_add(&sum->numerator, &widened, &added);
    whole_multiply(&widened, &sum->denominator, &whole);
    sum->denominator = widened;
}

static void add_shares(struct share_sum *sum, const struct total_share *shares, size_t count) {
    struct whole hundred;
    struct whole numerator;
    whole_of(&sum->numerator, 0);
    whole_of(&sum->denominator, 1);
    for (size_t i = 0; i < count; i++)
        add_share(sum, &shares[i]);
    whole_of(&hundred, 100);
    whole_multiply(&numerator, &sum->numerator, &hundred);
    sum->numerator = numerator;
}

bool total_shares_percent(int64_t *out, const struct total_share *shares, size_t count) {
    enum { PERCENT_SCALE = 10000 };
    struct share_sum sum;
    struct whole scale;
    struct whole scaled;
    struct whole percent;
    total value = 0;
    add_shares(&sum, shares, count);
    whole_of(&scale, PERCENT_SCALE);
    whole_multiply(&scaled, &sum.numerator, &scale);
    whole_divide_floor(&percent, &scaled, &sum.denominator);
    if (!whole_get(&value, &percent) || value > INT64_MAX || value < INT64_MIN)
        return false;
    *out = (int64_t)value;
    return true;
}

bool total_shares_reach(const struct total_share *shares, size_t count, decimal percent) {
    struct share_sum sum;
    struct whole factor;
    struct whole reached;
    struct whole limit;
    add_shares(&sum, shares, count);
    whole_of(&factor, DECIMAL_ONE);
    whole_multiply(&reached, &sum.numerator, &factor);
    whole_of(&factor, percent);
    whole_multiply(&limit, &factor, &sum.denominator);
    return !reached.too_large && !limit.too_large && whole_compare(&reached, &limit) >= 0;
}
