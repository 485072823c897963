/* of libcrypto those functions that keep their state in place, and cannot fail */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "record/digest.h"

#include <pthread.h>
#include <stdio.h>

#include "base/on_demand.h"

#define SHA256_FUNCTIONS(EACH)                                                                               \
    EACH(SHA256_Init)                                                                                        \
    EACH(SHA256_Update)                                                                                      \
    EACH(SHA256_Final)

static struct { SHA256_FUNCTIONS(ON_DEMAND_MEMBER) } crypto;
static bool by_crypto; /* which then is whole */
static pthread_once_t looked = PTHREAD_ONCE_INIT;

static void look(void) {
    usmca_error ignored;
    by_crypto = ON_DEMAND(SHA256_FUNCTIONS, USMCA_LIBCRYPTO, &crypto, &ignored) == USMCA_OK;
}

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
    pthread_once(&looked, look);
    if (by_crypto)
        crypto.SHA256_Init(&parts->by_crypto);
    else
        crypto_hash_sha256_init(&parts->by_sodium);
}

void digest_plain(digest_parts *parts, struct text bytes) {
    if (by_crypto)
        crypto.SHA256_Update(&parts->by_crypto, bytes.data, bytes.length);
    else
        crypto_hash_sha256_update(&parts->by_sodium, (const unsigned char *)bytes.data, bytes.length);
}

void digest_text(digest_parts *parts, struct text part) {
    unsigned char length[8];
    digest_count(length, part.length);
    digest_plain(parts, (struct text){(const char *)length, sizeof length});
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
    if (by_crypto)
        crypto.SHA256_Final(digest.bytes, &parts->by_crypto);
    else
        crypto_hash_sha256_final(&parts->by_sodium, digest.bytes);
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
