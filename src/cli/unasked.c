#include "cli/unasked.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void (*volatile before_end)(void);
static volatile int memory_status;
static volatile int stream_status;

void unasked_ends(int no_memory, int no_stream, void (*last)(void)) {
    memory_status = no_memory;
    stream_status = no_stream;
    before_end = last;
}

static void end(int status) {
    before_end();
    _exit(status);
}

/* Functions of the program stand before those of the C library for every library that it loads, and hand on
 * to them, which each of them looks for when it is first called: another thread finds the same. */
#define EVERYWHERE __attribute__((visibility("default")))
#define NEXT(result, name, ...)                                                                              \
    static result (*volatile next)(__VA_ARGS__);                                                             \
    if (next == NULL)                                                                                        \
    next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* ---- memory ---- */

/* A sanitizer has functions of its own, which end the program as well. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZER_ALLOCATES
#endif
#endif
#if !defined(SANITIZER_ALLOCATES) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

static void *given(void *room, size_t size) {
    if (room == NULL && size > 0 && before_end != NULL)
        end(memory_status);
    return room;
}

EVERYWHERE void *malloc(size_t size) {
    NEXT(void *, "malloc", size_t);
    return given(next(size), size);
}

EVERYWHERE void *calloc(size_t count, size_t size) {
    NEXT(void *, "calloc", size_t, size_t);
    return given(next(count, size), count > 0 ? size : 0);
}

EVERYWHERE void *realloc(void *room, size_t size) {
    NEXT(void *, "realloc", void *, size_t);
    return given(next(room, size), size);
}

#endif

/* ---- streams ---- */

/* It would forget that what was written is not all in the file. */
EVERYWHERE void rewind(FILE *stream) {
    NEXT(void, "rewind", FILE *);
    if (before_end != NULL && (fflush(stream) != 0 || ferror(stream)))
        end(stream_status);
    next(stream);
}

EVERYWHERE size_t fread(void *into, size_t size, size_t count, FILE *stream) {
    NEXT(size_t, "fread", void *, size_t, size_t, FILE *);
    size_t got = next(into, size, count, stream);
    if (before_end != NULL && got < count && ferror(stream))
        end(stream_status);
    return got;
}
