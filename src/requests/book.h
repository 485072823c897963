#ifndef USMCA_REQUESTS_BOOK_H
#define USMCA_REQUESTS_BOOK_H

#include "requests/asked.h"
#include "requests/xlsx.h"

/* A request as a workbook: a sheet with a row an item, of which the supplier fills the coloured cells, and
 * one that says what each column is. */
usmca_status request_book_fill(const json_t *request, const struct usmca_rulebook *book,
                               lxw_workbook *workbook, usmca_error *error);

#endif
