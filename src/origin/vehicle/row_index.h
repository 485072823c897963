#ifndef USMCA_ORIGIN_VEHICLE_ROW_INDEX_H
#define USMCA_ORIGIN_VEHICLE_ROW_INDEX_H

#include "base/arena.h"
#include "rulebook/model.h"

/* Rows of a table by a name, or by a name and a class: those of one key come in the order of the table. */

struct row_key {
    enum use class;
    struct text name;
    size_t row; /* its place in the table */
};

struct row_index {
    struct row_key *keys;
    size_t count;
};

struct row_span {
    const struct row_key *first;
    const struct row_key *end;
};

/* Room for so many rows; false where memory is exhausted. */
bool row_index_begin(struct row_index *index, size_t count, struct arena *arena);
void row_index_add(struct row_index *index, enum use class, struct text name, size_t row);
/* After the last was added. */
void row_index_sort(struct row_index *index);

/* The rows of a key, in the order of the table; an empty span where there is none. */
struct row_span row_index_find(const struct row_index *index, enum use class, struct text name);

/* Two spans of one table, or all its rows up to `all`, gone through as one in the order of the table. */
struct row_walk {
    struct row_span spans[2];
    size_t next;
    size_t all;
};

#define ROW_NONE SIZE_MAX

/* ROW_NONE at the end. */
size_t row_walk_next(struct row_walk *walk);

#endif
