#ifndef USMCA_REPORT_RESULTS_TABLES_H
#define USMCA_REPORT_RESULTS_TABLES_H

#include "case/passed.h"
#include "report/results.h"
#include "report/tables.h"

/* The rows of REPORT_TABLES out of results: byte for byte those that `usmca check --tables` writes, of a run
 * that looked for the gap. */
typedef void (*results_rows)(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                             struct report_style style);

/* In the order of REPORT_TABLES, whose heads they have. */
extern const results_rows RESULTS_ROWS[REPORT_TABLE_COUNT];

#endif
