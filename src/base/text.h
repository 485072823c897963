#ifndef USMCA_BASE_TEXT_H
#define USMCA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A view of bytes that somebody else owns, usually an arena. Not NUL-terminated. */
struct text {
    const char *data;
    size_t length;
};

#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})
#define NO_TEXT ((struct text){NULL, 0})

static inline struct text text_from(const char *string) {
    return (struct text){string, string ? strlen(string) : 0};
}

static inline bool text_equal(struct text a, struct text b) {
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* The same, at once of texts of eight to sixteen bytes, as most ids are. */
static inline bool text_equal_id(struct text a, struct text b) {
    enum { WORD = sizeof(uint64_t) };
    uint64_t words[4];
    if (a.length != b.length || a.length < WORD || a.length > 2 * (size_t)WORD)
        return text_equal(a, b);
    memcpy(&words[0], a.data, WORD);
    memcpy(&words[1], b.data, WORD);
    memcpy(&words[2], a.data + a.length - WORD, WORD);
    memcpy(&words[3], b.data + b.length - WORD, WORD);
    return ((words[0] ^ words[1]) | (words[2] ^ words[3])) == 0;
}

/* By bytes, a shorter text before the longer one that it begins: negative, 0 or positive. */
static inline int text_order(struct text a, struct text b) {
    size_t shorter = a.length < b.length ? a.length : b.length;
    int bytes = shorter > 0 ? memcmp(a.data, b.data, shorter) : 0;
    return bytes != 0 ? bytes : (a.length > b.length) - (a.length < b.length);
}

static inline bool text_is(struct text a, const char *string) {
    size_t length = strlen(string);
    return a.length == length && (length == 0 || memcmp(a.data, string, length) == 0);
}

/* Whether they are the same but for the case of the letters A to Z. */
static inline bool text_equal_in_any_case(struct text a, struct text b) {
    bool equal = a.length == b.length;
    for (size_t i = 0; equal && i < a.length; i++) {
        int one = a.data[i] >= 'A' && a.data[i] <= 'Z' ? a.data[i] - 'A' + 'a' : a.data[i];
        int other = b.data[i] >= 'A' && b.data[i] <= 'Z' ? b.data[i] - 'A' + 'a' : b.data[i];
        equal = one == other;
    }
    return equal;
}

static inline bool text_is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool text_all_blank(struct text a) {
    size_t i = 0;
    while (i < a.length && text_is_blank(a.data[i]))
        i++;
    return i == a.length;
}

static inline struct text text_trim(struct text a) {
    while (a.length > 0 && text_is_blank(a.data[0])) {
        a.data++;
        a.length--;
    }
    while (a.length > 0 && text_is_blank(a.data[a.length - 1]))
        a.length--;
    return a;
}

/* At most so many bytes of it, and no part of a character. */
static inline struct text text_cut(struct text a, size_t most) {
    if (a.length <= most)
        return a;
    a.length = most;
    while (a.length > 0 && ((unsigned char)a.data[a.length] & 0xc0) == 0x80)
        a.length--;
    return a;
}

/* Takes the part of *rest before the first separator, and leaves what stands behind it. False when *rest
 * was exhausted by an earlier call (data == NULL). */
static inline bool text_split(struct text *rest, char separator, struct text *part) {
    if (rest->data == NULL)
        return false;
    const char *found = rest->length > 0 ? memchr(rest->data, separator, rest->length) : NULL;
    if (found == NULL) {
        *part = *rest;
        *rest = (struct text){NULL, 0};
        return true;
    }
    size_t before = (size_t)(found - rest->data);
    *part = (struct text){rest->data, before};
    *rest = (struct text){found + 1, rest->length - before - 1};
    return true;
}

/* FNV-1a, 64 bits: for tables and fingerprints within one run, never stored. */
static inline uint64_t text_hash(struct text a) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < a.length; i++)
        hash = (hash ^ (unsigned char)a.data[i]) * UINT64_C(1099511628211);
    return hash;
}

#endif
