#ifndef USMCA_CASE_UNREAD_H
#define USMCA_CASE_UNREAD_H

#include "base/text.h"

/* A column of a file that nothing reads, and whose header says that it may change an amount, or say where a
 * material comes from. */
struct unread_column {
    struct text file;
    struct text header;
    struct text column; /* of the project, that it may be */
    uint32_t field;
    bool of_origin; /* where a material comes from */
    bool spare;     /* and what says that is read of another column */
};

struct unread_columns {
    const struct unread_column *list;
    uint32_t count;
};

#endif
