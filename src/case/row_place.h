#ifndef USMCA_CASE_ROW_PLACE_H
#define USMCA_CASE_ROW_PLACE_H

#include <stdint.h>

#include "base/text.h"

/* Where a row stands, kept for what shows only when the rows are reckoned together: such a record begins with
 * it, and its table is `placed`. */
struct row_place {
    struct text record; /* as it stands in the file */
    uint64_t line;
};

/* A problem that shows then. */
struct row_problem {
    const struct row_place *place;
    const char *column;  /* the field that is to blame */
    const char *message; /* id; NULL where there is none */
    struct text name;    /* of what the row is about */
};

struct row_problems {
    struct row_problem *list; /* rows that contradict others */
    size_t count;
};

#endif
