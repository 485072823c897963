#ifndef USMCA_ORIGIN_INSIDE_H
#define USMCA_ORIGIN_INSIDE_H

#include "origin/context.h"

/* What a good contains is not only the lines of its own bill of materials: a collar or a fabric that is
 * itself a good of the input brings its thread and its yarns along. */

/* Keeps in *produced what the good of `determination` contains, as far as the rule book looks into it. */
void inside_keep(struct produced *produced, const struct determination *determination,
                 const struct usmca_rulebook *book, struct arena *arena);

/* Units of a material, of which weights are stated for one. A line that states its value alone does not say
 * how many units are worth it. */
struct amount inside_units(const struct material *material);

/* A contained material as a line: *line, and *material that it points to. It has no values. */
void inside_line(struct origin_context *context, const struct contained *contained, struct line *line,
                 struct material *material);

#endif
