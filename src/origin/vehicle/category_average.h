#ifndef USMCA_ORIGIN_VEHICLE_CATEGORY_AVERAGE_H
#define USMCA_ORIGIN_VEHICLE_CATEGORY_AVERAGE_H

#include "origin/vehicle/producer_figures.h"

/* Net cost and the value of non-originating materials of the category that the producer chose for the plant
 * of `of`, U.R. 16(1) and 16(8), 20(6): as averages_find(). `figures` may be NULL; `currency` is that of the
 * vehicle. */
enum average_answer vehicles_average(struct producer_figures *figures, const struct vehicle_data *data,
                                     const struct vehicle_row *of, date day, struct text currency,
                                     struct average *out, struct conversions *told);

#endif
