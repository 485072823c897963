#ifndef USMCA_FUZZ_H
#define USMCA_FUZZ_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rulebook/load.h"

/* What the fuzzers share: bytes as a file, and the rule book, loaded once. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_HOLDS(condition)                                                                                \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                   \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

struct fuzz_file {
    int descriptor;
    char path[32];
};

static inline struct fuzz_file fuzz_file(const void *data, size_t size) {
    struct fuzz_file file = {.descriptor = memfd_create("fuzz", MFD_CLOEXEC)};
    FUZZ_HOLDS(file.descriptor >= 0 && write(file.descriptor, data, size) == (ssize_t)size);
    snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.descriptor);
    return file;
}

static inline void fuzz_file_close(struct fuzz_file *file) {
    close(file->descriptor);
}

/* The part of the input before the first `separator`; the rest stays. */
static inline struct text fuzz_part(struct text *rest, char separator) {
    const char *end = memchr(rest->data, separator, rest->length);
    size_t length = end != NULL ? (size_t)(end - rest->data) : rest->length;
    size_t used = end != NULL ? length + 1 : length;
    struct text part = {rest->data, length};
    *rest = (struct text){rest->data + used, rest->length - used};
    return part;
}

static inline const struct usmca_rulebook *fuzz_rules(void) {
    static struct usmca_rulebook *book;
    usmca_error error;
    if (book == NULL)
        FUZZ_HOLDS(rulebook_open(&book, SOURCE_FOLDER "/rules", "en", &error) == USMCA_OK);
    return book;
}

#endif
