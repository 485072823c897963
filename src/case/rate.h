#ifndef USMCA_CASE_RATE_H
#define USMCA_CASE_RATE_H

#include "base/date.h"
#include "case/values.h"

struct rate {
    struct text from;
    struct text to;
    date date;
    struct amount rate;
    bool rejected; /* its row is not used; a field that cannot be read is not given */
    bool twice;    /* another row of that day says otherwise */
};

struct rate_table {
    const struct rate *rows; /* by from, to, date; and behind them those that are rejected */
    size_t count;
    size_t lost_count;
};

/* A rate as it is applied: amount × rate, or amount ÷ rate. */
struct conversion {
    decimal rate;
    bool inverse;
    date day; /* that it is of; 0 where that is not said */
};

/* How two rates of one pair and of days that are near each other stand to each other. */
enum rate_accord {
    RATES_AGREE,
    RATES_DIFFER,  /* by more than rates move */
    RATES_INVERTED /* one is what the other is the other way round */
};

/* Percent: of the smaller, how far two may be apart; and within how much of the inverse one that is farther
 * than that from the rate itself is taken to be inverted. And the days within which two are of one time; a
 * rate from farther off than that is old. */
struct rate_bounds {
    decimal apart;
    decimal inverse;
    int days;
};

struct general;
/* Those of the rule book: <exchange-rate> of rules/usmca/general.xml, U.R. 2(1), 2(2). */
struct rate_bounds rate_bounds_of(const struct general *general);

/* Of two rates of one pair of currencies, and of one time, rates_near(). */
enum rate_accord rates_compare(struct conversion one, struct conversion other, struct rate_bounds bounds);
bool rates_near(date one, date other, struct rate_bounds bounds);

/* Sorts the rates, and marks those that contradict others. */
void rates_sort(struct rate_table *table, struct rate *rates, size_t count);

/* The first day behind `day` on which the table has another rate of the two currencies; 0 where it has none.
 */
date rates_next(const struct rate_table *rates, struct text from, struct text to, date day);

/* The rate from one currency to another in force on `day`: the latest not after it, in whichever direction.
 */
enum look_up rates_find(const struct rate_table *rates, struct text from, struct text to, date day,
                        struct conversion *found);

/* A rate of the table, and the row before it or behind it, of about its time, that contradicts it. */
struct checked_rate {
    enum look_up found;
    enum rate_accord accord;
    struct conversion used;
    struct conversion beside; /* where they do not agree */
};

/* The rate of rates_find(), held against those of the table before it and behind it. */
struct checked_rate rates_check(const struct rate_table *rates, struct text from, struct text to, date day,
                                struct rate_bounds bounds);

#endif
