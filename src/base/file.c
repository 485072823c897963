#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024 };

static usmca_status read_all(struct buffer *out, int descriptor, const char *path, size_t limit,
                             usmca_error *error) {
    for (;;) {
        char *room = buffer_reserve(out, READ_SIZE);
        if (room == NULL)
            return error_memory(error);
        ssize_t got = read(descriptor, room, READ_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
        if (got == 0)
            return USMCA_OK;
        out->length += (size_t)got;
        if (out->length > limit)
            return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "larger than %zu bytes", limit);
    }
}

int file_open(const char *path) {
    static const char PLACE[] = FILE_IN_MEMORY;
    enum { LENGTH = sizeof PLACE - 1, LONGEST = LENGTH + 12 };
    char place[LONGEST + 1];
    const size_t digits = strncmp(path, PLACE, LENGTH) == 0 ? strspn(path + LENGTH, "0123456789") : 0;
    if (digits == 0 || path[LENGTH + digits] != '/' || LENGTH + digits > LONGEST || strchr(path, '#') != NULL)
        return open(path, O_RDONLY | O_CLOEXEC);
    memcpy(place, path, LENGTH + digits);
    place[LENGTH + digits] = '\0';
    return open(place, O_RDONLY | O_CLOEXEC);
}

usmca_status file_read(struct buffer *out, const char *path, size_t limit, usmca_error *error) {
    if (strcmp(path, "-") == 0)
        return read_all(out, STDIN_FILENO, path, limit, error);
    int descriptor = file_open(path);
    if (descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    usmca_status status = read_all(out, descriptor, path, limit, error);
    close(descriptor);
    return status;
}

/* NULL where it is no file, or larger than it says: that is read as it comes. */
static char *keep_file(struct arena *arena, int descriptor, size_t limit, size_t *length) {
    struct stat found;
    if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode) || (uint64_t)found.st_size > limit)
        return NULL;
    char *room = arena_reserve(arena, (size_t)found.st_size + 1);
    ssize_t got = room != NULL ? file_read_at(descriptor, room, (size_t)found.st_size + 1, 0) : -1;
    if (got < 0 || got > found.st_size)
        return NULL;
    room[got] = '\0';
    *length = (size_t)got;
    return room;
}

usmca_status file_keep(struct text *out, struct arena *arena, const char *path, size_t limit,
                       usmca_error *error) {
    int descriptor = strcmp(path, "-") != 0 ? file_open(path) : -1;
    *out = NO_TEXT;
    if (descriptor >= 0) {
        out->data = keep_file(arena, descriptor, limit, &out->length);
        close(descriptor);
    }
    if (out->data != NULL || arena->failed)
        return arena->failed ? error_memory(error) : USMCA_OK;
    struct buffer bytes = {0};
    usmca_status status = file_read(&bytes, path, limit, error);
    if (status == USMCA_OK)
        *out = arena_copy(arena, buffer_view(&bytes));
    buffer_free(&bytes);
    return status == USMCA_OK && out->data == NULL ? error_memory(error) : status;
}

ssize_t file_read_at(int descriptor, void *into, size_t length, off_t offset) {
    size_t done = 0;
    while (done < length) {
        ssize_t got = pread(descriptor, (char *)into + done, length - done, offset + (off_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static bool says_something(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != '\0')
            return true;
    return false;
}

const char *file_stream_problem(uint64_t before, const char *bytes, size_t length) {
    enum { LOOKED_AT = 64 * 1024 };
    static const uint64_t LONGEST = UINT64_C(4) << 30;
    if (before < LOOKED_AT && before + length >= LOOKED_AT && !says_something(bytes, length))
        return ERROR_WORDS("this is no text: zero bytes alone");
    return before + length > LONGEST
               ? ERROR_WORDS("more than 4 GiB, the most that is read of what is no file: save it as one")
               : NULL;
}
