#include "http/keys.h"

#include <sodium.h>
#include <stdlib.h>
#include <strings.h>

#include "base/file.h"
#include "base/list.h"

enum { LARGEST_FILE = 1 << 20 };

static void digest(unsigned char out[KEY_DIGEST], struct text key) {
    crypto_generichash(out, KEY_DIGEST, (const unsigned char *)key.data, key.length, NULL, 0);
}

usmca_status keys_read(struct keys *keys, const char *path, usmca_error *error) {
    struct buffer bytes = {0};
    size_t room = 0;
    unsigned line = 0;
    struct text key;
    *keys = (struct keys){0};
    usmca_status status = file_read(&bytes, path, LARGEST_FILE, error);
    struct text rest = buffer_view(&bytes);
    while (status == USMCA_OK && rest.length > 0 && text_split(&rest, '\n', &key)) {
        line++;
        key = text_trim(key);
        if (key.length == 0 || key.data[0] == '#')
            continue;
        if (key.length < SHORTEST_KEY) {
            status = error_set(error, USMCA_ERROR_INPUT, path, line, 1, "a key has %d characters or more",
                               SHORTEST_KEY);
            break;
        }
        unsigned char(*list)[KEY_DIGEST] = list_room(keys->digests, keys->count, &room, sizeof *list);
        if (list == NULL) {
            status = error_memory(error);
            break;
        }
        keys->digests = list;
        digest(list[keys->count++], key);
    }
    if (bytes.data != NULL)
        sodium_memzero(bytes.data, bytes.length);
    buffer_free(&bytes);
    if (status == USMCA_OK && keys->count == 0)
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "there is no key in it");
    return status;
}

void keys_free(struct keys *keys) {
    free(keys->digests);
    *keys = (struct keys){0};
}

bool keys_allow(const struct keys *keys, const char *authorization) {
    static const char SCHEME[] = "Bearer ";
    unsigned char given[KEY_DIGEST];
    bool bearer = authorization != NULL && strncasecmp(authorization, SCHEME, sizeof SCHEME - 1) == 0;
    int found = 0;
    digest(given, bearer ? text_trim(text_from(authorization + sizeof SCHEME - 1)) : TEXT(""));
    for (size_t i = 0; i < keys->count; i++)
        found |= sodium_memcmp(given, keys->digests[i], KEY_DIGEST) == 0;
    return bearer && found != 0;
}
