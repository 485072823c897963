#ifndef USMCA_ORIGIN_GAP_FIGURES_H
#define USMCA_ORIGIN_GAP_FIGURES_H

#include "origin/context.h"

/* What regional value content and shares of value allow: what lacks to a good, and what it can bear, are both
 * reckoned from that. */

static const decimal GAP_WHOLE = 100 * DECIMAL_ONE;
static const decimal GAP_HUNDREDTH = DECIMAL_ONE / 100; /* money is paid in hundredths */

/* At least 0, and at most what a decimal holds. */
decimal gap_fit(__int128 value);

/* The value of non-originating materials with which `rvc` just reaches what is required: base × (1 −
 * required). */
decimal gap_allowed(const struct rvc *rvc);

/* Of what the share is of; not given where it is one by weight. */
struct amount gap_base_of_share(const struct determination *determination, const struct share *share);

/* Whether the method takes an average, whose sums no line of one bill of materials moves. */
bool gap_is_averaged(const struct determination *determination, enum method method);

/* U.R. 9(2)(a)(i): net cost is given, and is sure at the lesser one alone. */
bool gap_by_lesser(const struct determination *determination, enum method method);

/* The content by that method, as far as it is sure. */
struct rvc gap_reckoned_content(const struct determination *determination, const struct test *test,
                                enum method method);

#endif
