#ifndef USMCA_SERVICE_JSON_PLAIN_H
#define USMCA_SERVICE_JSON_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

/* The tables of a question as JSON, read without detours where they are plain: {"goods": [{…}, …], …}, each
 * row an object of strings without escapes, numbers without exponents, and null. What is odd or wrong is
 * jansson's to read and to tell (service/json_exact.h), and the answer is the same. Values lie in the text
 * that was read. */

enum { JSON_PLAIN_TABLES = 16 };

struct json_plain_cell {
    uint32_t column;
    struct text value; /* without data where it is null */
};

struct json_plain_table {
    struct text name;
    struct text *columns; /* in the order in which rows name them */
    uint64_t *row_of;     /* of each: the last row that has it, from 1 */
    size_t column_count;
    size_t column_room;
    struct json_plain_cell *cells;
    size_t cell_count;
    size_t cell_room;
    size_t *ends; /* of each row, in cells */
    size_t row_count;
    size_t row_room;
};

struct json_plain {
    struct json_plain_table tables[JSON_PLAIN_TABLES];
    size_t count;
    struct buffer rest; /* the text, with [] in place of those tables */
    bool out_of_memory;
};

/* `names` are those that tables may have; NULL ends. False where none of them is plain, or the text is no
 * object, or memory is exhausted. To be freed in any case. */
bool json_plain_read(struct json_plain *out, struct text text, const char *const *names);
void json_plain_free(struct json_plain *plain);

/* NULL where there is none of that name. */
const struct json_plain_table *json_plain_table(const struct json_plain *plain, const char *name);

#endif
