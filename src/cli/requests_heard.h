#ifndef USMCA_CLI_REQUESTS_HEARD_H
#define USMCA_CLI_REQUESTS_HEARD_H

#include "intake/csv_source.h"
#include "requests/answer.h"

/* What came back, row by row, until all of it is read: only then can it be told whether an item is answered
 * in two ways, by one workbook or by several. Such an item is not answered. */

struct heard_row {
    struct heard_row *next;
    const char *file;
    const char *sheet;
    struct csv_slice slice;
    uint32_t item_field;
    uint32_t answer_field; /* of what is wrong with the answer */
    const json_t *request;
    const json_t *item;
    struct text number; /* of the item */
    struct supplier_answer answer;
    struct text said; /* what stands in the cells to be filled; empty where nothing does */
    size_t order;
    const struct heard_row *other; /* of the same item, which says something else; or NULL */
    bool again;                    /* an earlier row says the same of it */
};

struct heard {
    struct arena arena; /* of the rows, and of what they are views of */
    struct heard_row *first;
    struct heard_row **end;
    size_t count;
};

/* Adds a row; NULL where memory is exhausted. */
struct heard_row *heard_add(struct heard *heard, const struct csv_source *source, struct csv_slice slice);

/* Says of each row what others say of its item. A row that says nothing is `again` where another has its
 * item. False where memory is exhausted. */
bool heard_compare(struct heard *heard);

#endif
