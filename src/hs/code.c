#include "hs/code.h"

#include "base/digits.h"

static const uint32_t SPAN[] = {100000000, 0, 1000000, 0, 10000, 0, 100, 0, 1};

bool hs_code_parse(struct hs_code *out, struct text source) {
    uint64_t given = 0;
    unsigned digits = 0;
    for (size_t i = 0; i < source.length; i++) {
        char c = source.data[i];
        bool separator = c == '.' || c == ' ';
        if (separator && i > 0 && i + 1 < source.length)
            continue;
        if (c < '0' || c > '9' || digits == HS_DIGITS_MOST)
            return false;
        given = given * 10 + (unsigned)(c - '0');
        digits++;
    }
    if (digits < 2 || digits % 2 != 0)
        return false;
    *out = hs_code_of_digits(given, digits);
    return true;
}

struct hs_code hs_code_of_digits(uint64_t given, unsigned digits) {
    uint32_t span = SPAN[digits < 8 ? digits : 8];
    uint32_t low = (uint32_t)(digits > 8 ? given / 100 : given) * span;
    return (struct hs_code){given, low, low + span - 1, (uint8_t)digits};
}

struct hs_code hs_code_subheading(uint32_t number) {
    return (struct hs_code){number, number * 100, number * 100 + 99, HS_SUBHEADING};
}

enum hs_membership hs_same_unit(struct hs_code a, struct hs_code b, enum hs_level level) {
    uint32_t first = hs_unit(a.low, level);
    uint32_t other = hs_unit(b.low, level);
    bool certain = first == hs_unit(a.high, level) && other == hs_unit(b.high, level);
    if (certain)
        return first == other ? HS_INSIDE : HS_OUTSIDE;
    return a.high < b.low || b.high < a.low ? HS_OUTSIDE : HS_PARTLY;
}

enum hs_membership hs_set_holds(struct hs_set set, struct hs_code code) {
    uint32_t first = 0;
    uint32_t last = set.count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (set.ranges[middle].high < code.low)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == set.count || set.ranges[first].low > code.high)
        return HS_OUTSIDE;
    struct hs_range range = set.ranges[first];
    return range.low <= code.low && code.high <= range.high ? HS_INSIDE : HS_PARTLY;
}

size_t hs_print_dotted(char out[HS_TEXT_SIZE], uint32_t low, uint8_t digits) {
    char plain[DIGITS_A_WORD];
    digits_write(plain, digits_of(low));
    size_t length = 0;
    for (unsigned i = 0; i < digits && i < 8; i++) {
        if (i == 4 || i == 6)
            out[length++] = '.';
        out[length++] = plain[i];
    }
    out[length] = '\0';
    return length;
}

struct text hs_text(char room[HS_TEXT_SIZE], struct hs_code code) {
    return (struct text){room, hs_print_dotted(room, code.low, code.digits)};
}

/* No code is longer than a word and two digits. */
size_t hs_print_digits(char out[HS_TEXT_SIZE], struct hs_code code) {
    const uint32_t eight = 100000000;
    char *at = out;
    uint64_t number = code.given;
    unsigned left = code.digits;
    if (left > DIGITS_A_WORD) {
        const unsigned first = (unsigned)(number / eight);
        *at++ = (char)('0' + first / 10);
        *at++ = (char)('0' + first % 10);
        number %= eight;
        left = DIGITS_A_WORD;
    }
    const unsigned unused = left > 0 ? DIGITS_A_WORD - left : 0;
    digits_write(at, digits_of((uint32_t)number) >> unused * BITS_A_DIGIT);
    at[left] = '\0';
    return code.digits;
}
