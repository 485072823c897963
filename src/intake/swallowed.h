#ifndef USMCA_INTAKE_SWALLOWED_H
#define USMCA_INTAKE_SWALLOWED_H

#include "intake/csv_source.h"
#include "intake/layout.h"

/* Rows that stand within quotation marks: one that was opened and not closed (`"O-ring`) goes on to the next
 * that happens to end a field (`3/4"`), and by RFC 4180 the rows between are text of one cell. A cell may
 * have line ends, as descriptions and addresses do. What stands behind one is taken for rows, and not for
 * text, where a line of it, by itself,
 *
 * - has the fields that a row needs, as has the line in which the mark opens, and none of its delimiters has
 * a blank behind it, as commas of a sentence have, unless the header's have;
 * - has the fields that a row needs, and the record has not;
 * - has at least half of them, and has in the column of the id what is the id of a row of the file.
 *
 * It cannot be told then what is missing where: each of the lines is rejected, with what it names. */

/* Whether some record does that; or an error where the header does. */
usmca_status swallowed_any(const struct csv_source *source, const struct layout *layout, bool *any,
                           usmca_error *error);

/* Makes the lines of such records rows of their own in the copy that is put in place of the file, every byte
 * in its place, and notes them in the layout, by which row_reader_read() rejects them. So many threads look
 * for them at the most. */
usmca_status swallowed_part(struct csv_source *source, struct layout *layout, int threads,
                            usmca_error *error);

/* What of it needs no look at the rows: an error where the header takes rows in. */
usmca_status swallowed_header(const struct csv_source *source, const struct layout *layout,
                              usmca_error *error);

/* The record that the line stands in; NULL of any other line. */
const struct line_span *swallowed_in(const struct layout *layout, uint64_t file_line);

#endif
