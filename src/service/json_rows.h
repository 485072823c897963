#ifndef USMCA_SERVICE_JSON_ROWS_H
#define USMCA_SERVICE_JSON_ROWS_H

#include <jansson.h>

#include "base/buffer.h"
#include "base/error.h"
#include "case/columns.h"

/* The rows of a table as JSON: a list of objects, whose members are columns. They are written as CSV to
 * memory, which is read as a file is, so that there is one way of reading; what is said of a line of it is
 * told of the row, from 1, and of the column. */
struct json_rows {
    const char *table;
    int descriptor; /* of the memory; -1 where there is none */
    uint64_t count;
    uint64_t *begins; /* the line on which each row begins */
    json_t *columns;  /* a list of their names, in the order of the fields */
};

/* An input error where a row is no object, or a value is none that a field can hold. `most` is how many rows
 * there may be, and `columns` those of a table that has none. To be closed in any case. */
usmca_status json_rows_write(struct json_rows *rows, const char *table, const json_t *list,
                             const struct column_table *columns, uint64_t most, usmca_error *error);
void json_rows_close(struct json_rows *rows);

/* The row that a line is of; 0 is the header. */
uint64_t json_rows_row(const struct json_rows *rows, uint64_t line);
/* The name of the column in which the byte (from 1) of a line of the row stands, whose record is given; NULL
 * where there is none. */
const char *json_rows_column(const struct json_rows *rows, struct text record, uint64_t line, uint64_t byte);

#endif
