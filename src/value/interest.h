#ifndef USMCA_VALUE_INTEREST_H
#define USMCA_VALUE_INTEREST_H

#include "case/cost_rows.h"
#include "rulebook/model.h"

/* Non-allowable interest costs, U.R. 1(1), 7(14) and Schedule 9: interest on a debt as far as its rate is
 * more than 700 basis points above that issued by the federal government for comparable maturities. */

struct interest_outcome {
    const struct loan *loan;
    struct row_problem problem; /* its message is NULL where the interest could be reckoned */
    bool by_interval;           /* compared by the interval of adjustment, Schedule 9 section 2(b)(i) */
    decimal maturity;           /* years: that interval, or the weighted average principal maturity */
    total weighted;             /* sum of the weighted principal payments */
    total unscheduled;          /* principal of a fixed-rate contract without a payment */
    const struct federal_yield *below; /* compared with, or interpolated between */
    const struct federal_yield *above; /* the same as `below` where one alone is compared with */
    decimal official;                  /* percent */
    decimal limit;                     /* percent: official and the points above it */
    total non_allowable;
};

/* Reckons each loan; *outcomes is in the arena. False where memory is exhausted. */
bool interest_reckon(struct interest_outcome **outcomes, const struct interest_provision *provision,
                     const struct loan *loans, size_t loan_count, const struct loan_payment *payments,
                     size_t payment_count, const struct federal_yield *yields, size_t yield_count,
                     struct arena *arena);

#endif
