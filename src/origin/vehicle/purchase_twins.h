#ifndef USMCA_ORIGIN_VEHICLE_PURCHASE_TWINS_H
#define USMCA_ORIGIN_VEHICLE_PURCHASE_TWINS_H

#include "origin/vehicle/vehicle_data.h"

/* Estimated and actual purchases of the same metal and vehicles, U.R. 17(8): sets ->has_actual and
 * ->has_estimate of data->purchase_standings, whose ->listed is set. The rows are in order. False where
 * memory is exhausted. */
bool purchase_twins_find(struct vehicle_data *data, struct arena *arena);

#endif
