#ifndef USMCA_ORIGIN_DETERMINE_H
#define USMCA_ORIGIN_DETERMINE_H

#include "base/error.h"
#include "origin/context.h"

/* Determines the origin of one good. Pure: the same rule book, setting and good give the same determination.
 * The result, which refers to `good`, lives in `arena`. USMCA_ERROR_MEMORY is the only error. */
usmca_status determine(struct determination **out, const struct usmca_rulebook *book,
                       const struct case_setting *setting, const struct good *good, struct arena *arena,
                       usmca_error *error);

/* The same of a good, or in a setting, that differs, as a part of the determination in `context`: while codes
 * are tried with those that it supposes, and with all of them for the one that is reported. */
usmca_status determine_within(struct determination **out, const struct origin_context *context,
                              const struct case_setting *setting, const struct good *good);

/* The same for another use. All other uses of which it would have come out alike stay in *alike. */
usmca_status determine_for_use(struct determination **out, const struct origin_context *context,
                               const struct case_setting *setting, const struct good *good, uint32_t *alike);

/* A good as a material of others, and how it would be determined if every material whose origin is open
 * originated; NULL where none is open. No finding is told of that. */
struct with_hope {
    struct determination *found;
    struct determination *hopeful;
    bool lends; /* lines to one in another setting, of which nothing is told */
};

/* `made` is of the same good by what is declared, without hope, and lends its lines; or NULL. */
usmca_status determine_with_hope(struct with_hope *out, const struct usmca_rulebook *book,
                                 const struct case_setting *setting, const struct good *good,
                                 const struct determination *made, struct arena *arena, usmca_error *error);

/* One determination: the codes, the readings and the lines whose origin is open as the context supposes. */
void determine_by_steps(struct origin_context *context);

#endif
