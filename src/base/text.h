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

/* Both halves of a product: every bit of a word bears on every bit of them. */
static inline uint64_t text_hash_step(uint64_t hash, uint64_t word) {
    __extension__ typedef unsigned __int128 product;
    const product whole = (product)(hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint64_t)whole ^ (uint64_t)(whole >> 64);
}

/* 64 bits, by eight bytes at a time, of which the last may lie over those before: for tables and fingerprints
 * within one run, never stored. */
static inline uint64_t text_hash(struct text a) {
    uint64_t hash = ~(uint64_t)a.length;
    uint64_t word = 0;
    for (size_t left = a.length; left > sizeof word; left -= sizeof word) {
        memcpy(&word, a.data + (a.length - left), sizeof word);
        hash = text_hash_step(hash, word);
    }
    if (a.length >= sizeof word) {
        memcpy(&word, a.data + a.length - sizeof word, sizeof word);
    } else if (a.length >= sizeof(uint32_t)) {
        uint32_t halves[2];
        memcpy(&halves[0], a.data, sizeof halves[0]);
        memcpy(&halves[1], a.data + a.length - sizeof halves[1], sizeof halves[1]);
        word = halves[0] | (uint64_t)halves[1] << 32;
    } else if (a.length > 0) {
        word = (unsigned char)a.data[0] | (uint64_t)(unsigned char)a.data[a.length / 2] << 8 |
               (uint64_t)(unsigned char)a.data[a.length - 1] << 16;
    }
    return text_hash_step(hash, word);
}

#endif
