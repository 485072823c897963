#ifndef USMCA_CASE_AVERAGE_ROW_H
#define USMCA_CASE_AVERAGE_ROW_H

#include "base/date.h"
#include "case/columns.h"
#include "case/row_place.h"
#include "case/values.h"

/* The period that net cost is averaged over, U.R. 7(15)(a). */
enum average_period {
    AVERAGE_NONE,
    AVERAGE_MONTH,
    AVERAGE_QUARTER,
    AVERAGE_HALF_YEAR,
    AVERAGE_YEAR,
    AVERAGE_PERIODS
};
extern const char *const AVERAGE_PERIOD_WORDS[AVERAGE_PERIODS];

enum cost_basis { COSTS_ACTUAL, COSTS_ESTIMATED, COST_BASES };
extern const char *const COST_BASIS_WORDS[COST_BASES];

/* A row of averages.csv: what was incurred for the units of a good in one month. */
struct average_row {
    struct row_place place;
    struct text good_id;
    struct text group; /* identical or similar goods averaged together; the good alone where not given */
    struct text plant;
    date month; /* any day of it */
    enum average_period period;
    enum cost_basis basis;
    struct total_amount units;
    struct total_amount net_cost;
    struct total_amount vnm;
    struct amount year_begins; /* month of the fiscal year, of the producer of vehicles that the good is sold
                                * to: U.R. 16(10)(a); of the run where not given */
};

extern const struct column_table AVERAGE_COLUMNS;

#endif
