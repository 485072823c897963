#ifndef USMCA_BASE_FILE_H
#define USMCA_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Appends the whole of the file at `path` ("-" is standard input) to `out`; a file larger than `limit` bytes
 * is an error. */
usmca_status file_read(struct buffer *out, const char *path, size_t limit, usmca_error *error);

#endif
