#ifndef USMCA_INTAKE_NOTES_H
#define USMCA_INTAKE_NOTES_H

#include "intake/header_says.h"

/* What a file says of its figures above its header row, or below its last: "Values in thousands of USD",
 * "Moneda: MXN", "Costs per 100 pieces", "Incoterm: CIF". It holds for each row. rules/words/amounts.xml has
 * the words; names that only have one of them (Thousand Oaks, Peso Industries) say nothing. Of other tables
 * a currency is that of the rows that name none, and what else is said is for the caller to refuse. */

/* Hears the rows, the first of which begins line `line`, and adds what nothing reads to `unread`
 * of a layout that is read. `delimiter` is the file's where that is known before its header; else '\0'.
 * False where memory is exhausted. */
struct notes_outside {
    struct text rows;
    unsigned line;
    char delimiter;
    const char *path;  /* of the file, or book.xlsx#Sheet */
    const char *sheet; /* within it, or NULL */
    unsigned of_mass;  /* the line that says weights in another unit than kilograms, where some are read; or 0
                        */
    unsigned untried;  /* the line on which an expression of the profile could not be tried; or 0 */
    enum table_says says; /* of a table of another kind */
    unsigned says_line;
    const char *says_column; /* or the name of a column that it has for all rows, and no row */
    bool beside;             /* its header row: cells to the right of it */
    bool below; /* the last row: of labels only those of money are heard, for the others may be of a sum */
};

bool notes_hear(struct layout *layout, struct notes_outside *outside);

#endif
