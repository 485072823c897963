#include "intake/number_form.h"

#include "intake/spaces.h"

/* ---- signs around it ---- */

/* The length of the currency sign at `data`, or 0: of ASCII, Latin-1, and the block of Unicode that is
 * theirs, U+20A0 to U+20CF. */
static size_t sign_length(const char *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    if (length >= 1 && bytes[0] == '$')
        return 1;
    if (length >= 2 && bytes[0] == 0xc2 && bytes[1] >= 0xa2 && bytes[1] <= 0xa5)
        return 2;
    if (length >= 3 && bytes[0] == 0xe2 &&
        (bytes[1] == 0x82 ? bytes[2] >= 0xa0 : bytes[1] == 0x83 && bytes[2] <= 0x8f))
        return 3;
    return 0;
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The length of what may be a code of ISO 4217 at `data`, or 0. */
static size_t code_length(const char *data, size_t length) {
    enum { CODE = 3 };
    if (length < CODE)
        return 0;
    for (size_t i = 0; i < CODE; i++)
        if (data[i] < 'A' || data[i] > 'Z')
            return 0;
    return CODE;
}

static size_t sign_or_code(const char *data, size_t length) {
    size_t sign = sign_length(data, length);
    return sign > 0 ? sign : code_length(data, length);
}

/* A sign in front, with the letters of its country before it ("US$"), or behind; or the code of a currency.
 */
static struct text without_sign(struct text field, struct text *sign_of) {
    size_t letters = 0;
    while (letters < 3 && letters < field.length && is_letter(field.data[letters]))
        letters++;
    size_t sign = sign_length(field.data + letters, field.length - letters);
    if (sign > 0) {
        *sign_of = (struct text){field.data, letters + sign};
        return spaces_trim((struct text){field.data + letters + sign, field.length - letters - sign});
    }
    if (letters > 0 && letters == code_length(field.data, field.length)) {
        *sign_of = (struct text){field.data, letters};
        return spaces_trim((struct text){field.data + letters, field.length - letters});
    }
    for (size_t back = 1; back <= 3 && back < field.length; back++)
        if (sign_or_code(field.data + field.length - back, back) == back) {
            *sign_of = (struct text){field.data + field.length - back, back};
            return spaces_trim((struct text){field.data, field.length - back});
        }
    return field;
}

static struct text without_minus(struct text field, bool *negative) {
    *negative = false;
    if (field.length < 2)
        return field;
    bool before = field.data[0] == '-';
    bool behind = field.data[field.length - 1] == '-';
    bool around = field.data[0] == '(' && field.data[field.length - 1] == ')';
    if (before + behind + around != 1)
        return field;
    *negative = true;
    size_t first = before || around;
    return spaces_trim((struct text){field.data + first, field.length - first - (behind || around)});
}

/* ---- its digits ---- */

/* Digits with the place of the point among them. */
struct digits {
    char all[NUMBER_FORM_SIZE];
    int count;
    int whole; /* how many stand before the point */
};

enum { MOST_DIGITS = 40 };

static bool add(struct digits *digits, char c) {
    if (digits->count == MOST_DIGITS)
        return false;
    digits->all[digits->count++] = c;
    return true;
}

/* Whether a point stands at the beginning, with a digit behind it: systems leave out the zero before it. */
static bool is_fraction(struct text field, char point) {
    return field.length > 1 && field.data[0] == point && field.data[1] >= '0' && field.data[1] <= '9';
}

/* The bytes of an apostrophe as Switzerland parts thousands by, upright or not (U+2019), or 0: nothing else
 * in a number is one. */
static size_t apostrophe(struct text rest) {
    static const char TYPOGRAPHIC[] = "\xe2\x80\x99";
    enum { LENGTH = sizeof TYPOGRAPHIC - 1 };
    if (rest.data[0] == '\'')
        return 1;
    return rest.length > LENGTH && memcmp(rest.data, TYPOGRAPHIC, LENGTH) == 0 ? LENGTH : 0;
}

/* Whole digits, in groups of three where they are parted; or none, before a point. */
static bool read_whole(struct digits *digits, struct text *rest, struct decimal_format format) {
    const char thousands = format.thousands;
    if (is_fraction(*rest, format.point))
        return add(digits, '0') && (digits->whole = digits->count) > 0;
    bool grouped = false;
    int run = 0;
    while (rest->length > 0) {
        char c = rest->data[0];
        size_t parting = no_break_space(rest->data, rest->length);
        if (parting == 0)
            parting = thousands != '\0' && c == thousands ? 1 : apostrophe(*rest);
        if (c >= '0' && c <= '9') {
            if (!add(digits, c))
                return false;
            run++;
            parting = 1;
        } else if (parting > 0) {
            if (run == 0 || run > 3 || (grouped && run != 3) || (!grouped && digits->all[0] == '0'))
                return false;
            grouped = true;
            run = 0;
        } else {
            break;
        }
        rest->data += parting;
        rest->length -= parting;
    }
    digits->whole = digits->count;
    return run > 0 && (!grouped || run == 3);
}

static bool read_places(struct digits *digits, struct text *rest, char point) {
    if (rest->length == 0 || rest->data[0] != point)
        return true;
    int before = digits->count;
    do {
        rest->data++;
        rest->length--;
    } while (rest->length > 0 && rest->data[0] >= '0' && rest->data[0] <= '9' && add(digits, rest->data[0]));
    return digits->count > before;
}

static bool read_exponent(struct digits *digits, struct text rest) {
    if (rest.length == 0)
        return true;
    if ((rest.data[0] != 'e' && rest.data[0] != 'E') || rest.length < 2)
        return false;
    size_t at = rest.data[1] == '-' || rest.data[1] == '+' ? 2 : 1;
    int exponent = 0;
    if (at == rest.length || rest.length - at > 3)
        return false;
    for (size_t i = at; i < rest.length; i++) {
        if (rest.data[i] < '0' || rest.data[i] > '9')
            return false;
        exponent = exponent * 10 + (rest.data[i] - '0');
    }
    digits->whole += rest.data[1] == '-' ? -exponent : exponent;
    return digits->whole >= -MOST_DIGITS && digits->whole <= MOST_DIGITS;
}

/* ---- rounding ---- */

static int significant(const struct digits *digits, int end) {
    int first = 0;
    while (first < end && digits->all[first] == '0')
        first++;
    return end - first;
}

/* To nine places, half to even. False where too little of it would be left. */
static bool round_digits(struct digits *digits, bool *rounded) {
    enum { LEAST_SIGNIFICANT = 6 };
    int end = digits->whole + DECIMAL_PLACES;
    while (digits->count > 0 && digits->count > end && digits->all[digits->count - 1] == '0')
        digits->count--;
    *rounded = digits->count > end;
    if (!*rounded)
        return true;
    if (end < 1 || significant(digits, end) < LEAST_SIGNIFICANT)
        return false;
    bool beyond = false;
    for (int i = end + 1; i < digits->count; i++)
        beyond = beyond || digits->all[i] != '0';
    char next = digits->all[end];
    bool up = next > '5' || (next == '5' && (beyond || (digits->all[end - 1] - '0') % 2 == 1));
    digits->count = end;
    int i = end - 1;
    for (; up && i >= 0 && digits->all[i] == '9'; i--)
        digits->all[i] = '0';
    if (up && i >= 0) {
        digits->all[i]++;
    } else if (up) {
        memmove(digits->all + 1, digits->all, (size_t)digits->count);
        digits->all[0] = '1';
        digits->count++;
        digits->whole++;
    }
    return true;
}

static struct text write_digits(char *out, const struct digits *digits, bool negative) {
    size_t length = 0;
    if (negative)
        out[length++] = '-';
    int from = digits->whole < 1 ? digits->whole - 1 : 0; /* with a zero before the point */
    int until = digits->count > digits->whole ? digits->count : digits->whole;
    for (int i = from; i < until; i++) {
        if (i == digits->whole)
            out[length++] = '.';
        out[length++] = (char)(i >= 0 && i < digits->count ? digits->all[i] : '0');
    }
    return (struct text){out, length};
}

bool number_form(char out[NUMBER_FORM_SIZE], struct text *plain, bool *rounded, struct text *sign,
                 struct text field, struct decimal_format format) {
    struct digits digits = {.count = 0};
    bool negative = false;
    *rounded = false;
    *sign = (struct text){NULL, 0};
    struct text rest = without_sign(without_minus(spaces_trim(field), &negative), sign);
    if (!negative)
        rest = without_minus(rest, &negative);
    if (!negative && rest.length > 1 && rest.data[0] == '+')
        rest = (struct text){rest.data + 1, rest.length - 1};
    if (!read_whole(&digits, &rest, format) || !read_places(&digits, &rest, format.point) ||
        !read_exponent(&digits, rest) || !round_digits(&digits, rounded))
        return false;
    if (digits.count - digits.whole > DECIMAL_PLACES || digits.whole < 1 - DECIMAL_PLACES ||
        digits.whole + DECIMAL_PLACES + 3 > NUMBER_FORM_SIZE)
        return false;
    *plain = write_digits(out, &digits, negative);
    return true;
}
