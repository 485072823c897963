#ifndef USMCA_VALUE_VEHICLE_DATA_H
#define USMCA_VALUE_VEHICLE_DATA_H

#include "intake/vehicle_rows.h"
#include "value/average.h"
#include "value/fiscal.h"

/* The rows of plants.csv, purchases.csv and vehicles.csv, checked against each other and in order. */

enum vehicle_file { FILE_PLANTS, FILE_PURCHASES, FILE_VEHICLES, VEHICLE_FILES };

/* Whether another row says the same of actual costs, or of estimated ones. */
enum twin { TWIN_NONE, TWIN_OF_ESTIMATE, TWIN_OF_ACTUAL };

struct vehicle_data {
    const struct vehicle_provisions *provisions;
    const struct hs_editions *editions;
    enum hs_edition edition; /* of the codes of purchases */
    enum hs_edition book_edition;
    int first_month; /* of the fiscal year, 1 to 12 */
    bool given[VEHICLE_FILES];
    bool broken[VEHICLE_FILES]; /* rows were rejected: nothing of the file can be told */
    struct plant_row *plants;   /* by plant and period */
    size_t plant_count;
    struct purchase_row *purchases; /* by producer and period */
    size_t purchase_count;
    enum twin *purchase_twins;
    enum metal *purchase_metals; /* METAL_NONE where Table S does not list it */
    struct vehicle_row *vehicles;
    size_t vehicle_count;
    enum twin *vehicle_twins;
    struct row_problem *problems[VEHICLE_FILES];
    size_t problem_count[VEHICLE_FILES];
};

/* Sorts and checks the rows that `data` was given. False where memory is exhausted. */
bool vehicle_data_prepare(struct vehicle_data *data, struct arena *arena);

/* A row that names no producer is of every one: a file of a single producer. */
static inline bool vehicle_producer_is(struct text of_row, struct text producer) {
    return of_row.length == 0 || text_equal(of_row, producer);
}

/* The row of the vehicle in the month of `day`, or else in its fiscal year, or else any; NULL where it has
 * none. */
const struct vehicle_row *vehicle_row_of(const struct vehicle_data *data, struct text good_id, date day);

/* Whether a row counts with `of`: in its category and scope, and as actual costs where these are given (or as
 * estimated ones, where `estimates` prefers them). CATEGORY_NONE is the vehicle itself. */
bool vehicle_row_counts(const struct vehicle_data *data, size_t row, const struct vehicle_row *of,
                        bool estimates);

/* Net cost and the value of non-originating materials of the category that the producer chose, U.R. 16(1) and
 * 16(8), 20(6): as averages_find(). `data` may be NULL. */
enum average_answer vehicles_average(const struct vehicle_data *data, struct text good_id, date day,
                                     struct average *out);

#endif
