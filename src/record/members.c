#include "record/members.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "report/json_read.h"

enum { BLOCK = 16, BLOCKS = 4, BYTES = BLOCK * BLOCKS };

/* What the bytes of a block are, a bit a byte, the first one lowest. */
struct marks {
    uint64_t quotes;
    uint64_t escapes;
    uint64_t openings; /* of objects and arrays */
    uint64_t closings;
};

#if defined(__SSE2__)
static uint64_t equal(__m128i bytes, char byte) {
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

static void mark(struct marks *marks, const char *block, int shift) {
    enum { BRACES = 0x20 }; /* the bit that a brace has, and a bracket has not */
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
    const __m128i alike = _mm_or_si128(bytes, _mm_set1_epi8(BRACES));
    marks->quotes |= equal(bytes, '"') << shift;
    marks->escapes |= equal(bytes, '\\') << shift;
    marks->openings |= equal(alike, '{') << shift;
    marks->closings |= equal(alike, '}') << shift;
}
#else
static void mark(struct marks *marks, const char *block, int shift) {
    for (int i = 0; i < BLOCK; i++) {
        const char c = block[i];
        marks->quotes |= (uint64_t)(c == '"') << (shift + i);
        marks->escapes |= (uint64_t)(c == '\\') << (shift + i);
        marks->openings |= (uint64_t)(c == '{' || c == '[') << (shift + i);
        marks->closings |= (uint64_t)(c == '}' || c == ']') << (shift + i);
    }
}
#endif

/* Of the bytes from `at`; behind the last there is nothing. */
static struct marks marks_of(struct text object, size_t at) {
    char rest[BYTES] = {0};
    struct marks marks = {0};
    const char *block = object.data + at;
    if (object.length - at < BYTES) {
        memcpy(rest, block, object.length - at);
        block = rest;
    }
    for (int i = 0; i < BLOCKS; i++)
        mark(&marks, block + (size_t)i * BLOCK, i * BLOCK);
    return marks;
}

/* Behind the string that begins at `at`; behind the object where it does not end. Most strings are short. */
static size_t behind_string(struct text object, size_t at) {
    enum { ESCAPED = 2 };
    at++;
    while (at < object.length) {
        const char c = object.data[at];
        if (c == '"')
            return at + 1;
        at += c == '\\' ? ESCAPED : 1;
    }
    return object.length + 1;
}

/* What lies between a quotation mark and the next, with the first of them, where none is escaped. */
static uint64_t within(uint64_t quotes) {
    for (int shift = 1; shift < BYTES; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

/* A walk through an object or array: how deep it is, and whether in a string, behind a backslash. */
struct walk {
    size_t depth;
    bool in_string;
    bool escaped;
};

/* Behind the byte by which it is back where it began; else to the end of the bytes. */
static size_t walk_bytes(struct walk *walk, struct text object, size_t at, size_t end) {
    for (; at < end; at++) {
        const char c = object.data[at];
        if (walk->escaped) {
            walk->escaped = false;
        } else if (walk->in_string) {
            walk->escaped = c == '\\';
            walk->in_string = c != '"';
        } else {
            walk->in_string = c == '"';
            walk->depth += c == '{' || c == '[';
            walk->depth -= c == '}' || c == ']';
            if (walk->depth == 0)
                return at + 1;
        }
    }
    return at;
}

/* The same of a block without escapes, by its marks. */
static size_t walk_marks(struct walk *walk, const struct marks *marks, size_t at, size_t end) {
    const uint64_t strings = within(marks->quotes) ^ (walk->in_string ? ~UINT64_C(0) : 0);
    const uint64_t openings = marks->openings & ~strings;
    for (uint64_t left = openings | (marks->closings & ~strings); left != 0; left &= left - 1) {
        const uint64_t lowest = left & (0 - left);
        walk->depth += (openings & lowest) != 0 ? 1 : SIZE_MAX;
        if (walk->depth == 0)
            return at + (size_t)__builtin_ctzll(left) + 1;
    }
    walk->in_string = strings >> (BYTES - 1) != 0;
    return end;
}

/* Behind the object or array that begins at `at`; behind all where it does not end. */
static size_t behind_nested(struct text object, size_t at) {
    struct walk walk = {0};
    do {
        const struct marks marks = marks_of(object, at);
        const size_t end = object.length - at < BYTES ? object.length : at + BYTES;
        at = walk.escaped || marks.escapes != 0 ? walk_bytes(&walk, object, at, end)
                                                : walk_marks(&walk, &marks, at, end);
    } while (walk.depth != 0 && at < object.length);
    return walk.depth == 0 ? at : object.length;
}

/* Behind the value that begins at `at`: the comma, brace or bracket of this level. */
static size_t behind_value(struct text object, size_t at) {
    while (at < object.length) {
        const char c = object.data[at];
        if (c == ',' || c == '}' || c == ']')
            return at;
        if (c == '"')
            at = behind_string(object, at);
        else if (c == '{' || c == '[')
            at = behind_nested(object, at);
        else
            at++;
    }
    return object.length;
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
