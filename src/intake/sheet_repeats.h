#ifndef USMCA_INTAKE_SHEET_REPEATS_H
#define USMCA_INTAKE_SHEET_REPEATS_H

#include "intake/workbook.h"

/* A list that goes on in another sheet, or stands there once more: of the two only one would be read, and the
 * rows of the other would be lost. */

/* An error where another sheet that is not hidden begins with the header of the one that is read, and has
 * rows. What is read by its own name, by the index of each sheet, is not looked at. */
usmca_status sheet_repeats(struct workbook *workbook, size_t sheet, const bool read[WORKBOOK_MOST_SHEETS],
                           usmca_error *error);

#endif
