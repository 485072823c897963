#ifndef USMCA_ORIGIN_VEHICLE_TABLE_S_H
#define USMCA_ORIGIN_VEHICLE_TABLE_S_H

#include "origin/vehicle/vehicle_data.h"

/* Which purchases are of steel or aluminum by Table S, and which of them estimates and actual figures of the
 * same. Fills data->purchase_standings; the rows are in order. False where memory is exhausted. */
bool table_s_prepare(struct vehicle_data *data, struct arena *arena);

#endif
