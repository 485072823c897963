#ifndef USMCA_CLI_RESULTS_SHEETS_H
#define USMCA_CLI_RESULTS_SHEETS_H

#include <stdbool.h>
#include <stdint.h>

/* What stands in the sheets of a workbook of results, a column a line: of which member of a result it is, and
 * as what it is shown. */

enum cell_kind {
    CELL_TEXT,
    CELL_WORD,    /* a word of the catalogue, under `prefix` */
    CELL_CITE,    /* a citation */
    CELL_RULE,    /* that of a good's rule */
    CELL_CODE,    /* of the Harmonized System */
    CELL_DAY,     /* YYYY-MM-DD */
    CELL_AMOUNT,  /* of money, or a quantity */
    CELL_PERCENT, /* as it was cut, at four decimals */
    CELL_CONTENT, /* the regional value content of the base and the value two and one columns before */
    CELL_MARGIN   /* of a content, in percentage points above what is required */
};

struct book_column {
    const char *heading; /* message id */
    const char
        *path; /* members, one within the other, with dots between; of the good where it begins with ^ */
    enum cell_kind kind;
    const char *prefix;
    int width; /* in letters */
};

enum sheet_kind { SHEET_GOODS, SHEET_MATERIALS, SHEET_PAPERS, SHEET_FINDINGS, SHEET_REQUESTS, SHEETS };

struct sheet_form {
    const char *name; /* message id */
    const struct book_column *columns;
    const char *rows; /* the member of a good whose entries are its rows; NULL: the good itself is one */
    uint16_t pages;   /* beside each other, in print: as many as leave it legible */
    bool asking;      /* findings that ask somebody for something alone */
};

/* Their columns end with one that has no heading. */
extern const struct sheet_form RESULTS_SHEETS[SHEETS];

int sheet_columns(const struct sheet_form *form);

#endif
