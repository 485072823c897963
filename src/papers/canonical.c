#include "papers/canonical.h"

#include <stdio.h>
#include <stdlib.h>

/* The largest whole number that every reader of JSON keeps: RFC 8785, 3.2.2.3, by way of RFC 7493. */
static const json_int_t LARGEST = 9007199254740991;
enum { DEEPEST = 64 };

static void put_string(struct buffer *out, const char *data, size_t length) {
    static const char SHORT[] = "btnvfr"; /* U+0008 to U+000D; the vertical tab has none */
    buffer_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)data[i];
        char code[8];
        if (c == '"' || c == '\\') {
            buffer_char(out, '\\');
            buffer_char(out, (char)c);
        } else if (c >= 0x20) {
            buffer_char(out, (char)c);
        } else if (c >= 0x08 && c <= 0x0d && c != 0x0b) {
            buffer_char(out, '\\');
            buffer_char(out, SHORT[c - 0x08]);
        } else {
            snprintf(code, sizeof code, "\\u%04x", c);
            buffer_string(out, code);
        }
    }
    buffer_char(out, '"');
}

/* ---- members in the order of their names, by units of UTF-16: RFC 8785, 3.2.3 ---- */

/* A character beyond the first plane is two units that begin below U+E000. */
static uint32_t unit_rank(const unsigned char **at) {
    const unsigned char *bytes = *at;
    if (bytes[0] < 0x80) {
        *at += 1;
        return bytes[0];
    }
    if (bytes[0] < 0xe0) {
        *at += 2;
        return (bytes[0] & 0x1fU) << 6 | (bytes[1] & 0x3fU);
    }
    if (bytes[0] < 0xf0) {
        uint32_t point = (bytes[0] & 0x0fU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
        *at += 3;
        return point < 0xd800 ? point : point + 0x200000;
    }
    *at += 4;
    return (bytes[0] & 0x07U) << 18 | (bytes[1] & 0x3fU) << 12 | (bytes[2] & 0x3fU) << 6 | (bytes[3] & 0x3fU);
}

static int compare_names(const void *a, const void *b) {
    const unsigned char *one = (const unsigned char *)*(const char *const *)a;
    const unsigned char *other = (const unsigned char *)*(const char *const *)b;
    while (*one != '\0' && *other != '\0') {
        uint32_t first = unit_rank(&one);
        uint32_t second = unit_rank(&other);
        if (first != second)
            return first < second ? -1 : 1;
    }
    return (*one != '\0') - (*other != '\0');
}

static bool put_value(struct buffer *out, const json_t *value, int depth);

static bool put_object(struct buffer *out, const json_t *object, int depth) {
    size_t count = json_object_size(object);
    size_t at = 0;
    const char **names = calloc(count + 1, sizeof *names);
    const char *name = NULL;
    json_t *member = NULL;
    bool sound = true;
    if (names == NULL) {
        out->failed = true;
        return true;
    }
    json_object_foreach((json_t *)object, name, member) names[at++] = name;
    qsort(names, count, sizeof *names, compare_names);
    buffer_char(out, '{');
    for (size_t i = 0; i < count && sound; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_string(out, names[i], strlen(names[i]));
        buffer_char(out, ':');
        sound = put_value(out, json_object_get(object, names[i]), depth + 1);
    }
    buffer_char(out, '}');
    free(names);
    return sound;
}

static bool put_array(struct buffer *out, const json_t *array, int depth) {
    bool sound = true;
    buffer_char(out, '[');
    for (size_t i = 0; i < json_array_size(array) && sound; i++) {
        buffer_string(out, i > 0 ? "," : "");
        sound = put_value(out, json_array_get(array, i), depth + 1);
    }
    buffer_char(out, ']');
    return sound;
}

static bool put_integer(struct buffer *out, json_int_t number) {
    char digits[24];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    buffer_string(out, digits);
    return number <= LARGEST && number >= -LARGEST;
}

static bool put_value(struct buffer *out, const json_t *value, int depth) {
    if (depth > DEEPEST)
        return false;
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return put_object(out, value, depth);
    case JSON_ARRAY:
        return put_array(out, value, depth);
    case JSON_STRING:
        put_string(out, json_string_value(value), json_string_length(value));
        return true;
    case JSON_INTEGER:
        return put_integer(out, json_integer_value(value));
    case JSON_REAL:
        return false;
    default:
        buffer_string(out, json_is_true(value) ? "true" : json_is_false(value) ? "false" : "null");
        return true;
    }
}

bool canonical_json(struct buffer *out, const json_t *value) {
    return put_value(out, value, 0);
}
