#include "base/decimal.h"

#include <string.h>

typedef __int128 wide;

static bool fits(wide value) {
    return value >= INT64_MIN && value <= INT64_MAX;
}

/* Far above what is kept, and so far below the type's own limit that nine more digits fit. */
#define MOST_DIGITS ((wide)DECIMAL_ONE * DECIMAL_ONE * DECIMAL_ONE * 10)

static enum decimal_status append_digit(wide *digits, char c) {
    *digits = *digits * 10 + (c - '0');
    return *digits > MOST_DIGITS ? DECIMAL_OVERFLOW : DECIMAL_OK;
}

/* Digits of the whole part, with groups of exactly three behind each thousands separator. */
static enum decimal_status parse_whole(const char **at, const char *end, struct decimal_format format,
                                       wide *digits) {
    const char *cursor = *at;
    bool grouped = false;
    int run = 0;
    for (; cursor < end; cursor++) {
        if (*cursor >= '0' && *cursor <= '9') {
            if (append_digit(digits, *cursor) != DECIMAL_OK)
                return DECIMAL_OVERFLOW;
            run++;
        } else if (format.thousands != '\0' && *cursor == format.thousands) {
            if (run == 0 || run > 3 || (grouped && run != 3))
                return DECIMAL_SYNTAX;
            grouped = true;
            run = 0;
        } else {
            break;
        }
    }
    *at = cursor;
    return run == 0 || (grouped && run != 3) ? DECIMAL_SYNTAX : DECIMAL_OK;
}

static enum decimal_status parse_places(const char **at, const char *end, wide *digits, int *places) {
    const char *cursor = *at;
    for (; cursor < end && *cursor >= '0' && *cursor <= '9'; cursor++) {
        if (*places == DECIMAL_PLACES) {
            if (*cursor != '0')
                return DECIMAL_TOO_PRECISE;
            continue;
        }
        if (append_digit(digits, *cursor) != DECIMAL_OK)
            return DECIMAL_OVERFLOW;
        (*places)++;
    }
    *at = cursor;
    return DECIMAL_OK;
}

enum decimal_status decimal_parse_wide(wide *out, struct text source, struct decimal_format format,
                                       wide most) {
    const char *cursor = source.data;
    const char *end = source.data + source.length;
    bool negative = source.length > 0 && *cursor == '-';
    if (negative)
        cursor++;
    wide digits = 0;
    int places = 0;
    enum decimal_status status = parse_whole(&cursor, end, format, &digits);
    if (status != DECIMAL_OK)
        return status;
    if (cursor < end && *cursor == format.point) {
        const char *first = ++cursor;
        status = parse_places(&cursor, end, &digits, &places);
        if (status != DECIMAL_OK)
            return status;
        if (cursor == first)
            return DECIMAL_SYNTAX;
    }
    if (cursor != end)
        return DECIMAL_SYNTAX;
    for (; places < DECIMAL_PLACES; places++)
        digits *= 10;
    if (digits > most)
        return DECIMAL_OVERFLOW;
    *out = negative ? -digits : digits;
    return DECIMAL_OK;
}

/* What is nothing but digits, few enough for a word of the machine, and a point among them. */
static bool parse_short(decimal *out, struct text source, char point) {
    static const int64_t SCALES[DECIMAL_PLACES + 1] = {1000000000, 100000000, 10000000, 1000000, 100000,
                                                       10000,      1000,      100,      10,      1};
    enum { MOST_CHARACTERS = 18 };
    int64_t digits = 0;
    size_t behind = source.length; /* the place behind the point */
    if (source.length == 0 || source.length > MOST_CHARACTERS)
        return false;
    for (size_t i = 0; i < source.length; i++) {
        const unsigned digit = (unsigned char)source.data[i] - (unsigned)'0';
        if (digit < 10)
            digits = digits * 10 + digit;
        else if (source.data[i] == point && i > 0 && behind == source.length && i + 1 < source.length)
            behind = i + 1;
        else
            return false;
    }
    const size_t places = source.length - behind;
    return places <= DECIMAL_PLACES && !__builtin_mul_overflow(digits, SCALES[places], out);
}

enum decimal_status decimal_parse(decimal *out, struct text source, struct decimal_format format) {
    decimal found = 0;
    if (parse_short(&found, source, format.point)) {
        *out = found;
        return DECIMAL_OK;
    }
    wide value = 0;
    enum decimal_status status = decimal_parse_wide(&value, source, format, INT64_MAX);
    if (status == DECIMAL_OK)
        *out = (decimal)value;
    return status;
}

bool decimal_subtract(decimal *out, decimal a, decimal b) {
    decimal difference = 0;
    if (__builtin_sub_overflow(a, b, &difference))
        return false;
    *out = difference;
    return true;
}

/* numerator / denominator, half to even. */
static bool divide_even(decimal *out, wide numerator, wide denominator) {
    if (denominator == 0)
        return false;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    bool negative = numerator < 0;
    wide magnitude = negative ? -numerator : numerator;
    wide quotient = magnitude / denominator;
    wide twice = (magnitude % denominator) * 2;
    if (twice > denominator || (twice == denominator && (quotient & 1) != 0))
        quotient++;
    if (negative)
        quotient = -quotient;
    if (!fits(quotient))
        return false;
    *out = (decimal)quotient;
    return true;
}

/* Of what is a whole number, as quantities are as a rule: no division needed. */
static bool multiply_whole(decimal *out, decimal whole, decimal by) {
    decimal product = 0;
    if (whole % DECIMAL_ONE != 0 || __builtin_mul_overflow(whole / DECIMAL_ONE, by, &product))
        return false;
    *out = product;
    return true;
}

bool decimal_multiply(decimal *out, decimal a, decimal b) {
    if (multiply_whole(out, a, b) || multiply_whole(out, b, a))
        return true;
    return divide_even(out, (wide)a * b, DECIMAL_ONE);
}

bool decimal_divide(decimal *out, decimal a, decimal b) {
    return divide_even(out, (wide)a * DECIMAL_ONE, b);
}

bool decimal_percent(int64_t *out, decimal part, decimal whole) {
    if (whole <= 0)
        return false;
    wide scaled = (wide)part * 1000000;
    wide quotient = scaled / whole;
    if (scaled % whole < 0)
        quotient--;
    if (!fits(quotient))
        return false;
    *out = (int64_t)quotient;
    return true;
}

bool decimal_reaches(decimal part, decimal whole, decimal percent) {
    return (wide)part * 100 * DECIMAL_ONE >= (wide)percent * whole;
}

bool decimal_within(decimal part, decimal whole, decimal percent) {
    return (wide)part * 100 * DECIMAL_ONE <= (wide)percent * whole;
}

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                            "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

/* So many digits of a number, with zeros before it, up to `end`. */
static void put_digits(char *end, uint64_t number, int digits) {
    for (; digits >= 2; digits -= 2, number /= 100)
        memcpy(end -= 2, PAIRS + number % 100 * 2, 2);
    if (digits > 0)
        end[-1] = (char)('0' + number % 10);
}

static int digits_of(uint64_t number) {
    int digits = 1;
    for (; number >= 100; number /= 100)
        digits += 2;
    return digits + (number >= 10);
}

static size_t print_scaled(char *out, int64_t value, int scale, int least) {
    static const uint64_t ONES[] = {1,      10,      100,      1000,      10000,
                                    100000, 1000000, 10000000, 100000000, 1000000000};
    const uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    const uint64_t whole = magnitude / ONES[scale];
    uint64_t part = magnitude % ONES[scale];
    int places = scale;
    for (; places - least >= 4 && part % 10000 == 0; places -= 4)
        part /= 10000;
    for (; places > least && part % 10 == 0; places--)
        part /= 10;
    char *at = out;
    if (value < 0)
        *at++ = '-';
    const int digits = digits_of(whole);
    put_digits(at += digits, whole, digits);
    if (places > 0) {
        *at++ = '.';
        put_digits(at += places, part, places);
    }
    *at = '\0';
    return (size_t)(at - out);
}

size_t decimal_print(char out[DECIMAL_TEXT_SIZE], decimal value, int places) {
    return print_scaled(out, value, DECIMAL_PLACES, places);
}

size_t decimal_print_percent(char out[DECIMAL_TEXT_SIZE], int64_t percent) {
    return print_scaled(out, percent, PERCENT_PLACES, PERCENT_PLACES);
}
