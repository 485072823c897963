#ifndef USMCA_BASE_DIGITS_H
#define USMCA_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

/* Decimal digits, eight of a number at once, without a division: what is printed most are values, dates and
 * codes, none of which is longer. A word holds them as numbers of a byte, the first digit lowest; whoever
 * shifts the word by bytes leaves digits out. */
typedef uint64_t eight_digits;

enum { DIGITS_A_WORD = 8, BITS_A_DIGIT = 8 };

/* Of a number below 10^8, with zeros before it. Lanes of four, of two and of one digit are split in turn;
 * the factors are reciprocals, exact for what a lane may hold. */
static inline eight_digits digits_of(uint32_t number) {
    const uint64_t fours = number / 10000 | (uint64_t)(number % 10000) << 32;
    const uint64_t hundreds = (fours * 10486 >> 20) & UINT64_C(0x0000007f0000007f);
    const uint64_t twos = hundreds | (fours - hundreds * 100) << 16;
    const uint64_t tens = (twos * 103 >> 10) & UINT64_C(0x000f000f000f000f);
    return tens | (twos - tens * 10) << 8;
}

/* How many zeros they begin and end with; 8 where all are. */
static inline unsigned digits_leading_zeros(eight_digits word) {
    return word != 0 ? (unsigned)__builtin_ctzll(word) / BITS_A_DIGIT : DIGITS_A_WORD;
}
static inline unsigned digits_trailing_zeros(eight_digits word) {
    return word != 0 ? (unsigned)__builtin_clzll(word) / BITS_A_DIGIT : DIGITS_A_WORD;
}

/* Writes all eight as characters: whoever needs fewer writes over the rest. */
static inline void digits_write(char *out, eight_digits word) {
    word |= UINT64_C(0x3030303030303030);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(out, &word, sizeof word);
}

#endif
