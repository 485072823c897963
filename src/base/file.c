#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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

usmca_status file_read(struct buffer *out, const char *path, size_t limit, usmca_error *error) {
    if (strcmp(path, "-") == 0)
        return read_all(out, STDIN_FILENO, path, limit, error);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    usmca_status status = read_all(out, descriptor, path, limit, error);
    close(descriptor);
    return status;
}
