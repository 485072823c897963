#ifndef USMCA_API_BATCH_H
#define USMCA_API_BATCH_H

#include "api/kept.h"
#include "batch/read_tables.h"

/* What usmca_batch is made of. */

/* A file, rows, or nothing. */
struct batch_table {
    char *path; /* of rows: the name of the table */
    struct given_table *given;
};

/* A flat file, behind those of enum table_kind, INPUT_GOODS and INPUT_LINES. */
enum { BATCH_FLAT = INPUTS, BATCH_INPUTS };

struct usmca_batch {
    const struct usmca_rulebook *book;
    struct arena arena; /* of what was set */
    struct case_setting setting;
    const char *profile;
    const char *good;
    int first_month;
    int threads;
    struct batch_table tables[BATCH_INPUTS];
    bool wanted[BATCH_OUTPUTS];
    /* of the last run */
    bool done;
    struct kept kept[BATCH_OUTPUTS];
    struct buffer summary;
};

/* BATCH_INPUTS where there is no such table of goods. */
int batch_table_named(const char *name);
/* Where a table of that name may be put, which was not given yet; else NULL, and why. */
struct batch_table *batch_table_place(usmca_batch *batch, const char *name, usmca_error *error);
/* A table at its place, as the functions of a batch give it. */
usmca_status batch_table_file(struct batch_table *place, const char *path, usmca_error *error);
usmca_status batch_table_rows(struct batch_table *place, const char *table, const char *const columns[],
                              size_t count, usmca_next_row next, void *context, usmca_error *error);
/* Releases the stream in any case; no place is an argument error, which was said. */
usmca_status batch_table_arrow(struct batch_table *place, const char *table, struct ArrowArrayStream *stream,
                               usmca_error *error);
void batch_table_free(struct batch_table *place);
/* Begins a table of rows. One without columns, of which none can have a row, has those that its rows need. */
usmca_status batch_table_begin(struct given_table *given, const char *table, struct text names[],
                               size_t count, usmca_error *error);
/* That a table has no columns, or too many. */
usmca_status batch_table_unfit(const char *table, usmca_error *error);
/* Gives the rows to the batch, whose they are then. */
usmca_status batch_table_take(struct batch_table *place, struct given_table *given, usmca_error *error);
/* BATCH_OUTPUTS where there is none of that name. */
int batch_output_named(const char *name);

#endif
