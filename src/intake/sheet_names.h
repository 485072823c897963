#ifndef USMCA_INTAKE_SHEET_NAMES_H
#define USMCA_INTAKE_SHEET_NAMES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* Which sheet of a workbook holds which table, by its name: rules/words/sheets.xml. */

/* Whether a file of that name is one; one that is not there, or may not be read, is none. */
usmca_status is_workbook(bool *is, const char *path, usmca_error *error);

/* For the i-th of `tables`, *paths[i] becomes FILE#SHEET, in `arena`, where it is NULL and a sheet of the
 * workbook has one of the names of that table. Of several tables those that hold for all goods are taken only
 * with rows: an empty sheet of a template says nothing. Of several sheets with names of one table the one
 * with rows is taken; where more have some, hidden or not, that is an error. Appends the names of the sheets
 * that have none of them, and are not hidden, to `others`. */
usmca_status sheets_by_name(const char *path, const char *directory, const char *const *tables,
                            const char **const *paths, size_t count, struct arena *arena,
                            struct buffer *others, usmca_error *error);

#endif
