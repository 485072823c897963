#ifndef USMCA_SERVICE_JSON_ROWS_H
#define USMCA_SERVICE_JSON_ROWS_H

#include <jansson.h>

#include "base/buffer.h"
#include "base/error.h"
#include "case/columns.h"
#include "intake/given_table.h"
#include "service/json_plain.h"

/* The rows of a table as JSON: a list of objects, whose members are columns. */
struct json_rows {
    const char *table; /* NULL where there is none */
    struct given_table given;
    json_t *columns; /* a list of their names, in the order of the fields */
};

/* An input error where a row is no object, or a value is none that a field can hold. `most` is how many rows
 * there may be, and `columns` those of a table that has none. To be closed in any case. */
usmca_status json_rows_write(struct json_rows *rows, const char *table, const json_t *list,
                             const struct column_table *columns, uint64_t most, usmca_error *error);
/* The same of rows that were read so. */
usmca_status json_rows_write_plain(struct json_rows *rows, const char *table,
                                   const struct json_plain_table *plain, uint64_t most, usmca_error *error);
void json_rows_close(struct json_rows *rows);

/* The name of a column by its number, from 1; NULL where there is none. */
const char *json_rows_column(const struct json_rows *rows, uint64_t number);

#endif
