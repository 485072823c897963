#ifndef USMCA_ORIGIN_DESIGNATION_H
#define USMCA_ORIGIN_DESIGNATION_H

#include "base/error.h"
#include "origin/determination.h"

/* Determines a good as it is shown in its own right, on determine()'s terms. Where designation is left to the
 * program, one that is a material of others leaves the materials undesignated that it does not need, so that
 * those can designate it, U.R. 8(6). */
usmca_status determine_as_designated(struct determination **out, const struct usmca_rulebook *book,
                                     const struct case_setting *setting, const struct good *good,
                                     struct arena *law, usmca_error *error);

/* The same, and what it rests on: origin/evidence.h. */
usmca_status determine_good(struct determination **out, const struct usmca_rulebook *book,
                            const struct case_setting *setting, const struct good *good, struct arena *law,
                            usmca_error *error);

#endif
