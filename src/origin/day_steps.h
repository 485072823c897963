#ifndef USMCA_ORIGIN_DAY_STEPS_H
#define USMCA_ORIGIN_DAY_STEPS_H

#include "base/arena.h"
#include "base/date.h"

/* What holds on which days, of things in a rank: spans of days become steps, of which each says the first in
 * rank that holds from a day on, so that of any day it is found by a search. */

#define NO_RANK UINT32_MAX

/* No day is behind it, and none before the other. */
enum { DAY_LAST = INT32_MAX, DAY_FIRST = INT32_MIN };

/* Days on which something holds of one; none where it ends before it begins. */
struct day_span {
    date from;
    date to;
    uint32_t rank;
};

/* Which is the first of those of which it holds, from a day on until the next step. */
struct day_step {
    date from;
    uint32_t rank; /* or NO_RANK */
};

struct day_steps {
    struct day_step *list;
    uint32_t count;
};

/* Of `count` spans, those of the first rank before those of the next; its list lies in the arena. False where
 * memory is exhausted. */
bool day_steps_make(struct day_steps *steps, struct arena *arena, const struct day_span *spans,
                    uint32_t count);
/* The first in rank that holds on the day, or NO_RANK. */
uint32_t day_steps_rank(const struct day_steps *steps, date day);

#endif
