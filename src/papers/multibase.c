#include "papers/multibase.h"

static const char ALPHABET[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
enum { BASE = 58, MOST_DIGITS = MULTIBASE_MOST * 2 };

void multibase_write(struct buffer *out, const unsigned char *bytes, size_t count) {
    unsigned char digits[MOST_DIGITS] = {0};
    size_t length = 0;
    size_t zeros = 0;
    while (zeros < count && bytes[zeros] == 0)
        zeros++;
    for (size_t i = zeros; i < count && count <= MULTIBASE_MOST; i++) {
        unsigned carry = bytes[i];
        for (size_t j = 0; j < length; j++) {
            carry += digits[j] * 256U;
            digits[j] = (unsigned char)(carry % BASE);
            carry /= BASE;
        }
        for (; carry > 0; carry /= BASE)
            digits[length++] = (unsigned char)(carry % BASE);
    }
    buffer_char(out, 'z');
    for (size_t i = 0; i < zeros; i++)
        buffer_char(out, ALPHABET[0]);
    for (size_t i = length; i > 0; i--)
        buffer_char(out, ALPHABET[digits[i - 1]]);
}

/* Multiplies what was read so far by 58 and adds a digit; false where it no longer fits. */
static bool append_digit(unsigned char *bytes, size_t count, unsigned digit) {
    for (size_t i = count; i > 0; i--) {
        digit += bytes[i - 1] * (unsigned)BASE;
        bytes[i - 1] = (unsigned char)(digit & 255U);
        digit >>= 8;
    }
    return digit == 0;
}

bool multibase_read(unsigned char *bytes, size_t count, struct text source) {
    size_t zeros = 0;
    size_t leading = 0;
    if (source.length < 2 || source.data[0] != 'z' || count > MULTIBASE_MOST || source.length > MOST_DIGITS)
        return false;
    memset(bytes, 0, count);
    for (size_t i = 1; i < source.length; i++) {
        const char *found = source.data[i] != '\0' ? strchr(ALPHABET, source.data[i]) : NULL;
        if (found == NULL || !append_digit(bytes, count, (unsigned)(found - ALPHABET)))
            return false;
    }
    while (zeros + 1 < source.length && source.data[zeros + 1] == ALPHABET[0])
        zeros++;
    while (leading < count && bytes[leading] == 0)
        leading++;
    return zeros == leading;
}
