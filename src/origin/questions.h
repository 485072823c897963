#ifndef USMCA_ORIGIN_QUESTIONS_H
#define USMCA_ORIGIN_QUESTIONS_H

#include "origin/context.h"
#include "origin/determine.h"

/* What would decide a good that is undetermined: the fewest facts or figures, and what each answer leads to.
 * The answers are tried: the good is determined again with each. */

/* Fills `questions` of the determination, which is that of `good` by `setting`. USMCA_ERROR_MEMORY is the
 * only error. */
usmca_status questions_find(struct determination *determination, const struct trail *trail,
                            const struct usmca_rulebook *book, const struct case_setting *setting,
                            struct arena *arena, usmca_error *error);

#endif
