#ifndef USMCA_CLI_REPORT_TABLES_H
#define USMCA_CLI_REPORT_TABLES_H

#include "cli/table_folder.h"
#include "report/results.h"

/* Results as the tables of `usmca check --tables`, one result in memory at a time; all of them or none. They
 * are read twice: which columns goods pass on is known at the end alone. */
usmca_status report_tables(const struct results_source *source, struct table_folder *folder, bool raw,
                           const struct usmca_rulebook *book, usmca_error *error);

#endif
