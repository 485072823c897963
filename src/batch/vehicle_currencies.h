#ifndef USMCA_BATCH_VEHICLE_CURRENCIES_H
#define USMCA_BATCH_VEHICLE_CURRENCIES_H

#include "batch/worker.h"
#include "origin/vehicle/vehicle_data.h"

/* A row of vehicles.csv that names no currency is in that of its good, and counts for every vehicle of its
 * category: of the goods that such rows are of, the currency is read before any good is determined. */

/* Says them to `data`; NULL where there is none. */
usmca_status batch_vehicle_currencies(const struct batch *batch, struct vehicle_data *data,
                                      usmca_error *error);

#endif
