#ifndef USMCA_ORIGIN_PRODUCED_H
#define USMCA_ORIGIN_PRODUCED_H

#include "base/error.h"
#include "origin/determination.h"

/* A good that is a material of others. */

/* The same as a material of what is produced in a country. */
const struct produced *produced_used_in(const struct produced *produced, enum country country);

/* What those goods need to know of it, in `arena`; `law` is reset for each determination that takes. */
usmca_status produced_make(struct produced *out, const struct usmca_rulebook *book,
                           const struct case_setting *setting, const struct good *good, struct arena *law,
                           struct arena *arena, usmca_error *error);

#endif
