#ifndef USMCA_ORIGIN_VEHICLE_PURCHASES_H
#define USMCA_ORIGIN_VEHICLE_PURCHASES_H

#include "origin/vehicle/conversion.h"

/* Steel and aluminum purchases of a producer of vehicles, U.R. 17. */

/* Which purchases are counted, U.R. 17(9): for all vehicles, those exported, or those of a category of 16(1).
 */
struct purchases_basis {
    enum vehicle_category category; /* CATEGORY_NONE: of all */
    enum vehicle_scope scope;
};

/* Why it is not known whether a row counts. */
enum purchase_doubt {
    DOUBT_NONE,
    DOUBT_CODE,     /* its code is too short for Table S, or some of the codes that it may have are listed */
    DOUBT_PRODUCER, /* it names no producer, and others do */
    DOUBT_PERIOD,   /* it reaches past the day of a period to date */
    DOUBT_ESTIMATE, /* actual purchases beside it may be the same */
    PURCHASE_DOUBTS
};
extern const char *const PURCHASE_DOUBT_WORDS[PURCHASE_DOUBTS];

struct purchases_outcome {
    enum result result;
    bool known; /* some period can be told; else what follows is empty */
    bool given; /* some row states, or may state, purchases of the metal by the producer, in any period */
    enum calculation_period period;
    struct day_range range;
    date until; /* the last day that the figures serve */
    struct purchases_basis basis;
    total originating;
    total unsaid; /* originating, but whether melted and poured in the territory is not said, U.R. 17(5)(b) */
    total all;    /* of the rows that count, and those in doubt that would not help */
    total doubtful;     /* of rows that may not count */
    total doubtful_for; /* what may help of it */
    total doubtful_against;
    enum purchase_doubt doubt;
    const struct row_place *doubtful_row; /* the first of them */
    int64_t percent;                      /* decimal_percent of `originating` */
    bool estimated;                       /* some of the rows, U.R. 17(8) */
    bool estimate_held; /* the estimates reached what is required, and the actual purchases do not, U.R.
                           17(11) */
    int64_t estimate_percent;
    bool
        unconverted; /* no rate, or no currency, for amounts of a period that it otherwise could be told of */
    struct conversions told;
    bool plants_differ;   /* of a vehicle of several plants, whose categories come out otherwise */
    struct text currency; /* of these amounts; empty where the rows name none */
    size_t rows;
    size_t beside; /* rows of the producer that Table S does not list */
};

/* The best of the periods and bases that the rows cover, for a vehicle of `producer` on `day`. `of` is a row
 * of the vehicle, for the categories of U.R. 17(9)(c) and (d); or NULL. `melted` is what is asked of the
 * metal besides; or NULL. */
struct purchases_outcome purchases_reckon(const struct vehicle_data *data, struct text producer,
                                          const struct vehicle_row *of, date day,
                                          const struct purchases_requirement *required,
                                          const struct melted_provision *melted);

#endif
