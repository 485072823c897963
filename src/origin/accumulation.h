#ifndef USMCA_ORIGIN_ACCUMULATION_H
#define USMCA_ORIGIN_ACCUMULATION_H

#include "origin/context.h"
#include "value/fiscal.h"

/* U.R. 9: the production of a material counts as that of the good, by a statement of its producer. */

/* Works out what no good changes: whether the list of materials of a statement is whole, and the figures a
 * unit. Puts fractions in `arena`. */
void accumulation_prepare(struct document *document, struct arena *arena);

/* U.R. 9(1)(c), 9(7)(a)(ii): sets line->stated to the non-originating materials that the statement lists,
 * where the list is whole. Where it may not be, the line is open. */
void accumulation_take(struct origin_context *context, struct line *line);

/* U.R. 9(2) and 9(3); of sums over a period, a unit, 9(4) and 9(5): what the line adds to net cost and to the
 * value of non-originating materials. */
void accumulation_value(struct origin_context *context, struct line *line);

/* The fiscal year of the producer of the good that the sums of a statement are of; no range of one that
 * states no sums. Whether the day lies in it; every day does in no range. */
struct day_range accumulation_year(const struct document *document);
bool accumulation_year_holds(struct day_range year, date day);

#endif
