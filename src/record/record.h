#ifndef USMCA_RECORD_RECORD_H
#define USMCA_RECORD_RECORD_H

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "record/sqlite.h"

/* A record: a file of SQLite that keeps runs of a check, whole, and is only added to (docs/record.md).
 *
 * It is opened for one thing: to read, or to write one addition, which is in it whole or not at all. At rest
 * it is one file; while it is open SQLite has a log beside it. */

enum record_opening { RECORD_TO_READ, RECORD_TO_WRITE };

struct record {
    sqlite3 *database;
    const char *path;
    bool writing; /* a transaction is begun */
};

/* A new record without runs, at a path where nothing stands. */
usmca_status record_create(const char *path, usmca_error *error);
/* USMCA_ERROR_INPUT where it is no record, or one that this program does not know; USMCA_ERROR_IO where it
 * cannot be read. */
usmca_status record_open(struct record **out, const char *path, enum record_opening opening,
                         usmca_error *error);
/* Makes what was written last. Without it record_close leaves the record as it was. */
usmca_status record_commit(struct record *record, usmca_error *error);
void record_close(struct record *record);

/* ---- for the other files of this folder ---- */

/* Whether something that may not be in the file yet lies beside it. */
bool record_has_log(const char *path);
/* What SQLite says is wrong. */
usmca_status record_failed(const struct record *record, usmca_error *error);
/* What is wrong with the record itself. */
usmca_status record_damaged(const struct record *record, usmca_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
usmca_status record_run_sql(struct record *record, const char *sql, usmca_error *error);
usmca_status record_prepare(const struct record *record, sqlite3_stmt **out, const char *sql,
                            usmca_error *error);
/* One step of a statement; *row is false at its end. */
usmca_status record_step(const struct record *record, sqlite3_stmt *statement, bool *row, usmca_error *error);
/* A statement that gives no rows, once; it is ready to be bound again. */
usmca_status record_execute(const struct record *record, sqlite3_stmt *statement, usmca_error *error);
/* The only number that a query gives, `otherwise` where there is no row. */
usmca_status record_number(const struct record *record, const char *sql, int64_t otherwise, int64_t *number,
                           usmca_error *error);
/* Views of a column, until the next step. */
struct text record_bytes(sqlite3_stmt *statement, int column);
struct text record_text(sqlite3_stmt *statement, int column);
void record_bind_text(sqlite3_stmt *statement, int place, struct text text);
void record_bind_bytes(sqlite3_stmt *statement, int place, struct text bytes);

#endif
