#ifndef USMCA_ORIGIN_VEHICLE_PLANTS_H
#define USMCA_ORIGIN_VEHICLE_PLANTS_H

#include "origin/vehicle/conversion.h"

/* Whether the plant is a qualifying wage-rate plant on the day, U.R. 12 and 18(5): by the average wage of the
 * period that certifies it for that day. Unknown where no row does; *row (which may be NULL) is the one that
 * does. What there is to tell of how its wage was converted is added to `told`. */
enum result plant_qualifies(const struct vehicle_data *data, struct text plant, date day,
                            const struct plant_row **row, struct conversions *told);

/* The last day of the period for which a row that qualifies certifies the plant as it is on the day, U.R.
 * 18(5); 0 where none does. */
date plant_qualifies_until(const struct vehicle_data *data, struct text plant, date day);

/* Wages at the corporate level, U.R. 18(9), 18(10), in one period of 18(19): of all plants of the producer in
 * the territory, each of which has to state what it paid for direct production on every day of the period. */
struct technology {
    bool known;
    struct total_share share; /* for technology, of all for production */
    enum calculation_period period;
    struct day_range range;
    struct text lacking; /* a plant whose wages are not stated for the previous year; or empty */
    bool unconverted;    /* no rate between the currencies of its plants */
    struct conversions told;
};

/* The best of the periods: the previous years, and those to date; a month alone only where neither previous
 * year is stated. */
struct technology plants_technology(const struct vehicle_data *data, struct text producer, date day);

/* A plant of the producer, or with a long-term contract, that has the capacity, U.R. 18(12) to 18(14).
 * Unknown where the wage of one that has it is not known, or where the producer states no plant. */
enum result plants_assembly(const struct vehicle_data *data, const struct vehicle_class *vehicle_class,
                            struct text producer, date day, const struct plant_row **row,
                            struct conversions *told);

#endif
