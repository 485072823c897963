#ifndef USMCA_ORIGIN_PRODUCED_WAYS_H
#define USMCA_ORIGIN_PRODUCED_WAYS_H

#include "base/error.h"
#include "origin/determination.h"

/* A good that is a material of others, of which some lines may not be, or of what is in it: what it is as a
 * whole on each way to take these, and what is certain on all of them. */

/* As produced_make() makes it, and on each of those ways. */
usmca_status produced_make_on_all_ways(struct produced *out, const struct usmca_rulebook *book,
                                       const struct case_setting *setting, const struct good *good,
                                       struct arena *law, struct arena *arena, usmca_error *error);

#endif
