#include "record/members.h"

#include "report/json_read.h"

/* Behind the string that begins at `at`; behind the object where it does not end. */
static size_t behind_string(struct text object, size_t at) {
    for (at++; at < object.length; at++) {
        const char *quote = memchr(object.data + at, '"', object.length - at);
        if (quote == NULL)
            break;
        size_t end = (size_t)(quote - object.data);
        size_t escapes = 0; /* an odd number of backslashes makes it a quote within */
        while (escapes < end - at && object.data[end - escapes - 1] == '\\')
            escapes++;
        if (escapes % 2 == 0)
            return end + 1;
        at = end;
    }
    return object.length + 1;
}

/* Behind the value that begins at `at`: the comma, brace or bracket of this level. */
static size_t behind_value(struct text object, size_t at) {
    int depth = 0;
    while (at < object.length) {
        char c = object.data[at];
        if (c == '"') {
            at = behind_string(object, at);
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']'))
            break;
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        at++;
    }
    return at < object.length ? at : object.length;
}

static void keep_if_asked(struct text key, struct text value, const struct text *keys, size_t count,
                          struct text *values, size_t *found) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(key, keys[i]) && values[i].length == 0) {
            values[i] = text_trim(value);
            *found += values[i].length > 0;
        }
}

bool members_pick(struct text object, const struct text *keys, size_t count, struct text *values) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        values[i] = TEXT("");
    if (object.length == 0 || object.data[0] != '{')
        return false;
    for (size_t at = 1; at < object.length && found < count;) {
        char c = object.data[at];
        if (c == '}')
            return true;
        if (c != '"') {
            at++;
            continue;
        }
        size_t end = behind_string(object, at);
        if (end > object.length)
            return false;
        struct text key = {object.data + at + 1, end - at - 2};
        while (end < object.length && object.data[end] != ':')
            end++;
        at = end < object.length ? behind_value(object, end + 1) : object.length;
        if (at == object.length)
            return false;
        keep_if_asked(key, (struct text){object.data + end + 1, at - end - 1}, keys, count, values, &found);
    }
    return found == count;
}

bool members_element(struct text *rest, struct text *element) {
    size_t begin = 1; /* behind the bracket, or the comma before */
    if (rest->length < 2 || (rest->data[0] != '[' && rest->data[0] != ','))
        return false;
    size_t end = behind_value(*rest, begin);
    if (end == rest->length)
        return false;
    *element = text_trim((struct text){rest->data + begin, end - begin});
    if (element->length == 0)
        return false;
    *rest = (struct text){rest->data + end, rest->length - end};
    return true;
}

bool members_string(struct text *out, struct text value, struct arena *arena) {
    json_t *read = NULL;
    *out = TEXT("");
    if (value.length < 2 || value.data[0] != '"')
        return true;
    if (memchr(value.data, '\\', value.length) == NULL) {
        *out = (struct text){value.data + 1, value.length - 2};
        return true;
    }
    if (!json_read(&read, value, JSON_DECODE_ANY, NULL)) {
        arena->failed = true;
        return false;
    }
    bool string = json_is_string(read);
    if (string)
        *out = arena_copy(arena, (struct text){json_string_value(read), json_string_length(read)});
    json_decref(read);
    return string && !arena->failed;
}
