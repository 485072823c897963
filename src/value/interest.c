#include "value/interest.h"

#include <stdlib.h>

#include "value/yields.h"

struct debt {
    const struct interest_provision *provision;
    const struct loan_payment *const *payments; /* of all loans, by loan_id */
    size_t payment_count;
    struct yield_table yields;
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

/* Those of one loan in the order of the file. */
static int payment_order(const void *a, const void *b) {
    const struct loan_payment *one = *(const struct loan_payment *const *)a;
    const struct loan_payment *other = *(const struct loan_payment *const *)b;
    int order = text_order(one->loan_id, other->loan_id);
    return order != 0 ? order : (one > other) - (one < other);
}

static bool sort_payments(struct debt *debt, const struct loan_payment *payments, size_t count,
                          struct arena *arena) {
    const struct loan_payment **sorted = ARENA_ARRAY(arena, const struct loan_payment *, count + 1);
    if (sorted == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &payments[i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, payment_order);
    debt->payments = sorted;
    debt->payment_count = count;
    return true;
}

static size_t first_payment(const struct debt *debt, struct text loan_id) {
    size_t low = 0;
    size_t high = debt->payment_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_order(debt->payments[middle]->loan_id, loan_id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "Weighted principal payment": of a variable rate those of the current period, and what is owed at its end
 * as if it were paid then. */
static const char *weigh(const struct debt *debt, total *owed) {
    struct interest_outcome *outcome = debt->outcome;
    const struct loan *loan = outcome->loan;
    size_t first = first_payment(debt, loan->loan_id);
    size_t i = first;
    *owed = loan->principal.value;
    for (; i < debt->payment_count && text_equal(debt->payments[i]->loan_id, loan->loan_id); i++) {
        const struct loan_payment *payment = debt->payments[i];
        decimal years = 0;
        total weighted = 0;
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
    return i > first ? NULL : "interest.no-payments";
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
static const char *find_yields(const struct debt *debt) {
    struct interest_outcome *outcome = debt->outcome;
    const struct loan *loan = outcome->loan;
    bool short_term = loan->kind == LOAN_VARIABLE && loan->adjusted_every.value < DECIMAL_ONE;
    struct yields_found found =
        yields_find(&debt->yields, loan->country, loan->date, short_term ? YIELD_LONG_TERM : YIELD_SHORT_TERM,
                    outcome->maturity);
    if (found.nearest == NULL)
        return "interest.no-yield";
    /* section 2(b)(i) and (c): closest in length; a maturity below all that are offered is not mentioned */
    bool between = !outcome->by_interval && found.below != NULL && found.above != NULL;
    outcome->below = between ? found.below : found.nearest;
    outcome->above = between ? found.above : found.nearest;
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

bool interest_reckon(struct interest_outcome **outcomes, const struct interest_provision *provision,
                     const struct loan *loans, size_t loan_count, const struct loan_payment *payments,
                     size_t payment_count, const struct federal_yield *yields, size_t yield_count,
                     struct arena *arena) {
    struct debt debt = {.provision = provision};
    *outcomes = ARENA_ARRAY(arena, struct interest_outcome, loan_count + 1);
    if (*outcomes == NULL || !sort_payments(&debt, payments, payment_count, arena) ||
        !yields_sort(&debt.yields, yields, yield_count, arena))
        return false;
    for (size_t i = 0; i < loan_count; i++) {
        const char *column = NULL;
        debt.outcome = &(*outcomes)[i];
        debt.outcome->loan = &loans[i];
        const char *problem = reckon(&debt, &column);
        if (problem != NULL)
            blame(debt.outcome, column, problem);
    }
    return true;
}
