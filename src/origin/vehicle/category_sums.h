#ifndef USMCA_ORIGIN_VEHICLE_CATEGORY_SUMS_H
#define USMCA_ORIGIN_VEHICLE_CATEGORY_SUMS_H

#include "origin/vehicle/category.h"
#include "origin/vehicle/conversion.h"
#include "value/average.h"

/* What the rows of a category come to in a period: the same for every vehicle of it, unless they are
 * in several currencies. */

struct category_period {
    struct day_range range;
    struct text currency; /* of the vehicle: of its rows that name none, and of sums of several currencies */
    date day;             /* of the vehicle, for rates */
};

/* Whether rows of which nobody knows the currency, of other vehicles, are in that of the vehicle: where it is
 * that of all goods, or they have not been read and it is that of goods that name none. The sums are then the
 * same for each vehicle of the category. */
bool category_in_one_currency(const struct vehicle_data *data, const struct category_period *period);

/* Net cost and the value of non-originating materials, U.R. 16(1). */
struct category_costs {
    bool any;
    bool complete; /* every row that counts, or may, is known to and states its costs */
    bool estimate_given;
    uint32_t estimated; /* rows among those of `used` */
    uint32_t months_missing;
    struct average_sums used;
    struct average_sums estimate;
    struct text currency; /* of the sums: that of all rows; empty is that of the period */
    struct conversions told;
};

struct category_costs category_costs_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                            const struct category_period *period);

/* U.R. 18(6): on net cost, or on total annual purchase value. */
enum labour_formula { FORMULA_NET_COST, FORMULA_PURCHASE_VALUE, LABOUR_FORMULAS };

/* High-wage amounts and what they are held against, as the rows state them. */
struct category_labour {
    bool whole;  /* no row lacks what the formula needs */
    bool stated; /* some row states a high-wage amount */
    bool estimated;
    size_t rows;
    size_t without_material; /* rows that do not state high-wage materials */
    uint32_t months_missing;
    total labour;          /* at plants that qualify in the month, U.R. 12 */
    total labour_unknown;  /* at plants whose wage is not known for it */
    total labour_left_out; /* at plants that do not qualify */
    total material;
    total transport; /* by providers that pay the wage, U.R. 12, 18(20) */
    total transport_unknown;
    total transport_left_out;
    total base;           /* net cost, or total annual purchase value */
    struct text currency; /* as above */
    struct text plant_unknown;
    struct conversions told; /* of wages, and of rows */
};

struct category_labour category_labour_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                              const struct category_period *period, bool past,
                                              enum labour_formula formula);

#endif
