#ifndef USMCA_INTAKE_RESHAPE_H
#define USMCA_INTAKE_RESHAPE_H

#include "intake/csv_source.h"
#include "intake/layout.h"

/* Does to a file what its layout asks for beyond reading rows one by one: keys that stand on the first line
 * of their group alone are filled down, rows of level 0 name the product of those below them, and rows that a
 * profile skips are left out.
 *
 * A copy takes the place of the file, with the same lines: a row that is left out is an empty line. What is
 * filled down is a further field at the end of each row (layout_append()), so that every byte of the file
 * keeps its place. A file for which nothing of it is asked is left alone. */
usmca_status reshape(struct csv_source *source, struct layout *layout, usmca_error *error);

#endif
