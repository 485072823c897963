#include <errno.h>
#include <sodium.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/csv_source.h"

usmca_status csv_source_digest(const struct csv_source *source, char digest[SOURCE_DIGEST_SIZE],
                               uint64_t *bytes, usmca_error *error) {
    enum { BLOCK = 64 * 1024 };
    char block[BLOCK];
    unsigned char hash[crypto_hash_sha256_BYTES];
    _Static_assert(SOURCE_DIGEST_SIZE == 2 * sizeof hash + 1, "two digits a byte");
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    *bytes = 0;
    for (;;) {
        ssize_t got = file_read_at(source->original, block, sizeof block, (off_t)*bytes);
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "cannot read: %s", strerror(errno));
        if (got == 0)
            break;
        crypto_hash_sha256_update(&state, (const unsigned char *)block, (unsigned long long)got);
        *bytes += (uint64_t)got;
    }
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(digest, SOURCE_DIGEST_SIZE, hash, sizeof hash);
    return USMCA_OK;
}
