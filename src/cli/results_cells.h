#ifndef USMCA_CLI_RESULTS_CELLS_H
#define USMCA_CLI_RESULTS_CELLS_H

#include "cli/results_sheets.h"
#include "report/results.h"
#include "requests/xlsx.h"
#include "rulebook/messages.h"

/* The cells of a workbook of results. A figure is a number where a spreadsheet holds all of its digits, and
 * else their text. */

/* What a cell is written with. */
struct cells {
    const struct usmca_rulebook *book;
    const struct messages *messages;
    lxw_format *text;
    lxw_format *day;
    lxw_format *amount;
    lxw_format *percent;
    struct buffer scratch;
};

struct sheet {
    const struct sheet_form *form;
    lxw_worksheet *worksheet;
    lxw_row_t row; /* the next */
    int lines;     /* of the row, so far */
    int part;      /* from 1; another begins where a sheet is full */
};

/* The status of what libxlsxwriter answers. */
usmca_status cells_wrote(lxw_error problem, usmca_error *error);

/* How many lines a text takes that is wrapped at the width of its column, in letters: a spreadsheet that
 * opens the book need not fit the rows to them. */
int cells_lines(struct text text, int width);

/* The text as a cell may show it, ended by a NUL, until the next one; the rest of one that is too long for a
 * cell is left out. NULL where memory is exhausted. */
const char *cells_shown(struct cells *cells, struct text text);

/* A word of the catalogue, under `prefix`; the word itself where the catalogue has none. */
struct text cells_word(const struct cells *cells, const char *prefix, const char *word);

usmca_status cells_put_text(struct cells *cells, struct sheet *sheet, lxw_col_t column, struct text text,
                            usmca_error *error);

/* The member that a path leads to, names with dots between; NULL where there is none. */
const json_t *cells_member(const json_t *object, const char *path);

/* The cell of a column in the sheet's row: of `row`, an entry of the good or the good itself. */
usmca_status cells_put(struct cells *cells, struct sheet *sheet, lxw_col_t place, const json_t *good,
                       const json_t *row, usmca_error *error);

#endif
