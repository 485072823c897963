#ifndef USMCA_ORIGIN_SELF_PRODUCED_H
#define USMCA_ORIGIN_SELF_PRODUCED_H

#include "origin/context.h"

/* How a material that is itself a good of the file is taken: bought, as an intermediate material, or as the
 * materials that it is made of. */

/* Sets line->produced, inside, intermediate and open_inside. U.R. 7(4), 7(5), 8(6), 8(7): of two
 * self-produced materials, one in the other and both subject to regional value content, the outer is
 * designated where it originates without the inner one's designation; and the inner one where it does not. */
void self_produced_take(struct origin_context *context, struct line *line);

/* Whether the line originates by its own determination; where that is open, as the context takes it. */
bool self_produced_originates(const struct origin_context *context, const struct line *line,
                              const struct produced *produced);

/* Whether the context takes the line to originate where that is open. */
bool self_produced_hoped(const struct origin_context *context, const struct line *line);

/* U.R. 8(6): it could be designated and is not, for want of the producer's choice. */
bool self_produced_designable(const struct origin_context *context, const struct line *line);

#endif
