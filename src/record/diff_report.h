#ifndef USMCA_RECORD_DIFF_REPORT_H
#define USMCA_RECORD_DIFF_REPORT_H

#include "record/diff.h"
#include "rulebook/messages.h"

/* A difference as one JSON object (docs/schema/record-diff.schema.json), and as text for a person: of each
 * kind of change the first `most` goods, 0: all of them. */
void diff_json(struct buffer *out, const struct diff *diff);
void diff_text(struct buffer *out, const struct diff *diff, const struct messages *messages, uint64_t most,
               size_t width);

/* 0.0001 points as a percentage, 1.2500. */
void diff_put_points(struct buffer *out, int64_t points);

#endif
