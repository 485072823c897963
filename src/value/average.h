#ifndef USMCA_VALUE_AVERAGE_H
#define USMCA_VALUE_AVERAGE_H

#include "case/average_row.h"

/* Net cost and the value of non-originating materials over a period, U.R. 7(15) to 7(20): sums over the units
 * of a good, and of identical or similar goods, that one plant produces. */

struct average_sums {
    total units;
    total net_cost;
    total vnm;
};

struct average {
    struct text group;
    enum average_period period;
    date from;
    date until;              /* the first day behind it */
    date year_until;         /* the same of the fiscal year */
    bool disputed;           /* a good of it stands in another one at the same time, 7(17) */
    bool complete;           /* each month of it has a row, and something was produced in it */
    uint32_t months_missing; /* of a vehicle: months that no row states; a content is not met by the rest */
    struct average_sums
        used;           /* actual costs of each good and month, or estimated ones where there are none */
    uint32_t estimated; /* so many of them */
    bool estimate_given;
    struct average_sums estimate; /* estimated costs, or actual ones where there are none */
    struct average_sums told;     /* those used, in the currency of the good; the content is of `used` */
    struct text cite;             /* provision that it is elected by */
    struct text estimate_cite;    /* and that asks for an analysis of actual costs */
};

struct averages;

/* Sums the rows up, citing the provisions of struct general; *out, and *problems of rows that contradict
 * others, are in the arena. `first_month` is that of the fiscal year, 1 to 12; `today` the day up to which
 * actual costs can have been incurred. `broken` says that rows are missing: then no average can be told.
 * Sorts the rows. False where memory is exhausted.
 */
bool averages_reckon(const struct averages **out, struct average_row *rows, size_t count,
                     const struct text *cites, int first_month, date today, bool broken,
                     struct row_problem **problems, size_t *problem_count, struct arena *arena);

enum average_answer {
    AVERAGE_NOT_ELECTED,
    AVERAGE_FOUND,
    AVERAGE_MISSING,  /* elected for the fiscal year of that day (7(18), 7(19)), but its period has no row */
    AVERAGE_BROKEN,   /* rows were rejected, which may be of any good */
    AVERAGE_DISPUTED, /* it, or a good averaged with it, stands in two groups at a time */
    AVERAGE_INCOMPLETE,  /* a month of its period has no row */
    AVERAGE_NOT_PRODUCED /* its rows have no unit of the good in the month of that day, 7(16) */
};

/* The average that holds for the units of a good produced on that day. `averages` may be NULL. */
enum average_answer averages_find(const struct averages *averages, struct text good_id, date day,
                                  const struct average **out);

#endif
