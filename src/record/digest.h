#ifndef USMCA_RECORD_DIGEST_H
#define USMCA_RECORD_DIGEST_H

#include <openssl/sha.h>
#include <sodium.h>

#include "base/buffer.h"

/* SHA-256, of bytes or of a list of parts. A list is hashed as each part with its length before it, eight
 * bytes big-endian, so that no two lists are the same bytes; a number is a part in decimal digits, what is
 * not given an empty part. By libcrypto, which is loaded for it: it uses the instructions that processors
 * have for it. Where it is not, by libsodium, which takes longer. */

enum { DIGEST_SIZE = SHA256_DIGEST_LENGTH, DIGEST_HEX = 2 * DIGEST_SIZE };

struct digest {
    unsigned char bytes[DIGEST_SIZE];
};

typedef union {
    SHA256_CTX by_crypto;
    crypto_hash_sha256_state by_sodium;
} digest_parts;

void digest_count(unsigned char out[8], uint64_t number);
struct digest digest_of(struct text bytes);
void digest_begin(digest_parts *parts);
/* Bytes as they are, without a length. */
void digest_plain(digest_parts *parts, struct text bytes);
void digest_text(digest_parts *parts, struct text part);
void digest_number(digest_parts *parts, int64_t number);
void digest_digest(digest_parts *parts, const struct digest *part);
struct digest digest_end(digest_parts *parts);
bool digest_equal(const struct digest *a, const struct digest *b);
/* Sixty-four digits. */
void digest_print(struct buffer *out, const struct digest *digest);
bool digest_parse(struct digest *out, const char *digits);

#endif
