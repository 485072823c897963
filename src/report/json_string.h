#ifndef USMCA_REPORT_JSON_STRING_H
#define USMCA_REPORT_JSON_STRING_H

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/text.h"

/* Strings of JSON, short ones above all: of what is written nearly half are ids, codes and names of some
 * bytes, with nothing in them to escape. Those are copied where they are asked for, while the bytes are
 * looked at; what holds a byte that may need an escape, or is not of ASCII, goes on to json_other_string_at.
 */

/* Any string, with its quotes, from `at`, where there is room for it (json_string_most); returns the end. */
char *json_other_string_at(char *at, struct text text);

enum { JSON_SHORT_STRING = 16 };

/* From the blank to the tilde, but for the quote and the backslash. */
extern const bool JSON_PLAIN_BYTES[UINT8_MAX + 1];

#if defined(__SSE2__)
/* A bit for each byte that is one of these. */
static inline unsigned json_plain_bytes(__m128i bytes) {
    const __m128i seen = _mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1f)); /* what is above 0x7f is below 0 */
    __m128i odd = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)));
    return (unsigned)_mm_movemask_epi8(_mm_andnot_si128(odd, seen));
}

/* Of eight to fifteen bytes, some taken twice: copies them, and says whether all of them are plain. */
static inline bool json_copy_words(char *at, struct text text) {
    const size_t second = text.length - sizeof(uint64_t);
    const __m128i one = _mm_loadl_epi64((const void *)text.data);
    const __m128i other = _mm_loadl_epi64((const void *)(text.data + second));
    _mm_storel_epi64((void *)at, one);
    _mm_storel_epi64((void *)(at + second), other);
    return json_plain_bytes(_mm_unpacklo_epi64(one, other)) == 0xffff;
}

/* The same of four to seven. */
static inline bool json_copy_few(char *at, struct text text) {
    const size_t second = text.length - sizeof(uint32_t);
    uint32_t halves[2];
    memcpy(&halves[0], text.data, sizeof halves[0]);
    memcpy(&halves[1], text.data + second, sizeof halves[1]);
    memcpy(at, &halves[0], sizeof halves[0]);
    memcpy(at + second, &halves[1], sizeof halves[1]);
    const __m128i both =
        _mm_unpacklo_epi32(_mm_cvtsi32_si128((int)halves[0]), _mm_cvtsi32_si128((int)halves[1]));
    return (json_plain_bytes(both) & 0xff) == 0xff;
}

/* The same of one to three. */
static inline bool json_copy_fewest(char *at, struct text text) {
    const size_t middle = text.length / 2;
    const unsigned char bytes[] = {(unsigned char)text.data[0], (unsigned char)text.data[middle],
                                   (unsigned char)text.data[text.length - 1]};
    at[0] = (char)bytes[0];
    at[middle] = (char)bytes[1];
    at[text.length - 1] = (char)bytes[2];
    return JSON_PLAIN_BYTES[bytes[0]] && JSON_PLAIN_BYTES[bytes[1]] && JSON_PLAIN_BYTES[bytes[2]];
}

static inline bool json_copy_short(char *at, struct text text) {
    return text.length >= sizeof(uint64_t)   ? json_copy_words(at, text)
           : text.length >= sizeof(uint32_t) ? json_copy_few(at, text)
           : text.length > 0                 ? json_copy_fewest(at, text)
                                             : true;
}
#else
static inline bool json_copy_short(char *at, struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (!JSON_PLAIN_BYTES[(unsigned char)(at[i] = text.data[i])])
            return false;
    return true;
}
#endif

__attribute__((always_inline)) static inline char *json_string_at(char *at, struct text text) {
    if (text.length >= JSON_SHORT_STRING || !json_copy_short(at + 1, text))
        return json_other_string_at(at, text);
    at[0] = '"';
    at[text.length + 1] = '"';
    return at + text.length + 2;
}

#endif
