#ifndef USMCA_ORIGIN_EVIDENCE_H
#define USMCA_ORIGIN_EVIDENCE_H

#include "base/error.h"
#include "origin/determination.h"

/* Whether a good can be signed for. It is determined a second time, by what is documented on its day alone,
 * where some material in it, at any depth, is declared to originate and has no paper in order. */

/* Sets papers and valid_until of a determination, and adds to its findings what is wrong with papers of the
 * materials that are goods of the input themselves. `good` is the good as it was given. */
usmca_status evidence_find(struct determination *determination, const struct usmca_rulebook *book,
                           const struct case_setting *setting, const struct good *good, struct arena *arena,
                           usmca_error *error);

/* Why a good that originates is not to be signed for; NULL where no requirement is broken. */
const struct finding *evidence_broken(const struct determination *determination);

/* Of the path of a paper the material and its paper, without the goods that it lies in. */
struct text evidence_last_step(struct text path);

#endif
