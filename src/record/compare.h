#ifndef USMCA_RECORD_COMPARE_H
#define USMCA_RECORD_COMPARE_H

#include "record/diff.h"

/* Two lines of one good, and what is different in them. */

struct reasons {
    struct arena *arena;   /* of what is kept */
    struct arena *scratch; /* of what is compared, to be reset behind it */
    struct diff_reason *first;
    struct diff_reason **last;
};

void reasons_begin(struct reasons *reasons, struct arena *arena, struct arena *scratch);
/* Copies the words. */
void reasons_add(struct reasons *reasons, enum diff_reason_kind kind, struct text line, struct text what,
                 struct text before, struct text after);

/* False where a line is no JSON, or memory is exhausted and then an arena is failed. */
bool compare_lines(struct reasons *reasons, struct text before, struct text after);

#endif
