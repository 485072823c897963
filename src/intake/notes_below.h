#ifndef USMCA_INTAKE_NOTES_BELOW_H
#define USMCA_INTAKE_NOTES_BELOW_H

#include "intake/csv_source.h"

/* What stands below the table of a file whose header is known: the last rows, of which none has more than a
 * label and what stands behind it. They go into `rows`, the first of which begins line `line`; empty where
 * there are none. They are rows of the file all the same, and rejected as such. */
usmca_status notes_below_find(struct buffer *rows, unsigned *line, const struct csv_source *source,
                              usmca_error *error);

#endif
