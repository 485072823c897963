#ifndef USMCA_INTAKE_TABLES_H
#define USMCA_INTAKE_TABLES_H

#include "intake/csv_source.h"
#include "intake/row_place.h"
#include "intake/row_reader.h"

/* The files that hold for a whole run, each read as a whole. */
enum table_kind {
    TABLE_DOCUMENTS,
    TABLE_STATEMENT_MATERIALS,
    TABLE_RATES,
    TABLE_DUTIES,
    TABLE_MOVEMENTS,
    TABLE_LEDGER,
    TABLE_BASES,
    TABLE_LOANS,
    TABLE_PAYMENTS,
    TABLE_YIELDS,
    TABLE_AVERAGES,
    TABLE_PLANTS,
    TABLE_PURCHASES,
    TABLE_VEHICLES,
    TABLES
};

/* The name of its file in a profile and, with two dashes before it, on the command line. */
extern const char *const TABLE_NAMES[TABLES];

struct table {
    const struct column_table *columns; /* once it has a row */
    void *rows;                         /* records of its columns */
    size_t count;
    size_t room;
    const char *path; /* borrowed; NULL where it was not read */
    char delimiter;
    uint32_t *fields; /* which field of a row each column is; CSV_MOST_FIELDS where it is none */
};

struct tables {
    struct arena arena;
    struct table of[TABLES];
    bool duties_given;
    void *document_places;
    uint64_t rows; /* read, the rejected ones among them */
};

/* The records of a table, as its own type. */
#define TABLE_ROWS(tables, kind, type) ((type *)(tables)->of[kind].rows)

/* Reads a file; *unknown (in the arena of the tables) names the headers that no column matches. */
usmca_status tables_read(struct tables *tables, enum table_kind kind, const char *path,
                         const struct profile *profile, const struct hs_pattern *codes,
                         struct rejects *rejects, struct text *unknown, usmca_error *error);

/* A zeroed record behind the last, not yet counted; NULL when memory is exhausted. */
void *tables_next(struct tables *tables, enum table_kind kind);

/* Rejects a row that was read, for what showed later. */
void tables_reject(const struct tables *tables, enum table_kind kind, const struct row_place *place,
                   const char *column, struct text reason, struct rejects *rejects);

/* The same for the message of a problem, whose {name} says what the row is about. */
void tables_reject_problem(const struct tables *tables, enum table_kind kind,
                           const struct row_problem *problem, struct rejects *rejects);

/* Puts the tables in order, and marks rows that contradict others. */
void tables_finish(struct tables *tables, struct case_setting *setting);
void tables_free(struct tables *tables);

#endif
