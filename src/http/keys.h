#ifndef USMCA_HTTP_KEYS_H
#define USMCA_HTTP_KEYS_H

#include "base/buffer.h"
#include "base/error.h"

/* Who may ask: a file with a key a line, of 16 characters or more; lines that begin with # say nothing. Of a
 * key its digest alone is kept. */
enum { KEY_DIGEST = 32, SHORTEST_KEY = 16 };

struct keys {
    unsigned char (*digests)[KEY_DIGEST];
    size_t count;
};

/* A key that is too short is an error with its line, and so is a file without any. To be freed in any case.
 */
usmca_status keys_read(struct keys *keys, const char *path, usmca_error *error);
void keys_free(struct keys *keys);

/* Whether the value of an Authorization header, which may be NULL, bears one of them. It takes as long for
 * any value. */
bool keys_allow(const struct keys *keys, const char *authorization);

#endif
