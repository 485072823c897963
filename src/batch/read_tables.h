#ifndef USMCA_BATCH_READ_TABLES_H
#define USMCA_BATCH_READ_TABLES_H

#include "batch/run.h"
#include "origin/stated.h"

/* The tables that hold for all goods of a run, read and made ready. */

struct table_inputs {
    const char *const *paths;               /* TABLES of them; NULL where there is no such table */
    const struct given_table *const *given; /* those of which a program gave the rows; or NULL */
    const struct profile *profile;
    int first_month; /* of the fiscal year */
    struct intake_files *files;
};

/* Rows that cannot be used are rejected in *result. `setting` points into *stated and *tables then. */
usmca_status batch_read_tables(const struct table_inputs *inputs, const struct usmca_rulebook *book,
                               struct case_setting *setting, struct tables *tables, struct stated *stated,
                               struct batch_result *result, usmca_error *error);

#endif
