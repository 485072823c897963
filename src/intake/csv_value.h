#ifndef USMCA_INTAKE_CSV_VALUE_H
#define USMCA_INTAKE_CSV_VALUE_H

#include "base/text.h"

/* Values that are written as CSV. Nearly all are some bytes that need no quotes, and are looked at and copied
 * by words; the last word of a value may lie over the one before. */

typedef uint8_t csv_bytes __attribute__((vector_size(16)));

/* Whether one of them parts fields or rows. */
static inline bool csv_bytes_part(csv_bytes bytes) {
    uint64_t halves[2];
    const csv_bytes parts = (csv_bytes)((bytes == ',') | (bytes == '"') | (bytes == '\n') | (bytes == '\r'));
    memcpy(halves, &parts, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

static inline bool csv_words_part(uint64_t one, uint64_t other) {
    typedef uint64_t words __attribute__((vector_size(16)));
    return csv_bytes_part((csv_bytes)(words){one, other});
}

static inline bool csv_copy_many(char *at, struct text value) {
    csv_bytes bytes;
    bool parts = false;
    for (size_t i = 0; i + sizeof bytes < value.length; i += sizeof bytes) {
        memcpy(&bytes, value.data + i, sizeof bytes);
        memcpy(at + i, &bytes, sizeof bytes);
        parts = parts || csv_bytes_part(bytes);
    }
    memcpy(&bytes, value.data + value.length - sizeof bytes, sizeof bytes);
    memcpy(at + value.length - sizeof bytes, &bytes, sizeof bytes);
    return !parts && !csv_bytes_part(bytes);
}

/* Of eight to fifteen bytes. */
static inline bool csv_copy_words(char *at, struct text value) {
    uint64_t words[2];
    const size_t second = value.length - sizeof words[0];
    memcpy(&words[0], value.data, sizeof words[0]);
    memcpy(&words[1], value.data + second, sizeof words[1]);
    memcpy(at, &words[0], sizeof words[0]);
    memcpy(at + second, &words[1], sizeof words[1]);
    return !csv_words_part(words[0], words[1]);
}

/* Of four to seven. */
static inline bool csv_copy_few(char *at, struct text value) {
    uint32_t words[2];
    const size_t second = value.length - sizeof words[0];
    memcpy(&words[0], value.data, sizeof words[0]);
    memcpy(&words[1], value.data + second, sizeof words[1]);
    memcpy(at, &words[0], sizeof words[0]);
    memcpy(at + second, &words[1], sizeof words[1]);
    return !csv_words_part(words[0], words[1]);
}

/* Of one to three. */
static inline bool csv_copy_fewest(char *at, struct text value) {
    const size_t middle = value.length / 2;
    const unsigned char first = (unsigned char)value.data[0];
    const unsigned char second = (unsigned char)value.data[middle];
    const unsigned char last = (unsigned char)value.data[value.length - 1];
    at[0] = (char)first;
    at[middle] = (char)second;
    at[value.length - 1] = (char)last;
    return !csv_words_part(first | (uint64_t)second << 8 | (uint64_t)last << 16, 0);
}

/* Copies a value to where there is room for it; false where it needs quotes. */
static inline bool csv_copy_plain(char *at, struct text value) {
    return value.length >= sizeof(csv_bytes)  ? csv_copy_many(at, value)
           : value.length >= sizeof(uint64_t) ? csv_copy_words(at, value)
           : value.length >= sizeof(uint32_t) ? csv_copy_few(at, value)
           : value.length > 0                 ? csv_copy_fewest(at, value)
                                              : true;
}

#endif
