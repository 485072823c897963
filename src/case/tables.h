#ifndef USMCA_CASE_TABLES_H
#define USMCA_CASE_TABLES_H

#include "base/arena.h"
#include "base/error.h"
#include "case/columns.h"
#include "case/row_place.h"
#include "case/setting.h"

/* The rows of the files that hold for a whole run. */
enum table_kind {
#define INPUT_TABLE(kind, name, columns, user, holds) TABLE_##kind,
#include "case/tables.def"
#undef INPUT_TABLE
    TABLES
};

/* Any input file: one of the above, or one of goods or of their lines, which are rows of a flat file too. */
enum { INPUT_GOODS = TABLES, INPUT_LINES, INPUTS };

/* What reads a table. */
enum table_user {
    TABLE_OF_CASE,
    TABLE_OF_INVENTORY,
    TABLE_OF_COST,
    TABLE_OF_PAPERS,
    TABLE_OF_CLAIMS,
    TABLE_USERS
};

struct input_table {
    const char *name;
    const struct column_table *columns;
    enum table_user user;
    const char *holds; /* in words; NULL where the next of the same user says it */
};

extern const struct input_table INPUT_TABLES[TABLES];

/* Any input file by its name in a profile. A flat file is two tables in one. */
struct input_file {
    const char *name;
    const struct column_table *first;
    const struct column_table *second; /* or NULL */
};

/* False where there is none of that name. */
bool input_file_named(struct input_file *out, struct text name);

/* TABLES where there is none of that name. */
enum table_kind table_named(const char *name);

struct table {
    void *rows; /* records of its columns */
    size_t count;
    size_t room;
    bool given;        /* whether it has rows or not */
    bool broken;       /* rows were rejected: what needs all of them cannot be told */
    const char *path;  /* borrowed; NULL where it was not read from a file */
    const char *sheet; /* of a workbook: its name within `path`; else NULL */
    bool numbered;     /* a place in it is a row and a column */
    char delimiter;
    uint32_t *fields; /* which field of a row each column is; CSV_MOST_FIELDS where it is none */
};

struct tables {
    struct arena arena;
    struct table of[TABLES];
    struct document_table documents; /* in order, once tables_sort() was called */
    uint64_t rows;                   /* read, the rejected ones among them */
};

/* The records of a table, as its own type. */
#define TABLE_ROWS(tables, kind, type) ((type *)(tables)->of[kind].rows)

/* A zeroed record behind the last, not yet counted; NULL when memory is exhausted. */
void *tables_next(struct tables *tables, enum table_kind kind);

/* Puts documents, rates and duties in order for `setting`, which then points into the tables, and marks rows
 * that contradict others. */
void tables_sort(struct tables *tables, struct case_setting *setting);
void tables_free(struct tables *tables);

#endif
