#ifndef USMCA_CLI_RESULTS_BOOK_H
#define USMCA_CLI_RESULTS_BOOK_H

#include "report/html.h"
#include "report/results.h"
#include "requests/xlsx.h"
#include "rulebook/messages.h"

/* The results of a check as a workbook: a summary with what the head says, then goods, materials, papers,
 * findings and requests, a sheet each, with filters and frozen heads. A figure is a number where a
 * spreadsheet holds all of its digits, and else their text. The regional value content stands twice: as the
 * check found it, and as a formula of the cells beside it.
 *
 * The book is opened for constant memory; it is the caller's, who closes it. */
usmca_status results_book_fill(const struct results_source *source, const struct html_head *head,
                               const struct usmca_rulebook *book, lxw_workbook *out, usmca_error *error);

#endif
