#ifndef USMCA_RECORD_EXPLAIN_H
#define USMCA_RECORD_EXPLAIN_H

#include "record/diff.h"

/* Why goods came out otherwise: their lines are unpacked and compared, by several threads where there are
 * many. */

struct unexplained {
    struct diff_good *good;
    int64_t determinations[2];
    date days[2];
};

/* Finds the reasons of each; those of the runs are known. `jobs` threads at the most, each with the record
 * opened anew. */
usmca_status explain_goods(struct diff *diff, const struct record *record, const struct unexplained *goods,
                           size_t count, int jobs, usmca_error *error);

#endif
