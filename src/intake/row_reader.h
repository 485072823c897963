#ifndef USMCA_INTAKE_ROW_READER_H
#define USMCA_INTAKE_ROW_READER_H

#include "case/good.h"
#include "intake/hs_pattern.h"
#include "intake/layout.h"
#include "intake/rejects.h"

/* Reads the rows of one file into records of its columns: libcsv for the fields, the layout for their
 * meaning, and the rejects for what cannot be read. One per thread and file. */
struct row_reader {
    const char *path;
    const struct layout *layout;
    struct csv_record_reader *csv;
    struct field_reader columns;
    struct bound_layout bound;
    struct rejects *rejects;
    struct csv_fields fields; /* of the row read last */
    char delimiter;
    bool stays; /* the bytes of a row stay where they are while its record is in use */
};

/* `arena` takes what the rows say; `codes` and `rejects` are borrowed. */
usmca_status row_reader_open(struct row_reader *reader, const char *path, const struct layout *layout,
                             char delimiter, const struct hs_pattern *codes, struct arena *arena,
                             struct rejects *rejects, usmca_error *error);
void row_reader_close(struct row_reader *reader);

/* Reads a row into `first`, and into `second` where the file is flat; both must be zeroed. False, with the
 * row rejected, where it cannot be read; what could be read of it stays. *reason (which may be NULL) is then
 * a text in the arena. */
bool row_reader_read(struct row_reader *reader, const struct csv_slice *row, void *first, void *second,
                     struct text *reason);

/* Of a flat file, the good as the row read last has it. */
void row_reader_good(struct row_reader *reader, struct good *good, struct layout_problem *problem);

/* Rejects a row for the message `id`, at the field of that index (from 0). Returns the reason. */
struct text row_reader_reject(struct row_reader *reader, struct csv_slice slice, const char *id,
                              uint32_t field, struct text header, struct text value);

/* Rejects a row of which layout_names_nothing(). */
void row_reader_reject_nothing(struct row_reader *reader, struct csv_slice slice);

#endif
