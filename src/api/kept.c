#include "api/kept.h"

#include <stdlib.h>
#include <sys/mman.h>

#include "base/large_pages.h"

enum { LEAST_MAPPED = 2 * LARGE_PAGE };

/* A mapping of that many bytes, of whole large pages, that begins where one does; or NULL. */
static char *map_large(size_t size) {
    char *whole = mmap(NULL, size + LARGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (whole == MAP_FAILED)
        return NULL;
    const size_t lead = -(uintptr_t)whole % LARGE_PAGE;
    if (lead > 0)
        munmap(whole, lead);
    munmap(whole + lead + size, LARGE_PAGE - lead);
    large_pages_wish(whole + lead, size);
    return whole + lead;
}

/* Moves what is kept to a mapping of that size: of what was one, the pages themselves. */
static bool move(struct kept *kept, size_t size) {
    struct buffer *bytes = &kept->bytes;
    char *grown = map_large(size);
    if (grown == NULL)
        return false;
    if (kept->mapped &&
        mremap(bytes->data, bytes->capacity, size, MREMAP_MAYMOVE | MREMAP_FIXED, grown) == MAP_FAILED) {
        munmap(grown, size);
        return false;
    }
    if (!kept->mapped) {
        if (bytes->length > 0)
            memcpy(grown, bytes->data, bytes->length);
        free(bytes->data);
    }
    bytes->data = grown;
    bytes->capacity = size;
    kept->mapped = true;
    return true;
}

void kept_put(struct kept *kept, struct text piece) {
    struct buffer *bytes = &kept->bytes;
    size_t wanted = bytes->capacity;
    if (bytes->failed)
        return;
    if (bytes->capacity - bytes->length < piece.length && bytes->length + piece.length >= LEAST_MAPPED) {
        wanted = kept->mapped ? wanted : LEAST_MAPPED;
        while (wanted - bytes->length < piece.length && wanted <= SIZE_MAX / 4)
            wanted *= 2;
        bytes->failed = wanted - bytes->length < piece.length || !move(kept, wanted);
    }
    if (!bytes->failed)
        buffer_text(bytes, piece);
}

void kept_end(struct kept *kept) {
    kept_put(kept, (struct text){"", 1});
    if (!kept->bytes.failed)
        kept->bytes.length--;
}

void kept_free(struct kept *kept) {
    if (kept->mapped)
        munmap(kept->bytes.data, kept->bytes.capacity);
    else
        buffer_free(&kept->bytes);
    *kept = (struct kept){0};
}
