#ifndef USMCA_VALUE_PURCHASES_H
#define USMCA_VALUE_PURCHASES_H

#include "value/vehicle_data.h"

/* Steel and aluminum purchases of a producer of vehicles, U.R. 17. */

/* Which purchases are counted, U.R. 17(9): for all vehicles, those exported, or those of a category of 16(1).
 */
struct purchases_basis {
    enum vehicle_category category; /* CATEGORY_NONE: of all */
    enum vehicle_scope scope;
};

struct purchases_outcome {
    enum result result;
    bool known; /* some period can be told; else what follows is empty */
    enum calculation_period period;
    struct day_range range;
    struct purchases_basis basis;
    total originating;
    total unsaid; /* originating, but whether melted and poured in the territory is not said, U.R. 17(5)(b) */
    total all;
    int64_t percent;    /* decimal_percent of `originating` */
    bool estimated;     /* some of the rows, U.R. 17(8) */
    bool estimate_held; /* the estimates reached what is required, and the actual purchases do not, U.R.
                           17(11) */
    int64_t estimate_percent;
    size_t rows;
    size_t beside; /* rows of the producer that Table S does not list */
};

/* The best of the periods and bases that the rows cover, for a vehicle of `producer` on `day`. `of` is a row
 * of the vehicle, for the categories of U.R. 17(9)(c) and (d); or NULL. */
struct purchases_outcome purchases_reckon(const struct vehicle_data *data, struct text producer,
                                          const struct vehicle_row *of, date day,
                                          const struct purchases_requirement *required);

#endif
