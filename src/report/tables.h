#ifndef USMCA_REPORT_TABLES_H
#define USMCA_REPORT_TABLES_H

#include "report/report.h"

/* The tables of `usmca check --tables`, a file of CSV each (docs/file-formats.md): every row has the id of
 * its good, and the columns that came with it. */
struct report_table {
    const char *name; /* NAME.csv */
    void (*begin)(struct buffer *out, const struct usmca_rulebook *book, const struct passed_columns *passed);
    report_function good; /* the rows of one good */
};

enum { REPORT_TABLE_COUNT = 5 };
extern const struct report_table REPORT_TABLES[REPORT_TABLE_COUNT];

#endif
