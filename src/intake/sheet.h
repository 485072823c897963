#ifndef USMCA_INTAKE_SHEET_H
#define USMCA_INTAKE_SHEET_H

#include "intake/csv_record.h"
#include "intake/workbook.h"

/* A sheet of a workbook as CSV: with commas, a line for each row and a field for each column, so that line
 * and field are the row and the column of the cell. */
enum {
    SHEET_MOST_ROWS = 1 << 20,
    SHEET_MOST_COLUMNS = CSV_MOST_FIELDS,
    SHEET_MOST_MERGED = 1 << 16,     /* ranges of merged cells */
    SHEET_MOST_COVERED = 1 << 20,    /* columns of all of them */
    SHEET_MOST_WRITTEN = 2040 << 20, /* bytes of CSV */
    SHEET_DELIMITER = ',',
    CELL_NAME_SIZE = 16
};

/* Cells that are shown as one; the value is that of the first. Rows and columns from 1. */
struct sheet_merge {
    uint32_t first_row;
    uint32_t last_row;
    uint32_t first_column;
    uint32_t last_column;
};

/* One column of such a range. */
struct sheet_cover {
    uint32_t column;
    uint32_t first_row;
    uint32_t last_row;
    bool first; /* the column of the value */
};

/* Whether a cell shows the value of another one. */
enum sheet_covered { COVERED_NOT, COVERED_BELOW /* in the same column, and read so */, COVERED_BESIDE };

/* What the CSV does not show. */
struct sheet_outline {
    uint32_t width; /* columns, and fields of each line that is not empty */
    uint32_t hidden_rows;
    uint32_t first_hidden;
    struct sheet_merge *merges; /* by first row */
    size_t merge_count;
    size_t merge_room;
    struct sheet_cover *covers; /* by column and first row */
    size_t cover_count;
};

/* Writes the sheet of that index to the descriptor of an empty file. Numbers and days are written as a file
 * of `format` has them, TRUE and FALSE as yes and no. A value of merged cells stands in each row that they
 * span and that says something else too, in their first column. An error in a cell stands as it is (#N/A),
 * a formula without a result as the formula (=B2*C2), and behind a text with a line through it CELL_STRUCK:
 * cell_unreadable() knows them. */
usmca_status sheet_write(struct workbook *workbook, size_t sheet, const struct field_format *format, int to,
                         struct sheet_outline *outline, usmca_error *error);
/* The same of its first rows, up to the row of that number, or a row more. */
usmca_status sheet_write_rows(struct workbook *workbook, size_t sheet, uint32_t rows,
                              const struct field_format *format, int to, struct sheet_outline *outline,
                              usmca_error *error);
/* Whether more than one row says something: a header, and what stands below it. */
bool sheet_has_rows(struct workbook *workbook, size_t sheet);
void sheet_outline_free(struct sheet_outline *outline);

/* The message that says why a cell has no value, or NULL where it has one. */
const char *cell_unreadable(struct text field);

/* A text without the mark of the line through it. */
struct text cell_unstruck(struct text field);

/* Whether a cell does, row and column from 1, where the cells are merged. */
enum sheet_covered sheet_covered(const struct sheet_outline *outline, uint64_t row, uint32_t column);

/* Writes D17 for row 17 and column 4. */
void cell_name(char out[CELL_NAME_SIZE], uint64_t row, uint32_t column);

#endif
