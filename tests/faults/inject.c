/* Lets one call of the program under test fail: preloaded, and told by the environment.
 *
 *     FAULT_KIND  memory, read, write, rename, close, open, process
 *     FAULT_AT    which call of that kind fails, from 1; 0 or nothing: none
 *     FAULT_MARK  the end of a path: what is called before a file of that name is opened is counted apart
 *     FAULT_MOST  how many bytes a read gives at most behind the mark, by chance; 0 or nothing: all
 *     FAULT_TRACE anything: where the call that fails comes from, as addresses on standard error
 *     FAULT_LOG   a file for "BEFORE ALL": how many calls there were before the mark, and in all */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

void *__libc_malloc(size_t size);                     /* NOLINT: glibc's own, which an interposer calls */
void *__libc_calloc(size_t count, size_t size);       /* NOLINT */
void *__libc_realloc(void *old, size_t new_size);     /* NOLINT */
void *__libc_memalign(size_t alignment, size_t size); /* NOLINT */

static char kind[16];
static char mark[256];
static char log_path[256];
static atomic_ulong at;
static unsigned long most;
static atomic_ulong chance = 1;
static atomic_bool ready;

/* Counted in one for all processes of the program. */
static struct counts {
    atomic_ulong calls;
    atomic_ulong before;
    atomic_bool marked;
} own_counts, *counts = &own_counts;

__attribute__((constructor)) static void begin(void) {
    void *shared = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared != MAP_FAILED)
        counts = shared;
    const char *value = getenv("FAULT_KIND");
    snprintf(kind, sizeof kind, "%s", value != NULL ? value : "");
    value = getenv("FAULT_MARK");
    snprintf(mark, sizeof mark, "%s", value != NULL ? value : "");
    value = getenv("FAULT_LOG");
    snprintf(log_path, sizeof log_path, "%s", value != NULL ? value : "");
    value = getenv("FAULT_AT");
    at = value != NULL ? strtoul(value, NULL, 10) : 0;
    value = getenv("FAULT_MOST");
    most = value != NULL ? strtoul(value, NULL, 10) : 0;
    ready = true;
}

__attribute__((destructor)) static void end(void) {
    char line[64];
    ready = false;
    if (log_path[0] == '\0')
        return;
    unsigned long all = counts->calls;
    int length = snprintf(line, sizeof line, "%lu %lu\n", counts->marked ? counts->before : all, all);
    long file = syscall(SYS_openat, AT_FDCWD, log_path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    syscall(SYS_write, file, line, (size_t)length);
    syscall(SYS_close, file);
}

/* Where a debugger stops to see who called. */
__attribute__((noinline)) void fault_hit(void) {
    void *callers[32];
    ready = false;
    if (getenv("FAULT_TRACE") != NULL)
        backtrace_symbols_fd(callers, backtrace(callers, 32), STDERR_FILENO);
    ready = true;
}

static bool fails(const char *of) {
    bool hit = ready && strcmp(kind, of) == 0 && atomic_fetch_add(&counts->calls, 1) + 1 == at;
    if (hit)
        fault_hit();
    return hit;
}

static bool is_stream(int descriptor) {
    return descriptor >= 0 && descriptor <= STDERR_FILENO;
}

void *malloc(size_t size) {
    if (!fails("memory"))
        return __libc_malloc(size);
    errno = ENOMEM;
    return NULL;
}

void *calloc(size_t count, size_t size) {
    if (!fails("memory"))
        return __libc_calloc(count, size);
    errno = ENOMEM;
    return NULL;
}

void *aligned_alloc(size_t alignment, size_t size) {
    if (!fails("memory"))
        return __libc_memalign(alignment, size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *old, size_t size) {
    if (!fails("memory"))
        return __libc_realloc(old, size);
    errno = ENOMEM;
    return NULL;
}

static void note_opened(const char *path) {
    size_t length = strlen(path);
    size_t end_length = strlen(mark);
    if (!counts->marked && end_length > 0 && length >= end_length &&
        strcmp(path + length - end_length, mark) == 0) {
        counts->before = counts->calls;
        counts->marked = true;
    }
}

#define REAL(result, name, ...)                                                                              \
    static result (*real)(__VA_ARGS__);                                                                      \
    if (real == NULL)                                                                                        \
    *(void **)&real = dlsym(RTLD_NEXT, name)

int open(const char *path, int flags, ...) {
    REAL(int, "open", const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    note_opened(path);
    if (!fails("open"))
        return real(path, flags, mode);
    errno = EMFILE;
    return -1;
}

/* From 1 to `most`, by a linear congruence. */
static size_t some_of(size_t size) {
    if (most == 0 || (mark[0] != '\0' && !counts->marked))
        return size;
    unsigned long number = chance;
    number = number * 6364136223846793005UL + 1442695040888963407UL;
    chance = number;
    size_t part = 1 + (number >> 33) % most;
    return part < size ? part : size;
}

ssize_t read(int file, void *into, size_t size) {
    REAL(ssize_t, "read", int, void *, size_t);
    if (!fails("read"))
        return real(file, into, some_of(size));
    errno = EIO;
    return -1;
}

ssize_t pread(int file, void *into, size_t size, off_t offset) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t);
    if (!fails("read"))
        return real(file, into, some_of(size), offset);
    errno = EIO;
    return -1;
}

/* What is written on standard error is no result. */
ssize_t write(int file, const void *from, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (file == STDERR_FILENO || !fails("write"))
        return real(file, from, size);
    errno = ENOSPC;
    return -1;
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (!fails("rename"))
        return real(from, to);
    errno = EXDEV;
    return -1;
}

int close(int file) {
    REAL(int, "close", int);
    int closed = real(file);
    if (is_stream(file) || !fails("close"))
        return closed;
    errno = EIO;
    return -1;
}

pid_t fork(void) {
    REAL(pid_t, "fork", void);
    if (!fails("process"))
        return real();
    errno = EAGAIN;
    return -1;
}

int pipe2(int ends[2], int flags) {
    REAL(int, "pipe2", int *, int);
    if (!fails("process"))
        return real(ends, flags);
    errno = EMFILE;
    return -1;
}

/* ---- streams: what fails is what lies below them, so that they say it as they do on a full disk ---- */

FILE *fopen(const char *path, const char *how) {
    REAL(FILE *, "fopen", const char *, const char *);
    note_opened(path);
    if (!fails("open"))
        return real(path, how);
    errno = EMFILE;
    return NULL;
}

FILE *fdopen(int file, const char *how) {
    REAL(FILE *, "fdopen", int, const char *);
    if (!fails("open"))
        return real(file, how);
    errno = EMFILE;
    return NULL;
}

/* From here on nothing can be read from the stream, or written to it, but what stands in its buffer. */
static void spoil(FILE *stream, int how) {
    int nothing = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", how | O_CLOEXEC);
    dup3(nothing, fileno(stream), O_CLOEXEC);
    syscall(SYS_close, nothing);
}

size_t fread(void *into, size_t size, size_t count, FILE *stream) {
    REAL(size_t, "fread", void *, size_t, size_t, FILE *);
    if (fails("read"))
        spoil(stream, O_WRONLY);
    return real(into, size, count, stream);
}

ssize_t getline(char **line, size_t *room, FILE *stream) {
    REAL(ssize_t, "getline", char **, size_t *, FILE *);
    if (fails("read"))
        spoil(stream, O_WRONLY);
    return real(line, room, stream);
}

static bool is_told(FILE *stream) {
    return fileno(stream) == STDERR_FILENO;
}

size_t fwrite(const void *from, size_t size, size_t count, FILE *stream) {
    REAL(size_t, "fwrite", const void *, size_t, size_t, FILE *);
    if (!is_told(stream) && fails("write"))
        spoil(stream, O_RDONLY);
    return real(from, size, count, stream);
}

int fputs(const char *text, FILE *stream) {
    REAL(int, "fputs", const char *, FILE *);
    if (!is_told(stream) && fails("write"))
        spoil(stream, O_RDONLY);
    return real(text, stream);
}

int fclose(FILE *stream) {
    REAL(int, "fclose", FILE *);
    int closed = real(stream);
    if (!fails("close"))
        return closed;
    errno = EIO;
    return EOF;
}
