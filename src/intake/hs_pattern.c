#define PCRE2_CODE_UNIT_WIDTH 8
#include "intake/hs_pattern.h"

#include <pcre2.h>
#include <stdlib.h>

#include "base/digits.h"

static const char EXPRESSION[] =
    "^(?:\\d{4}(?:(?:\\d{2}){0,3}|[. ]\\d{2}(?:[. ]?\\d{2}){0,2})|\\d{2}(?:[. ]\\d{2}){2,4})$";

struct hs_pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    bool compiled; /* to machine code */
};

usmca_status hs_pattern_new(struct hs_pattern **out, usmca_error *error) {
    struct hs_pattern *pattern = calloc(1, sizeof *pattern);
    if (pattern == NULL)
        return error_memory(error);
    int number = 0;
    size_t offset = 0;
    pattern->code = pcre2_compile((PCRE2_SPTR)EXPRESSION, PCRE2_ZERO_TERMINATED, PCRE2_DOLLAR_ENDONLY,
                                  &number, &offset, NULL);
    if (pattern->code != NULL) {
        pattern->compiled = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
        pattern->match = pcre2_match_data_create(1, NULL);
    }
    if (pattern->match == NULL) {
        hs_pattern_free(pattern);
        return error_memory(error);
    }
    *out = pattern;
    return USMCA_OK;
}

void hs_pattern_free(struct hs_pattern *pattern) {
    if (pattern == NULL)
        return;
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    free(pattern);
}

static void keep_digits(struct hs_code *code, uint8_t digits) {
    if (digits == 0 || code->digits <= digits)
        return;
    uint64_t given = code->given;
    for (uint8_t i = code->digits; i > digits; i--)
        given /= 10;
    char plain[HS_TEXT_SIZE];
    struct hs_code shorter = {.given = given, .digits = digits};
    hs_code_parse(code, (struct text){plain, hs_print_digits(plain, shorter)});
}

/* The same as the expression says, of what is written as nearly all codes are: a separator behind the fourth
 * digit or none, and then others behind each further pair or not. */
static bool read_digits(struct hs_code *out, struct text field) {
    uint64_t given = 0;
    unsigned digits = 0;
    unsigned separated = 0; /* behind that digit, last */
    for (size_t i = 0; i < field.length; i++) {
        const unsigned digit = (unsigned char)field.data[i] - (unsigned)'0';
        if (digit < 10 && digits < 10) {
            given = given * 10 + digit;
            digits++;
            continue;
        }
        const bool separator = field.data[i] == '.' || field.data[i] == ' ';
        const bool there = digits == 4 || (separated >= 4 && (digits == 6 || digits == 8));
        if (!separator || !there || separated == digits || i + 1 == field.length)
            return false;
        separated = digits;
    }
    if (digits < 4 || digits % 2 != 0)
        return false;
    *out = hs_code_of_digits(given, digits);
    return true;
}

/* ---- eight bytes at once ---- */

static bool separates(uint64_t bytes, unsigned place) {
    const unsigned byte = (unsigned)(bytes >> place * 8) & 0xff;
    return byte == '.' || byte == ' ';
}

/* The same of 8413.91, 8413.91.20, 841391 and 84139120 alone, which nearly all are. */
static bool read_usual(struct hs_code *out, struct text field) {
    enum { DOTTED_SUBHEADING = 7, DOTTED_ITEM = 10 };
    uint64_t digits = 0;
    uint64_t given = 0;
    unsigned count = HS_SUBHEADING;
    if (field.length == DOTTED_SUBHEADING) {
        const uint64_t end = digits_bytes(field.data + 3, 4);
        if (!separates(end, 1))
            return false;
        digits = DIGITS_EACH('0') >> 48 | digits_bytes(field.data, 4) << 16 | end >> 16 << 48;
    } else if (field.length == HS_SUBHEADING) {
        digits = DIGITS_EACH('0') >> 48 | digits_bytes(field.data, 6) << 16;
    } else if (field.length == DOTTED_ITEM) {
        const uint64_t begin = digits_bytes(field.data, 8);
        if (!separates(begin, 4) || !separates(begin, 7))
            return false;
        digits = (begin & 0xffffffff) | (begin >> 8 & UINT64_C(0xffff00000000)) |
                 digits_bytes(field.data + 8, 2) << 48;
        count = HS_TARIFF_ITEM;
    } else if (field.length == HS_TARIFF_ITEM) {
        digits = digits_bytes(field.data, 8);
        count = HS_TARIFF_ITEM;
    } else {
        return false;
    }
    if (!digits_read(&given, digits))
        return false;
    *out = hs_code_of_digits(given, count);
    return true;
}

bool hs_pattern_read(const struct hs_pattern *pattern, struct hs_code *out, struct text field,
                     uint8_t digits) {
    if (read_usual(out, field) || read_digits(out, field)) {
        keep_digits(out, digits);
        return true;
    }
    int found =
        pattern->compiled
            ? pcre2_jit_match(pattern->code, (PCRE2_SPTR)field.data, field.length, 0, 0, pattern->match, NULL)
            : pcre2_match(pattern->code, (PCRE2_SPTR)field.data, field.length, 0, 0, pattern->match, NULL);
    if (found < 0 || !hs_code_parse(out, field))
        return false;
    keep_digits(out, digits);
    return true;
}
