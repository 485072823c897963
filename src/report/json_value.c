#include "report/json_value.h"

#include "base/shown.h"
#include "base/utf8.h"

static const char HEX[] = "0123456789abcdef";

enum { LONGEST_ESCAPE = 6 };

static char *escape(char *at, unsigned char c) {
    const char *shorthand = c == '"'    ? "\\\""
                            : c == '\\' ? "\\\\"
                            : c == '\n' ? "\\n"
                            : c == '\t' ? "\\t"
                                        : NULL;
    if (shorthand != NULL) {
        memcpy(at, shorthand, 2);
        return at + 2;
    }
    const char code[LONGEST_ESCAPE] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
    memcpy(at, code, sizeof code);
    return at + sizeof code;
}

/* A character that no terminal is to see: C1, and what turns the direction of writing. */
static char *escape_unshown(char *at, const char *data, size_t size) {
    const unsigned char *bytes = (const unsigned char *)data;
    unsigned point = size == 1   ? bytes[0]
                     : size == 2 ? (bytes[0] & 0x1fU) << 6 | (bytes[1] & 0x3fU)
                                 : (bytes[0] & 0x0fU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
    const char code[LONGEST_ESCAPE] = {
        '\\', 'u', HEX[point >> 12], HEX[point >> 8 & 15], HEX[point >> 4 & 15], HEX[point & 15]};
    memcpy(at, code, sizeof code);
    return at + sizeof code;
}

/* Whether each of eight bytes stands in a string as it is: from the blank to the tilde, but a quotation mark
 * or a backslash. What is borrowed or carried from a byte to the next comes from one that does not. */
static bool all_as_they_are(uint64_t bytes) {
    const uint64_t each = UINT64_C(0x0101010101010101);
    const uint64_t otherwise = bytes | (bytes + each) | (bytes - each * ' ') | ((bytes ^ each * '"') - each) |
                               ((bytes ^ each * '\\') - each);
    return (otherwise & each * 0x80) == 0;
}

static bool as_it_is(const char *data) {
    uint64_t bytes = 0;
    memcpy(&bytes, data, sizeof bytes);
    return all_as_they_are(bytes);
}

/* The same of four to seven of them, some of them taken twice. */
static bool few_as_they_are(struct text text) {
    uint32_t halves[2];
    memcpy(&halves[0], text.data, sizeof halves[0]);
    memcpy(&halves[1], text.data + text.length - sizeof halves[1], sizeof halves[1]);
    return all_as_they_are(halves[0] | (uint64_t)halves[1] << 32);
}

/* How many bytes at the beginning surely do. */
static size_t plain_part(struct text text) {
    const size_t word = sizeof(uint64_t);
    size_t length = 0;
    if (text.length < word)
        return text.length >= word / 2 && few_as_they_are(text) ? text.length : 0;
    while (text.length - length >= word && as_it_is(text.data + length))
        length += word;
    const bool nearly_all = length > 0 && text.length - length < word;
    return nearly_all && as_it_is(text.data + text.length - word) ? text.length : length;
}

/* Most are short: by words, the last of which may lie over the one before. */
static char *copy_plain(char *at, const char *data, size_t length) {
    const size_t word = sizeof(uint64_t);
    const size_t half = word / 2;
    if (length > 2 * word || length < half) {
        memcpy(at, data, length);
    } else if (length >= word) {
        memcpy(at, data, word);
        memcpy(at + length - word, data + length - word, word);
    } else {
        memcpy(at, data, half);
        memcpy(at + length - half, data + length - half, half);
    }
    return at + length;
}

void json_put_string(struct buffer *out, struct text text) {
    if (text.data == NULL)
        text.length = 0;
    char *at = buffer_reserve(out, text.length * LONGEST_ESCAPE + 2);
    if (at == NULL)
        return;
    *at++ = '"';
    size_t plain = plain_part(text);
    if (plain > 0 && text.data != NULL)
        at = copy_plain(at, text.data, plain);
    for (size_t i = plain; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        size_t unshown = c >= 0x7f ? text_unshown(text.data + i, text.length - i) : 0;
        if (unshown > 0) {
            at = escape_unshown(at, text.data + i, unshown);
            i += unshown - 1;
        } else if (c >= 0x20 && c != '"' && c != '\\') {
            *at++ = (char)c;
        } else {
            at = escape(at, c);
        }
    }
    *at++ = '"';
    out->length = (size_t)(at - out->data);
}

void json_put_foreign(struct buffer *out, struct text text) {
    struct buffer valid = {0};
    size_t at = 0;
    while (text.length > 0 && !utf8_valid(text.data, text.length, &at)) {
        buffer_put(&valid, text.data, at);
        buffer_string(&valid, "\xef\xbf\xbd");
        text = (struct text){text.data + at + 1, text.length - at - 1};
    }
    buffer_text(&valid, text);
    json_put_string(out, buffer_view(&valid));
    buffer_release(&valid, out);
}

void json_put_lines(struct buffer *out, struct text lines) {
    struct text line;
    bool any = false;
    buffer_char(out, '[');
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        if (any)
            buffer_char(out, ',');
        json_put_foreign(out, line);
        any = true;
    }
    buffer_char(out, ']');
}

void json_put_text(struct buffer *out, struct text text) {
    if (text.length == 0)
        JSON_LITERAL(out, "null");
    else
        json_put_string(out, text);
}

/* In quotes: what needs no escape. */
static void put_quoted(struct buffer *out, const char *plain, size_t length) {
    char *at = buffer_reserve(out, length + 2);
    if (at == NULL)
        return;
    at[0] = '"';
    memcpy(at + 1, plain, length);
    at[length + 1] = '"';
    out->length += length + 2;
}

void json_put_word(struct buffer *out, const char *word) {
    put_quoted(out, word, strlen(word));
}

void json_put_decimal(struct buffer *out, decimal value, int places) {
    char number[DECIMAL_TEXT_SIZE];
    size_t length = decimal_print(number, value, places);
    put_quoted(out, number, length);
}

void json_put_amount(struct buffer *out, struct amount amount) {
    char number[AMOUNT_TEXT_SIZE];
    if (!amount.given) {
        JSON_LITERAL(out, "null");
        return;
    }
    size_t length = amount_print(number, amount, 2);
    put_quoted(out, number, length);
}

void json_put_total(struct buffer *out, total value) {
    char number[TOTAL_TEXT_SIZE];
    put_quoted(out, number, total_print(number, value, 2));
}

void json_put_percent(struct buffer *out, bool known, int64_t percent) {
    char number[DECIMAL_TEXT_SIZE];
    if (!known) {
        JSON_LITERAL(out, "null");
        return;
    }
    size_t length = decimal_print_percent(number, percent);
    put_quoted(out, number, length);
}

void json_put_limit(struct buffer *out, decimal limit) {
    if (limit > 0)
        json_put_decimal(out, limit, 0);
    else
        JSON_LITERAL(out, "null");
}

void json_put_asked(struct buffer *out, const struct figure *figure) {
    JSON_LITERAL(out, ",\"asked\":");
    json_put_limit(out, figure->asked);
    JSON_LITERAL(out, ",\"credit\":");
    if (figure->asked > 0)
        json_put_decimal(out, figure->credit, 0);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"required\":");
    json_put_limit(out, figure->required);
}

void json_put_date(struct buffer *out, date day) {
    char written[DATE_TEXT_SIZE];
    date_print(written, day);
    json_put_word(out, written);
}

void json_put_flag(struct buffer *out, bool flag) {
    if (flag)
        JSON_LITERAL(out, "true");
    else
        JSON_LITERAL(out, "false");
}
