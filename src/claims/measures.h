#ifndef USMCA_CLAIMS_MEASURES_H
#define USMCA_CLAIMS_MEASURES_H

#include "base/arena.h"
#include "case/claim_rows.h"

/* Which rows of measures.csv hold for a line of an entry.
 *
 * Of one measure the rows of the longest code that the code of the line begins with decide. They hold for
 * their days, and of another day nothing is known: it is refused, and no other row stands in for them. */

/* A row for one of its codes. */
struct measure_span {
    const struct measure_row *row;
    struct hs_code code; /* of no digits: every code */
};

struct measure_group {
    size_t begin; /* of the spans of one measure and country of importation */
    size_t end;
};

struct measure_index {
    struct measure_span *spans;
    size_t span_count;
    struct measure_group *groups;
    size_t group_count;
    struct row_problem *problems; /* rows that say nothing, or contradict others; in the order of the file */
    size_t problem_count;
};

/* In `arena`; false when memory is exhausted. */
bool measures_index(struct measure_index *out, const struct measure_row *rows, size_t count,
                    struct arena *arena);

enum measure_holds {
    MEASURE_NOT_ON_IT,
    MEASURE_HOLDS,
    MEASURE_NO_DAY,          /* it is on the code, and nothing is known of the day */
    MEASURE_COUNTRY_UNKNOWN, /* it hangs on the country of origin, which is not said */
    MEASURE_CODE_TOO_SHORT   /* it is on part of what the code may be */
};

/* Whether the measure of a group is on a line; *row is the row that holds, or one that names the measure. */
enum measure_holds measure_on(const struct measure_index *index, const struct measure_group *group,
                              const struct entry_row *entry, struct hs_code code,
                              const struct measure_row **row);

#endif
