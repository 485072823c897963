#ifndef USMCA_INTAKE_CSV_RECORD_H
#define USMCA_INTAKE_CSV_RECORD_H

#include "base/arena.h"
#include "base/error.h"

/* One record of a CSV file, RFC 4180: where it ends, and its fields by libcsv. */

enum { CSV_LONGEST_QUOTED = 16 * 1024, CSV_LONGEST_FIELD = 8 * 1024, CSV_MOST_FIELDS = 256 };

/* The length of the record at the start of `data`, with its line end. 0 where more bytes are needed to tell. A quote that is out of
 * place, or not closed within CSV_LONGEST_QUOTED bytes, makes the first physical line a record of its own, so that the next
 * line can be read: *malformed is then its offset + 1, else 0. */
size_t csv_record_length(const char *data, size_t length, char delimiter, bool at_end, size_t *malformed);

struct csv_fields {
    struct text fields[CSV_MOST_FIELDS];
    uint32_t count;
};

struct csv_record_reader;

usmca_status csv_record_reader_new(struct csv_record_reader **out, char delimiter, usmca_error *error);
void csv_record_reader_free(struct csv_record_reader *reader);

/* Reads a whole record; the fields are copied to `arena`. NULL, or the id of the message that says what is wrong, and at which byte
 * of the record (from 1). */
const char *csv_record_read(struct csv_record_reader *reader, struct text record, struct arena *arena,
                            struct csv_fields *out, uint32_t *column);

/* Whether the bytes are UTF-8; *at is the first that is not. */
bool utf8_valid(const char *data, size_t length, size_t *at);

#endif
