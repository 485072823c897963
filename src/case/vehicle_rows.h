#ifndef USMCA_CASE_VEHICLE_ROWS_H
#define USMCA_CASE_VEHICLE_ROWS_H

#include "base/date.h"
#include "case/average_row.h"
#include "case/values.h"
#include "rulebook/model.h"

/* What a producer of vehicles states beside their bills of materials: its plants, its purchases of steel and
 * aluminum, and what it produced and spent month by month. */

/* A row of plants.csv: a plant of the producer, or of a supplier, in one period. */
struct plant_row {
    struct row_place place;
    struct text plant;
    struct text country;
    struct text producer; /* of vehicles, who operates the plant or has the contract */
    struct text currency; /* of the wage; that of the country where not given */
    struct amount wage;   /* average base hourly wage, U.R. 12, from `from` to `to` */
    date from;
    date to;
    enum plant_makes makes;
    struct total_amount capacity; /* a year */
    struct amount contract_years; /* of a supplier's plant; not given where the producer operates it */
    struct total_amount technology_wages; /* U.R. 18(9), in the period */
    struct total_amount production_wages;
};

/* A row of purchases.csv, U.R. 17. */
struct purchase_row {
    struct row_place place;
    struct text producer;
    struct hs_code hs;
    enum metal metal; /* needed for parts that may be of either */
    date from;
    date to;
    struct total_amount value; /* U.R. 17(6) */
    struct text currency;
    enum declared_origin origin;
    enum yes_or_no melted_and_poured; /* in the territory, U.R. 17(5)(b) */
    enum cost_basis basis;
    /* which vehicles they are for, where U.R. 17(9)(b) to (d) is to be used */
    struct text model_line;
    enum use class;
    struct text plant;
    enum yes_or_no exported;
};

/* On the basis of all vehicles of the category, or of those that are exported. */
enum vehicle_scope { SCOPE_ALL, SCOPE_EXPORTED, VEHICLE_SCOPES };
extern const char *const VEHICLE_SCOPE_WORDS[VEHICLE_SCOPES];

/* A row of vehicles.csv: the units of one vehicle that a plant produced in a month. */
struct vehicle_row {
    struct row_place place;
    struct text good_id;
    struct text producer;
    struct text model_line;
    enum use class;
    struct text plant;
    date month; /* any day of it */
    struct total_amount units;
    struct total_amount exported_units; /* of them: all or none */
    struct text currency;               /* of its amounts; that of the good where not given */
    struct total_amount net_cost;
    struct total_amount vnm;
    enum cost_basis basis;
    enum vehicle_category category;        /* U.R. 16(1) */
    enum vehicle_category labour_category; /* 18(15), where it is another */
    enum vehicle_scope scope;
    enum averaging_choice period;
    struct total_amount high_wage_labour;    /* U.R. 18(6), HWLC */
    struct total_amount high_wage_material;  /* HWM */
    struct total_amount high_wage_transport; /* U.R. 18(3)(c), 18(20) */
    struct text transport_provider; /* a plant of plants.csv: who moved the materials, and what it pays */
    struct total_amount purchases;  /* TAPV */
    struct total_amount high_wage_purchases; /* APV */
};

extern const struct column_table PLANT_COLUMNS;
extern const struct column_table PURCHASE_COLUMNS;
extern const struct column_table VEHICLE_COLUMNS;

#endif
