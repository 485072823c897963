#ifndef USMCA_INTAKE_CSV_SOURCE_H
#define USMCA_INTAKE_CSV_SOURCE_H

#include <sys/types.h>
#include <time.h>

#include "base/buffer.h"
#include "base/error.h"
#include "intake/csv_record.h"
#include "intake/sheet.h"

/* A CSV file that can be read from any place. Standard input, pipes and files in another encoding, or with
 * other line ends, are first copied to a temporary file, so that a source can be read again from the start.
 * So is a sheet of a workbook, once it is chosen. */

struct csv_source {
    char *path; /* as the user named it, for messages */
    int descriptor;
    off_t size;
    bool kept;    /* `original` is open */
    bool watched; /* a file, and no pipe */
    int original; /* it, as it was opened, to see whether it stays so; of a pipe, the copy of it */
    off_t original_size;
    struct timespec original_time; /* of its last change */
    char delimiter;                /* known once the header is read */
    const char *encoding;          /* that it is in; NULL is UTF-8 */
    const char *guessed;           /* the same, where nothing says so; or NULL */
    uint64_t header_line;
    off_t data; /* where the first row begins, behind the header */
    uint64_t data_line;
    bool without_rows; /* nothing stands below the header */
    bool unended;      /* the last row has no line end */
    bool unlooked;     /* nobody has looked for rows within quotation marks (intake/swallowed.h) */
    char *header;      /* as it stands, without its line end: a row that repeats it says nothing */
    size_t header_length;
    struct workbook *workbook; /* where the file is one; else NULL */
    const char *sheet;         /* within `path`, behind a #: its name, once it is known */
    bool sheet_chosen;         /* by its header, and not by the user */
    struct sheet_outline outline;
};

/* A record, and where it begins in the file. */
struct csv_place {
    struct csv_slice slice;
    off_t offset;
};

/* Takes a record, whose fields stay no longer than that; false ends the walk. */
typedef bool (*csv_take)(void *context, const struct csv_place *place);

/* `path` may be a workbook with one of its sheets, book.xlsx#Sheet, where there is no file of that name.
 *
 * `encoding` is an iconv name, or NULL where it is to be found out: by a byte-order mark, which also goes
 * before one that is stated, as UTF-8, or else as Windows-1252. */
usmca_status csv_source_open(struct csv_source *source, const char *path, const char *encoding,
                             usmca_error *error);
void csv_source_close(struct csv_source *source);

/* To be asked when all of it has been read: an error where the file has changed since it was opened. One that
 * became shorter would be taken to be complete. */
usmca_status csv_source_unchanged(const struct csv_source *source, usmca_error *error);

enum { SOURCE_DIGEST_SIZE = 65 };

/* The SHA-256 of the bytes of the file as it was given, in hexadecimal digits, and how many bytes they are.
 */
usmca_status csv_source_digest(const struct csv_source *source, char digest[SOURCE_DIGEST_SIZE],
                               uint64_t *bytes, usmca_error *error);

/* Makes the sheet of that index the source, with commas. */
usmca_status csv_source_sheet(struct csv_source *source, size_t sheet, const struct field_format *format,
                              usmca_error *error);
/* Names the cell in an error that has a line and, as its column, a field: "book.xlsx: bom!D17". */
void csv_source_name_cell(const struct csv_source *source, usmca_error *error);

/* The beginning of the file, of that many lines at least; *whole where that is all of it. */
usmca_status csv_source_head(const struct csv_source *source, struct buffer *head, size_t lines, bool *whole,
                             usmca_error *error);

/* A file of no name that can be put in place of a source; -1, with errno. */
int csv_source_temporary(void);
/* Appends to it. */
usmca_status csv_source_write(int descriptor, struct text bytes, usmca_error *error);
/* Takes the file in place of what the source was read from. */
usmca_status csv_source_replace(struct csv_source *source, int descriptor, usmca_error *error);

static inline struct text csv_source_header(const struct csv_source *source) {
    return (struct text){source->header, source->header_length};
}

/* Walks the records that say something, from `offset`, which begins line `line`. */
usmca_status csv_source_walk(const struct csv_source *source, off_t offset, uint64_t file_line, csv_take take,
                             void *context, usmca_error *error);

/* The same. *within is set where a record, of whatever it says, may have a line end behind an odd number of
 * its quotation marks, or begins such a run: never in a file that has none. */
usmca_status csv_source_walk_within(const struct csv_source *source, off_t offset, uint64_t file_line,
                                    csv_take take, void *context, bool *within, usmca_error *error);

#endif
