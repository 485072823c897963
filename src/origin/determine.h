#ifndef USMCA_ORIGIN_DETERMINE_H
#define USMCA_ORIGIN_DETERMINE_H

#include "base/error.h"
#include "origin/determination.h"

/* Determines the origin of one good. Pure: the same rule book, setting and good give the same determination.
 * The result, which refers to `good`, lives in `arena`. USMCA_ERROR_MEMORY is the only error. */
usmca_status determine(struct determination **out, const struct usmca_rulebook *book,
                       const struct case_setting *setting, const struct good *good, struct arena *arena,
                       usmca_error *error);

/* The same where every material whose origin is open originates. */
usmca_status determine_hopeful(struct determination **out, const struct usmca_rulebook *book,
                               const struct case_setting *setting, const struct good *good,
                               struct arena *arena, usmca_error *error);

#endif
