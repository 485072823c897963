#ifndef USMCA_RECORD_LINE_H
#define USMCA_RECORD_LINE_H

#include <jansson.h>

#include "base/buffer.h"
#include "base/date.h"

/* A line of results as it is kept: the day of the good apart, so that a good that comes out the same month by
 * month is stored once, and what is asked for most beside it. */

/* Takes the day out of the line: `content` replaces what is in the buffer. 0, and the whole line, where it
 * has none. */
date line_split(struct buffer *content, struct text line);
/* The line again. */
void line_join(struct buffer *line, struct text content, date day);

struct line_facts {
    const char *good_id; /* borrowed of the object, as are the others */
    const char *status;
    const char *criterion;
    const char *pile;
    char rule[256];
    bool has_margin;
    int64_t margin; /* 0.0001 percentage points */
    date valid_until;
};

/* Of the object that the line is. */
void line_facts(struct line_facts *facts, const json_t *good);
/* A percentage of the results in 0.0001 points; false where it is none. */
bool line_percent(int64_t *out, const json_t *percent);

#endif
