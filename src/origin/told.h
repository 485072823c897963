#ifndef USMCA_ORIGIN_TOLD_H
#define USMCA_ORIGIN_TOLD_H

#include "origin/determination.h"

/* Several alternatives may meet with the same line, which is told of a thing once. */
enum {
    TOLD_SHIFT = 1,
    TOLD_UNKNOWN = 2,
    TOLD_VALUE = 4,
    TOLD_WEIGHT = 8,
    TOLD_ELASTOMERIC = 16,
    TOLD_COMPONENT = 32,
    TOLD_EXCLUSION = 64,
    TOLD_OPENING = 128
};

/* Whether the line is to be told of it for the first time. */
static inline bool untold(struct line *line, uint8_t what) {
    bool first = (line->told & what) == 0;
    line->told |= what;
    return first;
}

#endif
