#ifndef USMCA_INTAKE_GIVEN_TABLE_H
#define USMCA_INTAKE_GIVEN_TABLE_H

#include <sys/types.h>

#include "base/buffer.h"
#include "base/error.h"
#include "intake/csv_record.h"
#include "intake/csv_value.h"

/* A table whose rows a program gives, in place of a file. It is written as CSV to memory that is read as a
 * file is, so that one way of reading is behind both; messages name the table, the row and the column, each
 * counted from 1. */

/* A row that has line ends within its values. */
struct given_break {
    uint64_t row;
    uint64_t ends; /* in it and in the rows before */
};

struct given_table {
    char *name; /* as in a profile: "goods", "bom", … */
    int descriptor;
    off_t size;
    char *header; /* without its line end */
    size_t header_length;
    size_t columns;
    size_t filled; /* of the row that is being given */
    uint64_t rows;
    uint64_t row_ends; /* line ends within the values of that row, */
    uint64_t ends;     /* and of those before */
    struct given_break *breaks;
    size_t break_count;
    size_t break_room;
    struct buffer block; /* not yet written */
    bool ended;
};

/* To be freed in any case. */
usmca_status given_table_begin(struct given_table *table, const char *name, const struct text *columns,
                               size_t count, usmca_error *error);
/* The value behind what parts it from the one before, whatever it is. */
void given_table_other_value(struct given_table *table, struct text value);

/* The next value of the row; one without data is not given. */
static inline void given_table_value(struct given_table *table, struct text value) {
    char *at = value.length <= CSV_LONGEST_FIELD ? buffer_reserve(&table->block, value.length + 1) : NULL;
    const size_t comma = table->filled++ > 0;
    if (at != NULL) {
        *at = ','; /* before the first value it is written over, or not counted */
        if (csv_copy_plain(at + comma, value)) {
            table->block.length += comma + value.length;
            return;
        }
    }
    if (comma)
        buffer_char(&table->block, ',');
    given_table_other_value(table, value);
}

/* Ends a row of which all values are given. */
usmca_status given_table_row(struct given_table *table, usmca_error *error);
usmca_status given_table_end(struct given_table *table, usmca_error *error);
void given_table_free(struct given_table *table);

/* The row that the line is of; both from 1. */
uint64_t given_table_row_of(const struct given_table *table, uint64_t line);

#endif
