#ifndef USMCA_VALUE_FISCAL_H
#define USMCA_VALUE_FISCAL_H

#include "base/date.h"

/* Months and fiscal years as numbers, and the periods that Part 6 calculates over. */

enum { MONTHS_A_YEAR = 12 };

/* Days from `from` to the one before `until`. */
struct day_range {
    date from;
    date until;
};

/* Months since the year 0. */
int month_number(date day);
date month_begins(int month);
/* Whether all of the month of `day` has come by `today`: what was incurred in it can be known. */
bool month_is_over(date day, date today);
/* The month that begins the fiscal year in which `month` stands; `first_month` is 1 to 12. */
int fiscal_year_begins(int month, int first_month);

/* U.R. 17(7), 18(19). The last four go up to the day itself. */
enum calculation_period {
    PREVIOUS_FISCAL_YEAR,
    PREVIOUS_CALENDAR_YEAR,
    QUARTER_TO_DATE,
    MONTH_TO_DATE,
    FISCAL_YEAR_TO_DATE,
    CALENDAR_YEAR_TO_DATE,
    CALCULATION_PERIODS
};
extern const char *const CALCULATION_PERIOD_WORDS[CALCULATION_PERIODS];

/* Quarters are those of the fiscal year. Of a day that is not given, no range: both ends are not given. */
struct day_range calculation_range(enum calculation_period period, date day, int first_month);

/* The day behind the whole of a period to date, and not only behind the day itself. */
date calculation_period_ends(enum calculation_period period, date day, int first_month);

/* The day behind the last day whose period it is too: that of a previous year serves all days of the year
 * behind it. */
date calculation_period_serves(enum calculation_period period, date day, int first_month);

static inline bool period_is_past(enum calculation_period period) {
    return period == PREVIOUS_FISCAL_YEAR || period == PREVIOUS_CALENDAR_YEAR;
}

#endif
