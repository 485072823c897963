#include "service/json_exact.h"

#include <stdio.h>
#include <stdlib.h>

#include "report/json_read.h"

/* What begins the string that stands for a number. The text itself may not have it: it is refused. */
#define MARK "\"\\u0000"
#define ZERO_BYTE "\\u0000"
enum { MARK_SIZE = sizeof MARK - 1, LONGEST_WHOLE = 18 };

static size_t digits(struct text text, size_t at) {
    size_t begun = at;
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at - begun;
}

/* The length of the number that begins there as RFC 8259 has it, and whether jansson keeps it exactly; 0 is
 * none. */
static size_t number_length(struct text text, size_t at, bool *whole) {
    size_t begun = at;
    at += text.data[at] == '-';
    size_t before = digits(text, at);
    if (before == 0 || (before > 1 && text.data[at] == '0'))
        return 0;
    at += before;
    *whole = before <= LONGEST_WHOLE;
    if (at < text.length && text.data[at] == '.') {
        size_t behind = digits(text, at + 1);
        if (behind == 0)
            return 0;
        at += 1 + behind;
        *whole = false;
    }
    if (at < text.length && (text.data[at] == 'e' || text.data[at] == 'E')) {
        size_t sign = at + 1 < text.length && (text.data[at + 1] == '-' || text.data[at + 1] == '+');
        size_t power = digits(text, at + 1 + sign);
        if (power == 0)
            return 0;
        at += 1 + sign + power;
        *whole = false;
    }
    return at - begun;
}

/* Behind the string that begins there; *zero where it has a zero byte. */
static size_t string_end(struct text text, size_t at, bool *zero) {
    for (at++; at < text.length && text.data[at] != '"'; at++) {
        if (text.data[at] != '\\')
            continue;
        *zero = *zero || (text.length - at >= sizeof ZERO_BYTE - 1 &&
                          memcmp(text.data + at, ZERO_BYTE, sizeof ZERO_BYTE - 1) == 0);
        at++;
    }
    return at < text.length ? at + 1 : text.length;
}

/* The text with such numbers as strings that begin with a zero byte; false where it has a zero byte itself.
 */
static bool rewrite(struct buffer *out, struct text text) {
    bool zero = false;
    size_t at = 0;
    size_t copied = 0;
    while (at < text.length) {
        const char c = text.data[at];
        bool whole = true;
        if (c == '"') {
            at = string_end(text, at, &zero);
            continue;
        }
        size_t length = c == '-' || (c >= '0' && c <= '9') ? number_length(text, at, &whole) : 0;
        if (!whole && length > 0) {
            buffer_put(out, text.data + copied, at - copied);
            buffer_put(out, MARK, MARK_SIZE);
            buffer_put(out, text.data + at, length);
            buffer_char(out, '"');
            copied = at + length;
        }
        at += length > 0 ? length : 1;
    }
    buffer_put(out, text.data + copied, text.length - copied);
    return !zero;
}

/* Where the reader stopped, in the text that was given. */
static void place(char problem[JSON_PROBLEM_SIZE], const json_error_t *error, struct text read) {
    int added = 0;
    size_t end = error->position > 0 ? (size_t)error->position : 0;
    size_t line = end;
    while (line > 0 && line <= read.length && read.data[line - 1] != '\n')
        line--;
    for (size_t i = line; i + MARK_SIZE <= end && end <= read.length; i++)
        added += memcmp(read.data + i, MARK, MARK_SIZE) == 0 ? MARK_SIZE + 1 : 0;
    snprintf(problem, JSON_PROBLEM_SIZE, "line %d, column %d: %s", error->line,
             error->column > added ? error->column - added : error->column, error->text);
}

/* RFC 8259 8.1: a byte-order mark may be passed over. */
static struct text without_mark(struct text text) {
    static const char BYTES[] = "\xef\xbb\xbf";
    enum { LENGTH = sizeof BYTES - 1 };
    const bool marked = text.length >= LENGTH && memcmp(text.data, BYTES, LENGTH) == 0;
    return marked ? (struct text){text.data + LENGTH, text.length - LENGTH} : text;
}

bool json_exact_read(json_t **out, struct text given, char problem[JSON_PROBLEM_SIZE]) {
    const struct text text = without_mark(given);
    struct buffer read = {0};
    json_error_t error = {0};
    *out = NULL;
    problem[0] = '\0';
    bool clean = rewrite(&read, text);
    bool room = !read.failed;
    if (room && !clean)
        snprintf(problem, JSON_PROBLEM_SIZE, "a string has a zero byte");
    else if (room && read.length == 0)
        snprintf(problem, JSON_PROBLEM_SIZE, "there is nothing");
    else if (room)
        room = json_read(out, buffer_view(&read), JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_ALLOW_NUL,
                         &error);
    if (room && *out == NULL && problem[0] == '\0')
        place(problem, &error, buffer_view(&read));
    buffer_free(&read);
    return room;
}

bool json_exact_string(const json_t *value, struct text *out) {
    if (!json_is_string(value))
        return false;
    *out = (struct text){json_string_value(value), json_string_length(value)};
    return out->length == 0 || out->data[0] != '\0';
}

static bool is_marked(const json_t *value) {
    return json_is_string(value) && json_string_length(value) > 0 && json_string_value(value)[0] == '\0';
}

bool json_exact_whole(const json_t *value) {
    return json_is_integer(value) ||
           (is_marked(value) &&
            strspn(json_string_value(value) + 1, "-0123456789") == json_string_length(value) - 1);
}

static void put_zeros(struct buffer *out, long count) {
    for (long i = 0; i < count; i++)
        buffer_char(out, '0');
}

/* The digits with the point moved by the exponent. */
static void put_plain(struct buffer *out, struct text mantissa, long power) {
    bool negative = mantissa.length > 0 && mantissa.data[0] == '-';
    struct text number = {mantissa.data + negative, mantissa.length - negative};
    const char *point = memchr(number.data, '.', number.length);
    size_t before = point != NULL ? (size_t)(point - number.data) : number.length;
    struct text behind = point != NULL ? (struct text){point + 1, number.length - before - 1} : NO_TEXT;
    long left = (long)before + power; /* digits before the point */
    buffer_string(out, negative ? "-" : "");
    if (left <= 0) {
        buffer_string(out, "0.");
        put_zeros(out, -left);
    }
    for (long i = 0; i < (long)(before + behind.length); i++) {
        if (i == left && left > 0)
            buffer_char(out, '.');
        if (i < (long)before)
            buffer_char(out, number.data[i]);
        else
            buffer_char(out, behind.data[i - (long)before]);
    }
    put_zeros(out, left - (long)(before + behind.length));
}

bool json_exact_number(struct buffer *out, const json_t *value) {
    if (json_is_integer(value)) {
        char room[24];
        int length = snprintf(room, sizeof room, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        buffer_put(out, room, (size_t)length);
        return true;
    }
    if (!is_marked(value))
        return false;
    struct text number = {json_string_value(value) + 1, json_string_length(value) - 1};
    size_t mantissa = 0;
    while (mantissa < number.length && number.data[mantissa] != 'e' && number.data[mantissa] != 'E')
        mantissa++;
    long power = mantissa < number.length ? strtol(number.data + mantissa + 1, NULL, 10) : 0;
    if (mantissa == number.length || power > JSON_MOST_ZEROS || power < -JSON_MOST_ZEROS)
        buffer_text(out, number);
    else
        put_plain(out, (struct text){number.data, mantissa}, power);
    return true;
}
