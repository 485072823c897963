#ifndef USMCA_RECORD_DIGEST_H
#define USMCA_RECORD_DIGEST_H

#include <sodium.h>

#include "base/buffer.h"

/* SHA-256, of bytes or of a list of parts. A list is hashed as each part with its length before it, eight
 * bytes big-endian, so that no two lists are the same bytes; a number is a part in decimal digits, what is
 * not given an empty part. */

enum { DIGEST_SIZE = crypto_hash_sha256_BYTES, DIGEST_HEX = 2 * DIGEST_SIZE };

struct digest {
    unsigned char bytes[DIGEST_SIZE];
};

typedef crypto_hash_sha256_state digest_parts;

void digest_count(unsigned char out[8], uint64_t number);
struct digest digest_of(struct text bytes);
void digest_begin(digest_parts *parts);
void digest_text(digest_parts *parts, struct text part);
void digest_number(digest_parts *parts, int64_t number);
void digest_digest(digest_parts *parts, const struct digest *part);
struct digest digest_end(digest_parts *parts);
bool digest_equal(const struct digest *a, const struct digest *b);
/* Sixty-four digits. */
void digest_print(struct buffer *out, const struct digest *digest);
bool digest_parse(struct digest *out, const char *digits);

#endif
