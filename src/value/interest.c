#include "value/interest.h"

#include <stdlib.h>

struct debt {
    const struct interest_provision *provision;
    const struct loan_payment *payments; /* of all loans */
    size_t payment_count;
    const struct federal_yield *yields; /* of all countries, by maturity */
    size_t yield_count;
    struct interest_outcome *outcome;
};

static void blame(struct interest_outcome *outcome, const char *column, const char *message) {
    outcome->problem = (struct row_problem){&outcome->loan->place, column, message, outcome->loan->loan_id};
}

/* ---- maturity, Schedule 9 section 1 ---- */

/* Half to the greater, "weighted average principal maturity" (b). */
static decimal round_maturity(decimal years, int places) {
    decimal unit = DECIMAL_ONE;
    for (int i = 0; i < places; i++)
        unit /= 10;
    return (years + unit / 2) / unit * unit;
}

static bool years_of(const struct loan *loan, const struct loan_payment *payment, decimal *years) {
    *years = payment->years.given ? payment->years.value : 0;
    if (!payment->years.given && payment->date >= loan->date)
        *years = date_years(loan->date, payment->date);
    return payment->years.given || payment->date >= loan->date;
}

/* "Weighted principal payment": of a variable rate those of the current period, and what is owed at its end
 * as if it were paid then. */
static const char *weigh(const struct debt *debt, total *owed) {
    struct interest_outcome *outcome = debt->outcome;
    const struct loan *loan = outcome->loan;
    bool found = false;
    *owed = loan->principal.value;
    for (size_t i = 0; i < debt->payment_count; i++) {
        const struct loan_payment *payment = &debt->payments[i];
        decimal years = 0;
        total weighted = 0;
        if (!text_equal(payment->loan_id, loan->loan_id))
            continue;
        found = true;
        if (!payment->years.given && payment->date == 0)
            return "interest.payment-undated";
        if (!years_of(loan, payment, &years)) { /* of an earlier rate period */
            if (loan->kind == LOAN_FIXED)
                return "interest.payment-before";
            continue;
        }
        if (loan->kind == LOAN_VARIABLE && years > loan->adjusted_every.value)
            continue;
        if (!total_portion(&weighted, payment->principal.value, years, DECIMAL_ONE) ||
            !total_add(&outcome->weighted, outcome->weighted, weighted) ||
            !total_subtract(owed, *owed, payment->principal.value))
            return "field.overflow";
    }
    return found ? NULL : "interest.no-payments";
}

static const char *set_maturity(const struct debt *debt) {
    struct interest_outcome *outcome = debt->outcome;
    const struct loan *loan = outcome->loan;
    total owed = 0;
    total weighted = 0;
    decimal maturity = 0;
    if (loan->principal.value <= 0)
        return "interest.no-principal";
    const char *problem = weigh(debt, &owed);
    if (problem != NULL)
        return problem;
    if (loan->kind == LOAN_FIXED)
        outcome->unscheduled = owed;
    else if (!total_portion(&weighted, owed, loan->adjusted_every.value, DECIMAL_ONE) ||
             !total_add(&outcome->weighted, outcome->weighted, weighted))
        return "field.overflow";
    if (!total_quotient(&maturity, outcome->weighted, loan->principal.value))
        return "field.overflow";
    outcome->maturity = round_maturity(maturity, debt->provision->maturity_places);
    return NULL;
}

/* ---- the rate issued by the federal government ---- */

/* Section 1, "interest rate issued by the federal government": of the producer's country, the week of the
 * contract or of the latest adjustment, and the series that the interval of adjustment asks for. */
static bool comparable(const struct debt *debt, const struct federal_yield *yield) {
    const struct loan *loan = debt->outcome->loan;
    enum { WEEK = 7 };
    bool short_term = loan->kind == LOAN_VARIABLE && loan->adjusted_every.value < DECIMAL_ONE;
    int32_t days = date_days(yield->week, loan->date);
    return text_equal(yield->country, loan->country) && days >= 0 && days < WEEK &&
           yield->series != (short_term ? YIELD_LONG_TERM : YIELD_SHORT_TERM);
}

static bool nearer(const struct federal_yield *one, const struct federal_yield *other, decimal maturity) {
    decimal left = llabs(one->maturity.value - maturity);
    decimal right = llabs(other->maturity.value - maturity);
    return left < right || (left == right && one->rate.value < other->rate.value);
}

/* The nearest maturities at and on either side of the one asked for. */
static const char *find_yields(const struct debt *debt) {
    struct interest_outcome *outcome = debt->outcome;
    const struct federal_yield *nearest = NULL;
    for (size_t i = 0; i < debt->yield_count; i++) {
        const struct federal_yield *yield = &debt->yields[i];
        if (!comparable(debt, yield))
            continue;
        if (nearest == NULL || nearer(yield, nearest, outcome->maturity))
            nearest = yield;
        if (yield->maturity.value <= outcome->maturity)
            outcome->below = yield;
        if (yield->maturity.value >= outcome->maturity && outcome->above == NULL)
            outcome->above = yield;
    }
    if (nearest == NULL)
        return "interest.no-yield";
    /* section 2(b)(i) and (c): closest in length; a maturity below all that are offered is not mentioned */
    if (outcome->by_interval || outcome->below == NULL || outcome->above == NULL)
        outcome->below = outcome->above = nearest;
    return NULL;
}

/* "Linear interpolation": A + (B − A) × (E − D) ÷ (C − D). */
static bool interpolate(struct interest_outcome *outcome) {
    const struct federal_yield *below = outcome->below;
    const struct federal_yield *above = outcome->above;
    total rise = 0;
    if (below->maturity.value != above->maturity.value &&
        !total_portion(&rise, (total)above->rate.value - below->rate.value,
                       outcome->maturity - below->maturity.value,
                       above->maturity.value - below->maturity.value))
        return false;
    return decimal_add(&outcome->official, below->rate.value, (decimal)rise);
}

/* ---- one loan ---- */

static const char *reckon(struct debt *debt, const char **column) {
    struct interest_outcome *outcome = debt->outcome;
    const struct loan *loan = outcome->loan;
    *column = "adjusted_every";
    if (loan->kind == LOAN_VARIABLE && loan->adjusted_every.value <= 0)
        return "interest.no-interval";
    outcome->by_interval =
        loan->kind == LOAN_VARIABLE && loan->adjusted_every.value <= debt->provision->short_interval;
    outcome->maturity = loan->adjusted_every.value;
    *column = "loan_id";
    const char *problem = outcome->by_interval ? NULL : set_maturity(debt);
    if (problem != NULL)
        return problem;
    *column = "date";
    problem = find_yields(debt);
    if (problem != NULL)
        return problem;
    *column = "rate";
    if (!interpolate(outcome) || !decimal_add(&outcome->limit, outcome->official, debt->provision->points))
        return "field.overflow";
    if (loan->rate.value > outcome->limit &&
        !total_portion(&outcome->non_allowable, loan->interest.value,
                       (total)loan->rate.value - (outcome->limit > 0 ? outcome->limit : 0), loan->rate.value))
        return "field.overflow";
    return NULL;
}

static int by_maturity(const void *a, const void *b) {
    const struct federal_yield *one = a;
    const struct federal_yield *other = b;
    if (one->maturity.value != other->maturity.value)
        return one->maturity.value < other->maturity.value ? -1 : 1;
    return one->place.line < other->place.line ? -1 : 1;
}

bool interest_reckon(struct interest_outcome **outcomes, const struct interest_provision *provision,
                     const struct loan *loans, size_t loan_count, const struct loan_payment *payments,
                     size_t payment_count, struct federal_yield *yields, size_t yield_count,
                     struct arena *arena) {
    *outcomes = ARENA_ARRAY(arena, struct interest_outcome, loan_count + 1);
    if (*outcomes == NULL)
        return false;
    if (yield_count > 1)
        qsort(yields, yield_count, sizeof *yields, by_maturity);
    for (size_t i = 0; i < loan_count; i++) {
        struct debt debt = {provision, payments, payment_count, yields, yield_count, &(*outcomes)[i]};
        const char *column = NULL;
        debt.outcome->loan = &loans[i];
        const char *problem = reckon(&debt, &column);
        if (problem != NULL)
            blame(debt.outcome, column, problem);
    }
    return true;
}
