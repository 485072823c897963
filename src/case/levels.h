#ifndef USMCA_CASE_LEVELS_H
#define USMCA_CASE_LEVELS_H

#include "case/good.h"

/* Bills of materials that are listed over several levels, each row with how deep it stands: `1`, `.1`, `..2`,
 * or by how far it is indented. The parent of a row is the last one above it that stands one level
 * higher. A row with deeper rows below it is an assembly, and counts by these alone. */

enum level_quantities { LEVEL_PER_PARENT, LEVEL_CUMULATIVE };

/* How a file says levels. */
struct level_form {
    enum level_quantities quantities; /* of one unit of the parent, or of the good */
    bool indented;                    /* the level is how far the field is indented */
};

enum { LEVELS_MOST = 32 };

/* How far the levels above the row read last are indented. */
struct level_indents {
    uint32_t widths[LEVELS_MOST];
    uint32_t count;
};

/* The level of a field: 0 is the product itself, or where it is told by indentation, 0 is the outermost.
 * False where it cannot be told. */
bool level_read(struct text field, const struct level_form *form, struct level_indents *indents,
                uint32_t *depth);

/* What putting levels right came to. */
struct levels_found {
    const char *problem; /* id of the message for row `row` of the materials; or NULL */
    uint32_t row;
    struct text assemblies; /* the ids of those that count by their lines, or empty; in the arena */
    bool out_of_memory;
};

/* Leaves of the rows of a good those that are its materials, with quantities and amounts for one unit of the
 * good: those of a row below an assembly, times the quantity of each assembly above it. Does nothing where no
 * row says a level. */
struct levels_found levels_settle(struct good *good, struct material *materials,
                                  const struct level_form *form, struct arena *arena);

#endif
