#include "record/digest.h"

#include <stdio.h>

void digest_count(unsigned char out[8], uint64_t number) {
    for (int i = 0; i < 8; i++)
        out[i] = (unsigned char)(number >> (56 - 8 * i));
}

struct digest digest_of(struct text bytes) {
    struct digest digest;
    crypto_hash_sha256(digest.bytes, (const unsigned char *)bytes.data, bytes.length);
    return digest;
}

void digest_begin(digest_parts *parts) {
    crypto_hash_sha256_init(parts);
}

void digest_text(digest_parts *parts, struct text part) {
    unsigned char length[8];
    digest_count(length, part.length);
    crypto_hash_sha256_update(parts, length, sizeof length);
    crypto_hash_sha256_update(parts, (const unsigned char *)part.data, part.length);
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
    crypto_hash_sha256_final(parts, digest.bytes);
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
