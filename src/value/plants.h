#ifndef USMCA_VALUE_PLANTS_H
#define USMCA_VALUE_PLANTS_H

#include "value/vehicle_data.h"

/* Whether the plant is a qualifying wage-rate plant on the day, U.R. 12 and 18(5): by the average wage of the
 * period that certifies it for that day. Unknown where no row does; *row (which may be NULL) is the one that
 * does. */
enum result plant_qualifies(const struct vehicle_data *data, struct text plant, date day,
                            const struct plant_row **row);

/* Wages of the producer's plants at the corporate level, U.R. 18(9), 18(10): of the latest row of each plant
 * that begins not after the day. False where no row states them. */
bool plants_technology(const struct vehicle_data *data, struct text producer, date day,
                       struct total_share *share);

/* A plant of the producer, or with a long-term contract, that has the capacity, U.R. 18(12) to 18(14).
 * Unknown where the wage of one that has it is not known, or where the producer states no plant. */
enum result plants_assembly(const struct vehicle_data *data, const struct vehicle_class *vehicle_class,
                            struct text producer, date day, const struct plant_row **row);

#endif
