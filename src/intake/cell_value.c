#include "intake/cell_value.h"

#include <stdio.h>
#include <stdlib.h>

#include "intake/number_form.h"
#include "intake/spaces.h"
#include "intake/unread_header.h"

/* ---- number formats ---- */

struct cell_style cell_style_built_in(int number) {
    bool day = (number >= 14 && number <= 17) || number == 22;
    bool day_in_east_asia = (number >= 27 && number <= 31) || number == 36 ||
                            (number >= 50 && number <= 54) || number == 57 || number == 58;
    if (day || day_in_east_asia)
        return (struct cell_style){.kind = CELL_DATE};
    if (number == 9 || number == 10)
        return (struct cell_style){.kind = CELL_PERCENT};
    return (struct cell_style){.places = number == 2 || number == 4 ? 2 : 0};
}

/* The length of what stands for itself at `at`: quoted, behind a backslash, or in brackets. */
static size_t literal(struct text format, size_t at) {
    char c = format.data[at];
    char until = c == '"' ? '"' : ']';
    if (c == '\\' || c == '_' || c == '*')
        return 2;
    if (c != '"' && c != '[')
        return 0;
    const char *end = memchr(format.data + at + 1, until, format.length - at - 1);
    return end != NULL ? (size_t)(end - format.data) - at + 1 : format.length - at;
}

static void keep_words(struct cell_style *style, struct text shown) {
    const size_t room = CELL_WORDS_SIZE - (size_t)style->words_length;
    const size_t length = shown.length < room ? shown.length : room;
    memcpy(style->words + style->words_length, shown.data, length);
    style->words_length += (uint8_t)length;
}

/* What is shown, of `[$€-407]` without what says where; that of a "$" is kept. */
static struct text without_locale(struct cell_style *style, struct text shown) {
    const char *dash = memchr(shown.data, '-', shown.length);
    if (dash == NULL)
        return shown;
    const struct text sign = {shown.data, (size_t)(dash - shown.data)};
    const struct text locale = {dash + 1, shown.length - sign.length - 1};
    if (text_is(spaces_trim(sign), "$") && locale.length > 0) {
        style->locale_length = (uint8_t)text_cut(locale, CELL_LOCALE_SIZE).length;
        memcpy(style->locale, locale.data, style->locale_length);
    }
    return sign;
}

/* Keeps what is shown with the number, where it may be of a currency: `[$€-407]`, `"MXN"`, or a sign
 * that stands for itself. "$" alone gives way to what says whose it is. */
static void keep_sign(struct cell_style *style, struct text shown) {
    if (shown.length == 2 && shown.data[0] == '\\') {
        keep_words(style, (struct text){shown.data + 1, 1});
        return;
    }
    if (shown.length > 3 && shown.data[0] == '[' && shown.data[1] == '$') {
        shown = without_locale(style, (struct text){shown.data + 2, shown.length - 3});
    } else if (shown.length > 2 && shown.data[0] == '"') {
        shown = (struct text){shown.data + 1, shown.length - 2};
    } else if ((unsigned char)shown.data[0] < 0xc2) {
        return;
    }
    shown = spaces_trim(shown);
    const bool taken = style->sign_length > 1 || (style->sign_length == 1 && style->sign[0] != '$');
    if (shown.length == 0)
        return;
    if (taken || shown.length > CELL_SIGN_SIZE) {
        keep_words(style, TEXT(" "));
        keep_words(style, shown);
        return;
    }
    style->sign_length = (uint8_t)shown.length;
    memcpy(style->sign, shown.data, shown.length);
}

/* The length of a character that is not of ASCII at `at`, or 0. */
static size_t beyond_ascii(struct text format, size_t at) {
    unsigned char c = (unsigned char)format.data[at];
    size_t length = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    return length <= format.length - at ? length : 0;
}

struct cell_style cell_style_of(struct text format) {
    struct cell_style style = {.kind = CELL_NUMBER};
    bool behind_point = false;
    bool counted = true;
    bool time = false;
    bool month = false;
    for (size_t at = 0; at < format.length && format.data[at] != ';';) {
        size_t skipped = literal(format, at);
        if (skipped == 0)
            skipped = beyond_ascii(format, at);
        if (skipped > 0) {
            size_t left = format.length - at;
            keep_sign(&style, (struct text){format.data + at, skipped < left ? skipped : left});
            at += skipped;
            continue;
        }
        char c = format.data[at++];
        time = time || strchr("hHsS", c) != NULL;
        month = month || c == 'm' || c == 'M';
        if (strchr("yYdD", c) != NULL)
            return (struct cell_style){.kind = CELL_DATE};
        if (c == '%')
            return (struct cell_style){.kind = CELL_PERCENT};
        if (c == '/' && at < format.length && literal(format, at) > 0)
            keep_words(&style, TEXT("/")); /* what stands behind it is a word */
        else if (c == 'E' || c == 'G' || c == '/' || c == '@')
            counted = false; /* an exponent, General, a fraction, a text */
        if (!counted)
            continue;
        behind_point = behind_point || c == '.';
        if (c == '0' && behind_point && style.places < DECIMAL_PLACES)
            style.places++;
        if (c == '0' && !behind_point && style.whole < 15)
            style.whole++;
    }
    if (month && !time)
        return (struct cell_style){.kind = CELL_DATE};
    if (month || time)
        return (struct cell_style){.kind = CELL_NUMBER};
    return style;
}

/* ---- numbers ---- */

enum { MOST_DIGITS = 60, DIGITS_OF_BINARY = 15, FURTHEST_POINT = 40 };

struct digits {
    char all[MOST_DIGITS];
    int count;
    int whole; /* digits before the point; may be negative, or more than there are */
    bool negative;
};

static bool read_exponent(struct digits *digits, struct text rest) {
    int exponent = 0;
    bool negative = rest.length > 1 && rest.data[1] == '-';
    size_t at = rest.length > 1 && (rest.data[1] == '-' || rest.data[1] == '+') ? 2 : 1;
    if ((rest.data[0] != 'e' && rest.data[0] != 'E') || at >= rest.length || rest.length - at > 3)
        return false;
    for (size_t i = at; i < rest.length; i++) {
        if (rest.data[i] < '0' || rest.data[i] > '9')
            return false;
        exponent = exponent * 10 + (rest.data[i] - '0');
    }
    digits->whole += negative ? -exponent : exponent;
    return digits->whole >= -FURTHEST_POINT && digits->whole <= FURTHEST_POINT;
}

/* The form of XML Schema's double, without its words for what is no number. */
static bool read_number(struct digits *digits, struct text stored) {
    size_t at = stored.length > 0 && (stored.data[0] == '-' || stored.data[0] == '+');
    bool point = false;
    *digits = (struct digits){.negative = at > 0 && stored.data[0] == '-'};
    for (; at < stored.length; at++) {
        char c = stored.data[at];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        if (digits->count == MOST_DIGITS)
            return false;
        digits->all[digits->count++] = c;
        digits->whole += !point;
    }
    if (digits->count == 0)
        return false;
    return at == stored.length || read_exponent(digits, (struct text){stored.data + at, stored.length - at});
}

/* Without zeros in front of the first digit that counts, and behind the last of a fraction. */
static void strip(struct digits *digits) {
    int zeros = 0;
    while (zeros < digits->count && digits->all[zeros] == '0')
        zeros++;
    memmove(digits->all, digits->all + zeros, (size_t)(digits->count - zeros));
    digits->count -= zeros;
    digits->whole -= zeros;
    while (digits->count > 0 && digits->count > digits->whole && digits->all[digits->count - 1] == '0')
        digits->count--;
    if (digits->count == 0)
        *digits = (struct digits){.negative = false};
}

/* To fifteen digits, half to even. */
static void round_digits(struct digits *digits) {
    bool beyond = false;
    for (int i = DIGITS_OF_BINARY + 1; i < digits->count; i++)
        beyond = beyond || digits->all[i] != '0';
    char next = digits->all[DIGITS_OF_BINARY];
    bool odd = (digits->all[DIGITS_OF_BINARY - 1] - '0') % 2 == 1;
    bool up = next > '5' || (next == '5' && (beyond || odd));
    int i = DIGITS_OF_BINARY - 1;
    digits->count = DIGITS_OF_BINARY;
    for (; up && i >= 0 && digits->all[i] == '9'; i--)
        digits->all[i] = '0';
    if (up && i >= 0)
        digits->all[i]++;
    if (up && i < 0) {
        memmove(digits->all + 1, digits->all, (size_t)digits->count);
        digits->all[0] = '1';
        digits->count++;
        digits->whole++;
    }
    strip(digits);
}

/* Whether the digits are those that the binary number next to `typed` has when it is written with seventeen:
 * what a spreadsheet stores for it. The binary number is of no other use here. */
static bool stored_for(const struct digits *typed, const struct digits *digits) {
    char text[MOST_DIGITS + 16];
    char written[64];
    struct digits found = {.count = 0};
    snprintf(text, sizeof text, "%.*se%d", typed->count, typed->all, typed->whole - typed->count);
    snprintf(written, sizeof written, "%.16e", strtod(text, NULL));
    for (const char *at = written; *at != '\0' && *at != 'e' && found.count < MOST_DIGITS; at++)
        if (*at >= '0' && *at <= '9') /* the point between them is of the locale */
            found.all[found.count++] = *at;
    found.whole = digits->whole;
    strip(&found);
    return found.count == digits->count && memcmp(found.all, digits->all, (size_t)found.count) == 0;
}

/* 1.1 is stored as 1.1000000000000001. Other numbers of more digits stay as they are. */
static void without_noise(struct digits *digits) {
    if (digits->count <= DIGITS_OF_BINARY || digits->whole > DIGITS_OF_BINARY)
        return;
    struct digits typed = *digits;
    round_digits(&typed);
    if (stored_for(&typed, digits))
        *digits = typed;
}

static char digit_at(const struct digits *digits, int place) {
    return (char)(place >= 0 && place < digits->count ? digits->all[place] : '0');
}

static void put_digits(struct buffer *out, const struct digits *digits, struct cell_style style, char point) {
    int whole = digits->whole > 1 ? digits->whole : 1;
    int least = whole > style.whole ? whole : style.whole;
    if (digits->negative)
        buffer_char(out, '-');
    for (int i = digits->whole - least; i < digits->whole; i++)
        buffer_char(out, digit_at(digits, i));
    if (digits->count <= digits->whole)
        return; /* no fraction: and none is made of it, for 850300 is a code, and 850300.00 none */
    int end = digits->whole + style.places > digits->count ? digits->whole + style.places : digits->count;
    buffer_char(out, point);
    for (int i = digits->whole; i < end; i++)
        buffer_char(out, digit_at(digits, i));
}

/* ---- days ---- */

static void put_day(struct buffer *out, date day, const struct field_format *format) {
    date_write(out, day, &format->date);
}

/* The day of a serial number; false where it has none. Day 60 of those from 1900 is a 29 February that there
 * was not. */
static bool day_of(date *out, const struct digits *digits, bool from_1904) {
    enum { FROM_2000 = 36526, MOST = 2958465 };
    int32_t serial = 0;
    if (digits->negative || digits->whole > 7)
        return false;
    for (int i = 0; i < digits->whole; i++)
        serial = serial * 10 + (digit_at(digits, i) - '0');
    if (serial > MOST || (!from_1904 && (serial == 0 || serial == 60)))
        return false;
    if (from_1904)
        *out = date_add_days(19040101, serial);
    else if (serial < FROM_2000)
        *out = date_add_days(serial < 60 ? 18991231 : 18991230, serial);
    else
        *out = date_add_days(20000101, serial - FROM_2000);
    return *out != 0 && *out <= DATE_FOREVER;
}

/* ---- a cell ---- */

/* The sign that is shown with a number, where it says a currency. */
static struct text sign_of(const struct cell_style *style, const struct field_format *format) {
    char text[CELL_SIGN_SIZE + 1];
    char room[NUMBER_FORM_SIZE];
    struct text sign = {style->sign, style->sign_length};
    struct text plain;
    struct text found;
    bool rounded;
    memcpy(text, style->sign, sign.length);
    text[sign.length] = '1';
    bool says = sign.length > 0 && format->words != NULL &&
                number_form(room, &plain, &rounded, &found, (struct text){text, sign.length + 1},
                            PLAIN_FORMAT.number) &&
                found.length == sign.length && !text_is(sign, "$");
    bool code = says && sign.length == 3 && sign.data[2] >= 'A' && sign.data[2] <= 'Z';
    return says && (!code || vocabulary_currency(format->words, sign)) ? sign : (struct text){NULL, 0};
}

static bool is_word(const struct field_format *format, const char *kind, struct text word) {
    struct text is;
    return format->words != NULL && vocabulary_find(format->words, kind, word, &is) == WORD_FOUND;
}

/* The code of the currency that the words are, and nothing else: "dólares". */
static struct text currency_of(struct text shown, const struct field_format *format) {
    struct text is = {NULL, 0};
    if (format->words == NULL || is_word(format, "shown-multiple", shown) ||
        vocabulary_find(format->words, "header-currency", shown, &is) != WORD_FOUND ||
        is.data[is.length - 1] == '?')
        return (struct text){NULL, 0};
    return is;
}

/* "$" alone, of another country than the United States. */
static bool of_elsewhere(const struct cell_style *style, const struct field_format *format) {
    return style->locale_length > 0 &&
           !is_word(format, "dollar-locale", (struct text){style->locale, style->locale_length});
}

/* Whether the words that are shown with a number say that it is of several, by a figure or as "k", "dozen";
 * that it is per anything but a piece; a mass that is not in kilograms; or a further currency. */
static bool says_more(struct text shown, const struct field_format *format) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    bool behind_per = false;
    for (size_t i = 0; i < shown.length; i++)
        if (shown.data[i] >= '0' && shown.data[i] <= '9')
            return true;
    if (shown.length == 0 || format->words == NULL)
        return false;
    if (is_word(format, "shown-multiple", shown) || !unread_header_per_words(room, &rest, shown))
        return true;
    while (rest.length > 0 && text_split(&rest, ' ', &word)) {
        if (word.length == 0)
            continue;
        if (is_word(format, "header-multiple", word) || is_word(format, "header-mass", word) ||
            is_word(format, "header-currency", word) || (behind_per && !is_word(format, "note-piece", word)))
            return true;
        behind_per = is_word(format, "header-per", word);
    }
    return false;
}

static void put_words(struct buffer *out, struct text shown, const struct field_format *format) {
    shown = spaces_trim(shown);
    if (!says_more(shown, format))
        return;
    buffer_char(out, ' ');
    buffer_text(out, shown);
}

/* A number that is no day and no share. */
static void put_number(struct buffer *out, const struct digits *digits, const struct cell_style *style,
                       const struct field_format *format) {
    const struct text sign = {style->sign, style->sign_length};
    const struct text words = spaces_trim((struct text){style->words, style->words_length});
    struct text currency = sign_of(style, format);
    const bool by_sign = currency.length > 0;
    if (!by_sign)
        currency = currency_of(sign, format);
    const bool by_words = currency.length == 0 && currency_of(words, format).length > 0;
    const bool sign_said = by_sign || (currency.length > 0 && !by_words);
    if (by_words)
        currency = currency_of(words, format);
    else if (currency.length == 0 && of_elsewhere(style, format))
        currency = TEXT(SIGN_OF_SOME_CURRENCY);
    buffer_text(out, currency);
    put_digits(out, digits, *style, format->number.point);
    if (!sign_said)
        put_words(out, sign, format);
    if (!by_words)
        put_words(out, words, format);
}

void cell_number(struct buffer *out, struct text stored, struct cell_style style, bool from_1904,
                 const struct field_format *format) {
    struct digits digits;
    date day = 0;
    if (!read_number(&digits, stored)) {
        buffer_text(out, stored);
        return;
    }
    strip(&digits);
    without_noise(&digits);
    if (style.kind == CELL_DATE && day_of(&day, &digits, from_1904)) {
        put_day(out, day, format);
        return;
    }
    if (style.kind == CELL_PERCENT && digits.count > 0)
        digits.whole += 2;
    if (style.kind == CELL_NUMBER) {
        put_number(out, &digits, &style, format);
        return;
    }
    put_digits(out, &digits, style, format->number.point);
    if (style.kind == CELL_PERCENT)
        buffer_char(out, '%');
}

void cell_day(struct buffer *out, struct text stored, const struct field_format *format) {
    date day = 0;
    if (date_read(&day, stored, &PLAIN_FORMAT.date))
        put_day(out, day, format);
    else
        buffer_text(out, stored);
}
