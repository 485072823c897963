#ifndef USMCA_ORIGIN_VEHICLE_CONVERSION_H
#define USMCA_ORIGIN_VEHICLE_CONVERSION_H

#include "origin/vehicle/vehicle_data.h"

/* Amounts of a period in the currency of others. The regulations set no rate for sums of a period: as for a
 * purchase, U.R. 2(1), it is that in force at its time, here on its last day; where none is that old, the one
 * in force on the day of the good. */

/* False where there is no rate, or the result does not fit. An empty currency is that of the rest. */
bool conversion_of_total(const struct vehicle_data *data, total *out, total amount, struct text from,
                         struct text to, date last, date day);
/* Whether `amount` is at least `least`, in another currency; unknown without a rate. Exact. */
enum result conversion_reaches(const struct vehicle_data *data, decimal amount, struct text from,
                               decimal least, struct text to, date last, date day);

#endif
