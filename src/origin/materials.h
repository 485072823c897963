#ifndef USMCA_ORIGIN_MATERIALS_H
#define USMCA_ORIGIN_MATERIALS_H

#include "origin/context.h"

/* Origin and value of every line of the bill of materials: U.R. 4 (recovered materials), 7(4)–(5), 7(21), 8,
 * 9(2), 9(3). Fills result->lines. */
void materials_prepare(struct origin_context *context);

/* The codes that the line's material may have in the rule book's edition; none where no code of that edition
 * corresponds. */
void materials_find_codes(struct origin_context *context, struct line *line);

#endif
