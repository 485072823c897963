#ifndef USMCA_REPORT_BUILD_UP_H
#define USMCA_REPORT_BUILD_UP_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* How a figure comes about, in sentences that an auditor can do again by hand. */

/* Adjusted transaction value, total cost and net cost, where they are worked out and not given: a sentence
 * ended by a line feed each. */
void build_up_of_good(struct buffer *out, const struct messages *messages,
                      const struct determination *determination);

/* The value of a line, and what it adds to the value of non-originating materials, step by step; nothing
 * where it is the value given. */
void build_up_of_line(struct buffer *out, const struct messages *messages,
                      const struct determination *determination, const struct line *line);

/* ,"figures":{…} of the good, and ,"vnm":{…},"steps":[…] of a line, under the same conditions. */
void build_up_json(struct buffer *out, const struct determination *determination);
/* Whether anything is written of a line: few have steps, or count otherwise than for what does not originate.
 */
static inline bool build_up_of_line_told(const struct line *line) {
    return line->step_count > 0 || !amount_same(line->vnm[METHOD_TRANSACTION_VALUE], line->non_originating) ||
           !amount_same(line->vnm[METHOD_NET_COST], line->non_originating);
}
void build_up_line_json(struct buffer *out, const struct line *line);

#endif
