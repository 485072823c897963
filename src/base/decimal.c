#include "base/decimal.h"

#include <string.h>

#include "base/digits.h"

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

/* Digits of the whole part, with groups of exactly three behind each thousands separator. No number begins
 * with a zero before one: 0.350 has a decimal mark, and is not 350. */
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
            if (run == 0 || run > 3 || (grouped && run != 3) || (!grouped && **at == '0'))
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

static const int64_t SCALES[DECIMAL_PLACES + 1] = {1000000000, 100000000, 10000000, 1000000, 100000,
                                                   10000,      1000,      100,      10,      1};

/* What is nothing but digits, few enough for a word of the machine, and a point among them. */
static bool parse_short(decimal *out, struct text source, char point) {
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

/* One to eight bytes as a word, of two parts that may lie over each other. */
static inline uint64_t word_of(struct text source) {
    enum { HALF = DIGITS_A_WORD / 2 };
    const size_t last = source.length - 1;
    if (source.length >= HALF)
        return digits_bytes(source.data, HALF) | digits_bytes(source.data + source.length - HALF, HALF)
                                                     << (source.length - HALF) * BITS_A_DIGIT;
    return (uint64_t)(unsigned char)source.data[0] |
           (uint64_t)(unsigned char)source.data[last / 2] << last / 2 * BITS_A_DIGIT |
           (uint64_t)(unsigned char)source.data[last] << last * BITS_A_DIGIT;
}

/* The same of eight bytes at the most, as nearly all are, without a step a byte: how often one is taken, and
 * where the point stands, cannot be foreseen, and a branch that was foreseen wrongly costs as much as all of
 * this. */
static inline bool parse_word(decimal *out, struct text source, char point) {
    if (source.length - 1 >= DIGITS_A_WORD)
        return false;
    uint64_t bytes = word_of(source);
    const uint64_t others = bytes ^ DIGITS_EACH(point);
    const uint64_t points = (others - DIGITS_EACH(1)) & ~others & DIGITS_EACH(0x80);
    unsigned count = (unsigned)source.length;
    unsigned places = 0;
    if (points != 0) {
        const unsigned at = (unsigned)__builtin_ctzll(points) / BITS_A_DIGIT;
        if (at == 0 || at + 1 >= count)
            return false;
        const uint64_t before = (UINT64_C(1) << at * BITS_A_DIGIT) - 1;
        places = count - at - 1;
        bytes = (bytes & before) | (bytes >> BITS_A_DIGIT & ~before);
        count--;
    }
    /* with zeros before them, eight digits; by halves, for one of them may be all */
    const unsigned half = count * BITS_A_DIGIT / 2;
    bytes = bytes << (DIGITS_A_WORD - count) * BITS_A_DIGIT | DIGITS_EACH('0') >> half >> half;
    uint64_t digits = 0;
    if (!digits_read(&digits, bytes))
        return false;
    *out = (decimal)digits * SCALES[places];
    return true;
}

enum decimal_status decimal_parse(decimal *out, struct text source, struct decimal_format format) {
    decimal found = 0;
    if (parse_word(&found, source, format.point) || parse_short(&found, source, format.point)) {
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

enum { EIGHT_DIGITS = 100000000, FOUR_PLACES = 10000 };

/* Of the last digit of a word, which is written whatever it is. */
#define EVEN_A_ZERO (UINT64_C(1) << (DIGITS_A_WORD - 1) * BITS_A_DIGIT)

/* Every digit of a number without the zeros before it; returns the end. Room for eight behind that is used.
 */
static char *put_whole(char *at, uint64_t number) {
    if (number >= EIGHT_DIGITS) {
        at = put_whole(at, number / EIGHT_DIGITS);
        digits_write(at, digits_of((uint32_t)(number % EIGHT_DIGITS)));
        return at + DIGITS_A_WORD;
    }
    const eight_digits word = digits_of((uint32_t)number);
    const unsigned zeros = digits_leading_zeros(word | EVEN_A_ZERO);
    digits_write(at, word >> zeros * BITS_A_DIGIT);
    return at + DIGITS_A_WORD - zeros;
}

static char *put_minus(char *at, bool negative) {
    *at = '-';
    return at + negative;
}

static size_t end(char *out, char *at) {
    *at = '\0';
    return (size_t)(at - out);
}

static uint64_t magnitude_of(int64_t value) {
    return value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
}

/* Of a number in units of 10^-4, with at least so many decimals of four. */
static inline size_t print_fours(char *out, bool negative, uint32_t number, unsigned least) {
    enum { FOUR = 4 };
    const eight_digits word = digits_of(number);
    const unsigned before = digits_leading_zeros(word | EVEN_A_ZERO >> FOUR * BITS_A_DIGIT);
    const unsigned behind = digits_trailing_zeros(word);
    const unsigned places = behind >= FOUR ? 0 : FOUR - behind;
    char *at = put_minus(out, negative);
    digits_write(at, word >> before * BITS_A_DIGIT);
    at += FOUR - before;
    at[0] = '.';
    digits_write(at + 1, word >> FOUR * BITS_A_DIGIT);
    const unsigned written = places < least ? least : places;
    return end(out, written > 0 ? at + 1 + written : at);
}

size_t decimal_print(char out[DECIMAL_TEXT_SIZE], decimal value, int places) {
    const uint64_t magnitude = magnitude_of(value);
    const uint64_t fours = magnitude / (DECIMAL_ONE / FOUR_PLACES);
    if (fours < EIGHT_DIGITS && fours * (DECIMAL_ONE / FOUR_PLACES) == magnitude && places <= PERCENT_PLACES)
        return print_fours(out, value < 0, (uint32_t)fours, (unsigned)places);
    char *at = put_whole(put_minus(out, value < 0), magnitude / DECIMAL_ONE);
    const uint32_t part = (uint32_t)(magnitude % DECIMAL_ONE);
    const eight_digits first = digits_of(part / 10);
    const unsigned last = part % 10;
    unsigned written = last != 0 ? DECIMAL_PLACES : DIGITS_A_WORD - digits_trailing_zeros(first);
    if (written < (unsigned)places)
        written = (unsigned)places;
    at[0] = '.';
    digits_write(at + 1, first);
    at[DECIMAL_PLACES] = (char)('0' + last);
    return end(out, written > 0 ? at + 1 + written : at);
}

size_t decimal_print_percent(char out[DECIMAL_TEXT_SIZE], int64_t percent) {
    const uint64_t magnitude = magnitude_of(percent);
    if (magnitude < EIGHT_DIGITS)
        return print_fours(out, percent < 0, (uint32_t)magnitude, PERCENT_PLACES);
    char *at = put_whole(put_minus(out, percent < 0), magnitude / FOUR_PLACES);
    at[0] = '.';
    digits_write(at + 1, digits_of((uint32_t)(magnitude % FOUR_PLACES) * FOUR_PLACES));
    return end(out, at + 1 + PERCENT_PLACES);
}
