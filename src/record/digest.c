/* of libcrypto those functions that keep their state in place, and cannot fail */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "record/digest.h"

#include <sodium.h>
#include <stdio.h>

void digest_count(unsigned char out[8], uint64_t number) {
    for (int i = 0; i < 8; i++)
        out[i] = (unsigned char)(number >> (56 - 8 * i));
}

struct digest digest_of(struct text bytes) {
    digest_parts parts;
    digest_begin(&parts);
    digest_plain(&parts, bytes);
    return digest_end(&parts);
}

void digest_begin(digest_parts *parts) {
    SHA256_Init(parts);
}

void digest_plain(digest_parts *parts, struct text bytes) {
    SHA256_Update(parts, bytes.data, bytes.length);
}

void digest_text(digest_parts *parts, struct text part) {
    unsigned char length[8];
    digest_count(length, part.length);
    SHA256_Update(parts, length, sizeof length);
    digest_plain(parts, part);
}

void digest_number(digest_parts *parts, int64_t number) {
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", (long long)number);
    digest_text(parts, (struct text){digits, (size_t)length});
}

void digest_digest(digest_parts *parts, const struct digest *part) {
    digest_text(parts, (struct text){(const char *)part->bytes, DIGEST_SIZE});
}

struct digest digest_end(digest_parts *parts) {
    struct digest digest;
    SHA256_Final(digest.bytes, parts);
    return digest;
}

bool digest_equal(const struct digest *a, const struct digest *b) {
    return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

void digest_print(struct buffer *out, const struct digest *digest) {
    char hex[DIGEST_HEX + 1];
    sodium_bin2hex(hex, sizeof hex, digest->bytes, DIGEST_SIZE);
    buffer_put(out, hex, DIGEST_HEX);
}

bool digest_parse(struct digest *out, const char *digits) {
    size_t length = 0;
    return strlen(digits) == DIGEST_HEX &&
           sodium_hex2bin(out->bytes, DIGEST_SIZE, digits, DIGEST_HEX, NULL, &length, NULL) == 0 &&
           length == DIGEST_SIZE;
}
