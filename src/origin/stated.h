#ifndef USMCA_ORIGIN_STATED_H
#define USMCA_ORIGIN_STATED_H

#include "case/tables.h"
#include "origin/vehicle/vehicle_data.h"

/* What producers state of whole periods, beside bills of materials: averages.csv, plants.csv, purchases.csv,
 * vehicles.csv. */

struct stated {
    struct vehicle_data vehicles;
    struct row_problems problems[TABLES];
};

/* Reckons the tables that have been read, into `setting` (which then points into *stated and the arena of the
 * tables). `first_month` is that of the fiscal year, 1 to 12. Of a table that is broken nothing can be told.
 * Sorts the rows. */
usmca_status stated_reckon(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                           struct case_setting *setting, int first_month, usmca_error *error);

#endif
