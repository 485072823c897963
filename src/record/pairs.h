#ifndef USMCA_RECORD_PAIRS_H
#define USMCA_RECORD_PAIRS_H

#include "record/members.h"

/* Elements of two arrays of JSON objects, and which of the one is which of the other. */

enum { PAIR_KEYS = 2, PAIR_MEMBERS = 8 };

struct paired {
    size_t place; /* in its array */
    struct text keys[PAIR_KEYS];
    struct text members[PAIR_MEMBERS]; /* as they are written */
    struct paired *other;              /* NULL: it has none */
    int by;                            /* how many of its keys the other has as well, from the last */
};

struct pairs {
    struct arena *arena; /* for as long as they are in use */
    struct paired *of[2];
    size_t counts[2];
    size_t rooms[2];
};

/* Takes those elements that are not the same bytes in the same place: there are many, and few are other. Of
 * each the members asked for, PAIR_MEMBERS at most. False where an array is not whole, or memory is exhausted
 * and then the arena is failed. */
bool pairs_take(struct pairs *pairs, struct text before, struct text after, const struct text *members,
                size_t count);
/* Pairs elements that have the last `keys` of their keys in common and no other yet: first those in the same
 * place, then each with the first that is left. The keys are strings that the caller set. */
void pairs_match(struct pairs *pairs, int keys);

#endif
