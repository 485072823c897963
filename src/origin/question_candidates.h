#ifndef USMCA_ORIGIN_QUESTION_CANDIDATES_H
#define USMCA_ORIGIN_QUESTION_CANDIDATES_H

#include "origin/context.h"

/* What may be asked of a good that is undetermined: all that its determination met with and did not know,
 * before any answer is tried. Their number is bounded, so that a bill of materials with a hundred open places
 * costs no more than one with two dozen. */

enum { MOST_CANDIDATES = 3 * MOST_UNKNOWNS + 8 };

struct candidates {
    struct question list[MOST_CANDIDATES];
    uint32_t tried[MOST_CANDIDATES]; /* answers of each whose status is known */
    uint32_t count;
};

/* Facts by which a code is told, or is another in the edition of the rules. */
void candidates_of_codes(struct candidates *candidates, const struct usmca_rulebook *book,
                         const struct trail *trail);

/* What there is besides, behind those: weights stand before facts, other amounts behind them. */
void candidates_of_all_else(struct candidates *candidates, const struct usmca_rulebook *book,
                            const struct determination *open, const struct trail *trail);

#endif
