#ifndef USMCA_BASE_FILE_H
#define USMCA_BASE_FILE_H

#include <sys/types.h>

#include "base/buffer.h"
#include "base/error.h"

/* Appends the whole of the file at `path` ("-" is standard input) to `out`; a file larger than `limit` bytes
 * is an error. */
usmca_status file_read(struct buffer *out, const char *path, size_t limit, usmca_error *error);

/* The same into an arena, with a NUL behind it; of a file as large as it says it is without a copy. */
usmca_status file_keep(struct text *out, struct arena *arena, const char *path, size_t limit,
                       usmca_error *error);

/* Where files in memory lie. What is put behind such a path and a slash is its name in messages, and of no
 * weight for opening it: /proc/self/fd/7/bom.csv. A # is not in it: a sheet begins there. */
#define FILE_IN_MEMORY "/proc/self/fd/"

/* Opens it to be read: a descriptor, or -1, with errno. */
int file_open(const char *path);

/* Up to `length` bytes at `offset`, and fewer only where the file ends: a single read may give less, and what
 * was told by it would be another thing then. -1, with errno. */
ssize_t file_read_at(int descriptor, void *into, size_t length, off_t offset);

/* What is wrong with the next bytes of what is no file (a pipe, a device) and has to be copied before it can
 * be read: NULL, or that it does not end, or is zero bytes alone. What never ends fills no disk. */
const char *file_stream_problem(uint64_t before, const char *bytes, size_t length);

#endif
