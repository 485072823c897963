#ifndef USMCA_INTAKE_TABLE_FILE_H
#define USMCA_INTAKE_TABLE_FILE_H

#include "case/tables.h"
#include "intake/csv_source.h"
#include "intake/intake_file.h"
#include "intake/row_reader.h"

/* A file into its table. */

/* Reads a file, or the rows that a program gave (`given`, else NULL; `path` is then their name), and says on
 * `notices` which of its headers no column matches; `files`, which may be NULL, takes what is to be told of
 * it. */
usmca_status table_file_read(struct tables *tables, enum table_kind kind, const char *path,
                             const struct given_table *given, const struct profile *profile,
                             const struct hs_pattern *codes, struct rejects *rejects, struct buffer *notices,
                             struct intake_files *files, usmca_error *error);

/* Rejects a row that was read, for what showed later. */
void table_file_reject(const struct tables *tables, enum table_kind kind, const struct row_place *place,
                       const char *column, struct text reason, struct rejects *rejects);

/* The same for the message of a problem, whose {name} says what the row is about. */
void table_file_reject_problem(const struct tables *tables, enum table_kind kind,
                               const struct row_problem *problem, struct rejects *rejects);

#endif
