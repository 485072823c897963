#ifndef USMCA_CASE_TWO_FIGURES_H
#define USMCA_CASE_TWO_FIGURES_H

#include "base/amount.h"

/* Whether two figures of one thing agree: they differ by no more than half a unit of the last place that
 * `stated` shows, of the second at least. */
enum amount_status two_figures_agree(bool *out, struct amount stated, struct amount other,
                                     struct arena *arena);

#endif
