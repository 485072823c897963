#ifndef USMCA_ORIGIN_VEHICLE_VEHICLE_DATA_H
#define USMCA_ORIGIN_VEHICLE_VEHICLE_DATA_H

#include "case/rate.h"
#include "case/vehicle_rows.h"
#include "origin/vehicle/row_index.h"
#include "value/fiscal.h"

/* The rows of plants.csv, purchases.csv and vehicles.csv, checked against each other and in order. */

enum vehicle_file { FILE_PLANTS, FILE_PURCHASES, FILE_VEHICLES, VEHICLE_FILES };

/* Whether another row says the same of actual costs, or of estimated ones. */
enum twin { TWIN_NONE, TWIN_OF_ESTIMATE, TWIN_OF_ACTUAL };

/* Whether it is the first row of the vehicle that a plant has, of any fiscal year or of its own. */
enum plant_turn { TURN_FIRST, TURN_OF_YEAR, TURN_AGAIN };

/* What a row of purchases.csv is beside the others. */
struct purchase_standing {
    enum result listed[METALS]; /* by Table S, of each metal: a short code may be listed or not */
    enum result has_actual; /* an estimate: actual purchases of the same metal stand beside it, U.R. 17(8) */
    enum result has_estimate; /* actual purchases: an estimate does */
};

struct vehicle_data {
    struct arena *arena; /* that it was prepared in */
    const struct vehicle_provisions *provisions;
    const struct hs_editions *editions;
    const struct text *cites;    /* of the provisions, struct general */
    enum edition_choice edition; /* of the codes of purchases; not given: that in force on their first day */
    int first_month;             /* of the fiscal year, 1 to 12 */
    date today;                  /* up to which actual costs can have been incurred */
    struct rate_table rates;
    struct rate_bounds rate_bounds;
    bool given[VEHICLE_FILES];
    bool broken[VEHICLE_FILES];          /* rows were rejected: nothing of the file can be told */
    bool producers_named[VEHICLE_FILES]; /* some row names its producer */
    bool several_producers;              /* in vehicles.csv */
    struct text currency;                /* of goods that name none */
    struct text *currencies;  /* of each row of `vehicles`: its own, or that of its good; or empty */
    bool goods_read;          /* of all goods of the run the currency is in it */
    bool several_currencies;  /* in them, or rows name one beside which others have none */
    struct plant_row *plants; /* by plant and period */
    size_t plant_count;
    struct purchase_row *purchases; /* by producer and period */
    size_t purchase_count;
    struct purchase_standing *purchase_standings;
    struct vehicle_row *vehicles;
    size_t vehicle_count;
    enum twin *vehicle_twins;
    enum plant_turn *vehicle_turns;
    const struct vehicle_row **by_plant; /* rows of `vehicles` by good and plant */
    size_t *plant_places;                /* of each row there */
    struct row_index by_producer[VEHICLE_FILES];
    struct row_index plants_by_name;
    struct row_index vehicles_by_good;
    struct row_index vehicles_by_class;
    struct row_index vehicles_by_model_line; /* and class */
    struct row_problem *problems[VEHICLE_FILES];
    size_t problem_count[VEHICLE_FILES];
};

/* Sorts and checks the rows that `data` was given. False where memory is exhausted. */
bool vehicle_data_prepare(struct vehicle_data *data, struct arena *arena);

/* The currency of the rows of a good that name none is that of the good: whoever reads it says it before any
 * is determined, of every good, and then that all are said. One that is not known, or said otherwise before,
 * is empty. False where memory is exhausted. */
bool vehicle_data_good_currency(struct vehicle_data *data, struct text good_id, struct text currency);
void vehicle_data_goods_read(struct vehicle_data *data);

/* Notes that a row cannot be used. */
void vehicle_data_blame(struct vehicle_data *data, enum vehicle_file file, const struct row_place *place,
                        const char *column, const char *message, struct text name);

/* The month, as month_number(), in which the fiscal year of the row begins. */
static inline int vehicle_fiscal_year(const struct vehicle_data *data, const struct vehicle_row *row) {
    return fiscal_year_begins(month_number(row->month), data->first_month);
}

/* Whether its units were exported: all, or none. */
static inline bool vehicle_row_exported(const struct vehicle_row *row) {
    return row->exported_units.given && row->exported_units.value > 0;
}

/* Unknown where one of them is not given. */
static inline enum result vehicle_same_text(struct text one, struct text other) {
    return text_equal(one, other)                 ? RESULT_PASS
           : one.length == 0 || other.length == 0 ? RESULT_UNKNOWN
                                                  : RESULT_FAIL;
}

/* Whether a row of the file is the producer's. In the file of a single producer no row needs to name it;
 * beside rows that do, or where there are several producers, a row that names none may be anybody's. */
enum result vehicle_producer_is(const struct vehicle_data *data, enum vehicle_file file, struct text of_row,
                                struct text producer);

/* The rows that are the producer's, or may be: for no other vehicle_producer_is() is anything but a fail. */
struct row_walk vehicle_rows_of_producer(const struct vehicle_data *data, enum vehicle_file file,
                                         struct text producer);

/* The rows of plants.csv for the plant. */
struct row_span vehicle_rows_of_plant(const struct vehicle_data *data, struct text plant);

/* The rows of vehicles.csv for the vehicle. */
struct row_span vehicle_rows_of_good(const struct vehicle_data *data, struct text good_id);

/* The row of the vehicle in the month of `day`, or else in its fiscal year, or else any; NULL where it has
 * none. */
const struct vehicle_row *vehicle_row_of(const struct vehicle_data *data, struct text good_id, date day);

/* Such a row of each plant that produced the vehicle in the fiscal year of `day`, or, where none did, at
 * all. */
struct plant_walk {
    const struct vehicle_data *data;
    struct row_span rows;
    date day;
    int year;
    bool any_year;
};

struct plant_walk vehicle_plants(const struct vehicle_data *data, struct text good_id, date day);
/* NULL at the end. */
const struct vehicle_row *vehicle_plants_next(struct plant_walk *walk);

#endif
