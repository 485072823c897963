#ifndef USMCA_ORIGIN_VEHICLE_CATEGORY_H
#define USMCA_ORIGIN_VEHICLE_CATEGORY_H

#include "base/buffer.h"
#include "origin/vehicle/vehicle_data.h"

/* The category of vehicles that a producer averages one with, U.R. 16(1), 18(15), 20(6): which rows of
 * vehicles.csv are of it. */

/* The rows of vehicles.csv among which are all of the category of `of`. */
struct row_span vehicle_rows_of_category(const struct vehicle_data *data, const struct vehicle_row *of);

/* Whether a row counts with `of`: in its category and scope, and as actual costs where these are given (or as
 * estimated ones, where `estimates` prefers them). CATEGORY_NONE is the vehicle itself. Unknown where it
 * would, but for its producer. */
enum result vehicle_row_counts(const struct vehicle_data *data, size_t row, const struct vehicle_row *of,
                               bool estimates);

/* How many months of `range`, within the Agreement, no row of the category of `of` states. */
uint32_t vehicle_months_missing(const struct vehicle_data *data, const struct vehicle_row *of,
                                struct day_range range);

/* The provision that lets vehicles of the class be averaged by the category, or NULL. */
const struct averaging_categories *vehicle_categories(const struct vehicle_data *data, enum use of_class,
                                                      enum vehicle_category category);

/* Writes all of `of` by which vehicle_row_counts(), vehicle_rows_of_category() and vehicle_months_missing()
 * tell rows apart: of two rows that come to the same bytes the same rows count. */
void category_put_key(struct buffer *out, const struct vehicle_row *of);

#endif
