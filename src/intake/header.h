#ifndef USMCA_INTAKE_HEADER_H
#define USMCA_INTAKE_HEADER_H

#include "intake/csv_source.h"
#include "intake/layout.h"

/* Finds the header row of a file, which need not be its first: the first of its rows, down to
 * HEADER_LAST_LINE, with the columns that the table needs. A line `sep=;` says the delimiter; else it is the
 * profile's, or that which the row has most of. Where no row has them, the error is about the one that has
 * most of them.
 *
 * Of a workbook the sheet that the path names, or else the first that is shown and has such a header, is made
 * the source; an error then names the cell.
 *
 * Sets delimiter, data and data_line of the source; the layout is to be freed in any case. */
enum { HEADER_LAST_LINE = 50 };

usmca_status header_find(struct csv_source *source, struct layout *layout, const struct profile *profile,
                         const char *table, usmca_error *error);

/* A row that may be the header. */
struct header_row {
    struct text record;
    size_t offset; /* in the file */
    unsigned file_line;
    unsigned lines; /* in it */
    char delimiter;
    size_t malformed;
};

/* The row that says something at *at or behind, both of which are moved behind it; its delimiter is that
 * which it has most of where none is given. False behind the last. */
bool header_next_row(struct text head, bool whole, size_t *at, unsigned *line, char delimiter,
                     struct header_row *row);

#endif
