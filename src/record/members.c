#include "record/members.h"

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

void members_find(struct members *members, struct text object) {
    members->count = 0;
    for (size_t at = 0; at < object.length && members->count < MOST_MEMBERS;) {
        if (object.data[at] != '"') {
            at++;
            continue;
        }
        size_t end = behind_string(object, at);
        if (end > object.length)
            return;
        struct text key = {object.data + at + 1, end - at - 2};
        while (end < object.length && object.data[end] != ':')
            end++;
        if (end >= object.length)
            return;
        at = behind_value(object, end + 1);
        members->keys[members->count] = key;
        members->values[members->count] = (struct text){object.data + end + 1, at - end - 1};
        members->count++;
    }
}

struct text members_value(const struct members *members, const char *key) {
    for (int i = 0; i < members->count; i++)
        if (text_is(members->keys[i], key))
            return members->values[i];
    return TEXT("");
}

bool members_element(struct text *rest, struct text *element) {
    size_t begin = 1; /* behind the bracket, or the comma before */
    if (rest->length < 2 || (rest->data[0] != '[' && rest->data[0] != ',') || rest->data[begin] == ']')
        return false;
    size_t end = behind_value(*rest, begin);
    *element = (struct text){rest->data + begin, end - begin};
    *rest = (struct text){rest->data + end, rest->length - end};
    return true;
}
