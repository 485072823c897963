#ifndef USMCA_BASE_DIGITS_H
#define USMCA_BASE_DIGITS_H

#include <stdbool.h>
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

/* The same byte in each of a word. */
#define DIGITS_EACH(byte) (UINT64_C(0x0101010101010101) * (uint8_t)(byte))

/* So many bytes, eight at the most, as a word of which the first is the lowest. */
static inline uint64_t digits_bytes(const char *data, size_t size) {
    uint64_t bytes = 0;
    memcpy(&bytes, data, size);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap64(bytes);
#endif
    return bytes;
}

/* The number that eight characters are, the first of which is the lowest byte: of each two one of a hundred,
 * of each two of these one of ten thousand, and of both the whole. False where any is no digit. */
static inline bool digits_read(uint64_t *out, uint64_t bytes) {
    const uint64_t digits = bytes ^ DIGITS_EACH('0');
    if (((digits | (digits + DIGITS_EACH(6))) & DIGITS_EACH(0xf0)) != 0)
        return false;
    const uint64_t pairs = digits * 10 + (digits >> 8);
    const uint64_t first = (pairs & UINT64_C(0x000000ff000000ff)) * (100 + (UINT64_C(1000000) << 32));
    const uint64_t second = (pairs >> 16 & UINT64_C(0x000000ff000000ff)) * (1 + (UINT64_C(10000) << 32));
    *out = (first + second) >> 32;
    return true;
}

#endif
