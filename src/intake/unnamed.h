#ifndef USMCA_INTAKE_UNNAMED_H
#define USMCA_INTAKE_UNNAMED_H

#include "intake/csv_source.h"
#include "intake/layout.h"

/* Columns without a name in the header are read by nothing. Where rows have something in them, that is told.
 */

/* Whether there are such columns. */
bool unnamed_any(const struct layout *layout);

/* Counts the rows, into the layout, in a walk of its own that only a file with such columns has; an error
 * where there are any and the format is strict. */
usmca_status unnamed_count(const struct csv_source *source, struct layout *layout, usmca_error *error);

/* Appends the name of the column: its number, or its letters in a sheet. */
void unnamed_place(struct buffer *out, const struct layout *layout, const struct unnamed_column *column);

#endif
