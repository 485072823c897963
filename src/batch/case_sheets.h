#ifndef USMCA_BATCH_CASE_SHEETS_H
#define USMCA_BATCH_CASE_SHEETS_H

#include "case/tables.h"
#include "rulebook/load.h"

/* Workbooks in place of CSV files: which of their sheets an option means. */

/* Makes an option book.xlsx, where a sheet of it is named as the table, book.xlsx#Sheet, in `arena`. */
usmca_status option_sheet(const char **file, const char *table, const char *rules, struct arena *arena,
                          usmca_error *error);

/* The files of a case, as options have them; NULL where there is none. */
struct case_files {
    const char **flat;
    const char **goods;
    const char **bom;
    const char **tables; /* TABLES of them */
};

/* Does option_sheet() for each file; of a workbook in place of a flat file, with a sheet for goods and one
 * for bills of materials, each sheet that is named as a table becomes an option. Says on `notices` which are
 * not read. */
usmca_status case_sheets(const struct case_files *files, const struct usmca_rulebook *book, const char *rules,
                         struct arena *arena, struct buffer *notices, usmca_error *error);

#endif
