#ifndef USMCA_ORIGIN_LINE_VALUE_H
#define USMCA_ORIGIN_LINE_VALUE_H

#include "origin/context.h"

/* The value of a line whose origin is known, and what it adds to the value of non-originating materials and
 * to net cost: U.R. 2, 7(4)-(5), 8, 9(2)-(5), 20(4); Schedule 6, section 4. Every step that changes a figure
 * is kept. */
void line_value_set(struct origin_context *context, struct line *line);

/* Whether amounts stand beside the price that are added to it, Schedule 6. */
bool line_value_adds(const struct material *material);

/* Keeps a step of the line. */
void line_step(struct origin_context *context, struct line *line, struct value_step step);

/* Tells that the line has no value: in it, or where its material is a good of the file, in that. */
void line_value_missing(struct origin_context *context, const struct line *line, struct text cite);

#endif
