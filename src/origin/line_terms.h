#ifndef USMCA_ORIGIN_LINE_TERMS_H
#define USMCA_ORIGIN_LINE_TERMS_H

#include "origin/context.h"

/* What value/line_terms reckoned, as the determination takes and tells it. */

/* Lines that do not count, and numbers that stand for two of them. */
void line_terms_tell(struct origin_context *context);

/* A line whose value is one of two figures is open; one whose units cannot be brought together has no value
 * but a stated one. */
void line_terms_take(struct origin_context *context, struct line *line);

/* Whether its price cannot be told although one is given, so that no other figure may stand in its place. */
bool line_terms_bar_value(const struct line *line);

#endif
