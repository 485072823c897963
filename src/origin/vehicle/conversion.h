#ifndef USMCA_ORIGIN_VEHICLE_CONVERSION_H
#define USMCA_ORIGIN_VEHICLE_CONVERSION_H

#include "origin/vehicle/vehicle_data.h"

/* Amounts of a period in the currency of others. The regulations set no rate for sums of a period: as for a
 * purchase, U.R. 2(1), it is that in force at its time, here on its last day; where none is that old, the one
 * in force on the day of the good. */

/* A rate that is to be told of. */
struct told_conversion {
    const struct row_place *place; /* of the row whose amounts it is of; NULL where there is none */
    enum vehicle_file file;
    struct text from;
    struct text to;
    date day; /* that the rate was looked for */
    struct checked_rate rate;
};

/* What came of converting rows: of each kind the first. */
struct conversions {
    struct told_conversion failed; /* no rate, or one that another of its time contradicts */
    struct told_conversion old;    /* a rate of another time */
    bool unnamed;                  /* a row names no currency, and others do */
    date until;                    /* the last day before a later rate of the day of the good; 0 is any */
};

/* Of which amounts, and when. */
struct conversion_of {
    const struct vehicle_data *data;
    enum vehicle_file file;
    const struct row_place *place;
    date last; /* day of the period */
    date day;  /* of the good */
};

/* What one of them has to tell is what both have, where that has nothing of its own. */
void conversions_join(struct conversions *all, const struct conversions *one);

/* False where there is no rate that is believed, or the result does not fit. An empty currency is that of the
 * rest. */
bool conversion_of_total(const struct conversion_of *of, total *out, total amount, struct text from,
                         struct text to, struct conversions *told);
/* Whether `amount` is at least `least`, in another currency; unknown without a rate. Exact. */
enum result conversion_reaches(const struct conversion_of *of, decimal amount, struct text from,
                               decimal least, struct text to, struct conversions *told);

#endif
