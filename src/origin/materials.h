#ifndef USMCA_ORIGIN_MATERIALS_H
#define USMCA_ORIGIN_MATERIALS_H

#include "origin/codes.h"

/* Origin and value of every line of the bill of materials: U.R. 4 (recovered materials), 7(4)–(5), 7(21), 8,
 * 9(2), 9(3). Fills result->lines. */
void materials_prepare(struct origin_context *context);

/* Whether the lines of a determination may be taken over, each that nothing open and no use plays into, by
 * one that is made within it for another use of the good: its codes are the only ones, and no line met with a
 * provision in dispute. */
bool materials_lend(const struct origin_context *context);

/* Whether a determination for another use, for which the lines of the one that it is within were prepared
 * alike, may go by these: not where one has to be prepared, for the codes that it may have, or because it is
 * open, and not hoped for alike. Its status alone is asked, so that it writes nothing into them. */
bool materials_share(const struct origin_context *context, bool hoped_alike);

/* Sets the codes that the line's material may have in the rule book's edition; none where there is a problem
 * with its code. */
enum code_problem materials_find_codes(struct origin_context *context, struct line *line);

#endif
