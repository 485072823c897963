#ifndef USMCA_VALUE_STATEMENTS_H
#define USMCA_VALUE_STATEMENTS_H

#include "case/tables.h"

/* Joins statement-materials.csv to documents.csv: what each statement of a producer of a material lists of
 * the non-originating materials that it used. Rows of no statement are problems. To be called before
 * documents_prepare(). Sorts the rows. */
usmca_status statements_join(struct row_problems *problems, struct tables *tables, usmca_error *error);

#endif
