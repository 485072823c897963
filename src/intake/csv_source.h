#ifndef USMCA_INTAKE_CSV_SOURCE_H
#define USMCA_INTAKE_CSV_SOURCE_H

#include <sys/types.h>

#include "base/buffer.h"
#include "base/error.h"

/* A CSV file as a run of blocks, each of whole records, so that threads can take one block each. Standard
 * input, pipes and files in another encoding are first copied to a temporary file, so that a source can be
 * read again from the start. */

struct csv_source {
    char *path; /* as the user named it, for messages */
    int descriptor;
    off_t size;
    off_t offset;
    char delimiter; /* known once the header is read */
    uint64_t line;  /* of the first byte not yet handed out, from 1 */
    struct buffer rest;
};

struct csv_block {
    struct buffer bytes;
    uint64_t first_line;
};

/* `encoding` is an iconv name, or NULL for UTF-8. */
usmca_status csv_source_open(struct csv_source *source, const char *path, const char *encoding,
                             usmca_error *error);
void csv_source_close(struct csv_source *source);
void csv_source_rewind(struct csv_source *source);

/* The first record that is not blank, which names the columns: sets the delimiter where it is '\0'. The
 * record, without a byte-order mark and its line end, is put in `header`. */
usmca_status csv_source_header(struct csv_source *source, struct buffer *header, usmca_error *error);

/* The next whole records, about CSV_BLOCK bytes; none at the end. */
enum { CSV_BLOCK = 256 * 1024, CSV_LONGEST_LINE = 4 * 1024 * 1024 };
usmca_status csv_source_next(struct csv_source *source, struct csv_block *block, usmca_error *error);

#endif
