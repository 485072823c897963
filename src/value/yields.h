#ifndef USMCA_VALUE_YIELDS_H
#define USMCA_VALUE_YIELDS_H

#include "base/arena.h"
#include "case/cost_rows.h"

/* The rates that federal governments issued, found by country, week and maturity: Schedule 9 section 1,
 * "interest rate issued by the federal government". */

/* Rows that offer one maturity. */
struct yield_offer {
    const struct federal_yield *first; /* in the file */
    const struct federal_yield *last;
    const struct federal_yield *lowest; /* the first of the lowest rate */
};

/* Rows of one country, week and series; its offers by maturity. */
struct yield_week {
    const struct yield_offer *offers;
    size_t count;
};

struct yield_table {
    const struct yield_week *weeks; /* by country, week and series */
    size_t count;
};

/* Of maturities that can be compared with the one asked for; each may be NULL. */
struct yields_found {
    const struct federal_yield *nearest; /* and of two as near the lower rate */
    const struct federal_yield *below;   /* the nearest that is not longer */
    const struct federal_yield *above;   /* and that is not shorter */
};

/* Puts the rows in order. False where memory is exhausted. */
bool yields_sort(struct yield_table *table, const struct federal_yield *yields, size_t count,
                 struct arena *arena);

/* Of the country, the week of `day`, and any series but `unlike`. */
struct yields_found yields_find(const struct yield_table *table, struct text country, date day,
                                enum yield_series unlike, decimal maturity);

#endif
