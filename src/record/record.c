#include "record/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "record/pages.h"
#include "record/schema.h"

/* ---- what goes wrong ---- */

usmca_status record_failed(const struct record *record, usmca_error *error) {
    const char *said = record->database != NULL ? sqlite3_errmsg(record->database) : "out of memory";
    const uint64_t page = record->database != NULL ? pages_damaged(record->database) : 0;
    if (page != 0)
        return record_damaged(record, error, "page %llu of the file is not what was written",
                              (unsigned long long)page);
    switch (record->database != NULL ? sqlite3_errcode(record->database) : SQLITE_NOMEM) {
    case SQLITE_NOMEM:
        return error_memory(error);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:
        return error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0, "the record is damaged: %s", said);
    case SQLITE_BUSY:
        return error_set(error, USMCA_ERROR_IO, record->path, 0, 0, "another program is writing it: %s",
                         said);
    default:
        return error_set(error, USMCA_ERROR_IO, record->path, 0, 0, "cannot use the record: %s", said);
    }
}

usmca_status record_damaged(const struct record *record, usmca_error *error, const char *format, ...) {
    char said[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    return error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0, "the record is damaged: %s", said);
}

/* ---- statements ---- */

usmca_status record_run_sql(struct record *record, const char *sql, usmca_error *error) {
    return sqlite3_exec(record->database, sql, NULL, NULL, NULL) == SQLITE_OK ? USMCA_OK
                                                                              : record_failed(record, error);
}

usmca_status record_prepare(const struct record *record, sqlite3_stmt **out, const char *sql,
                            usmca_error *error) {
    return sqlite3_prepare_v2(record->database, sql, -1, out, NULL) == SQLITE_OK
               ? USMCA_OK
               : record_failed(record, error);
}

usmca_status record_step(const struct record *record, sqlite3_stmt *statement, bool *row,
                         usmca_error *error) {
    int status = sqlite3_step(statement);
    *row = status == SQLITE_ROW;
    return *row || status == SQLITE_DONE ? USMCA_OK : record_failed(record, error);
}

usmca_status record_execute(const struct record *record, sqlite3_stmt *statement, usmca_error *error) {
    bool row = false;
    usmca_status status = record_step(record, statement, &row, error);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}

usmca_status record_number(const struct record *record, const char *sql, int64_t otherwise, int64_t *number,
                           usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *number = otherwise;
    usmca_status status = record_prepare(record, &statement, sql, error);
    if (status == USMCA_OK)
        status = record_step(record, statement, &row, error);
    if (status == USMCA_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

struct text record_bytes(sqlite3_stmt *statement, int column) {
    const char *bytes = sqlite3_column_blob(statement, column);
    return (struct text){bytes, (size_t)sqlite3_column_bytes(statement, column)};
}

struct text record_text(sqlite3_stmt *statement, int column) {
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return (struct text){text, (size_t)sqlite3_column_bytes(statement, column)};
}

void record_bind_text(sqlite3_stmt *statement, int place, struct text text) {
    sqlite3_bind_text64(statement, place, text.length > 0 ? text.data : "", text.length, SQLITE_STATIC,
                        SQLITE_UTF8);
}

void record_bind_bytes(sqlite3_stmt *statement, int place, struct text bytes) {
    sqlite3_bind_blob64(statement, place, bytes.length > 0 ? bytes.data : "", bytes.length, SQLITE_STATIC);
}

/* ---- opening ---- */

enum { HEADER = 100, PAGE_SIZE_AT = 16, RESERVED_AT = 20, FORMAT_AT = 60, APPLICATION_AT = 68 };

static uint32_t number_at(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static usmca_status check_header(const char *path, const unsigned char *header, ssize_t got,
                                 usmca_error *error) {
    static const char MAGIC[16] = "SQLite format 3";
    if (got == 0)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "it is empty, and no record");
    if (got < HEADER || memcmp(header, MAGIC, sizeof MAGIC) != 0)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a record: it is no file of SQLite");
    if (number_at(header + APPLICATION_AT) != RECORD_APPLICATION)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                         "not a record: it is a database of another program");
    if ((header[PAGE_SIZE_AT] << 8 | header[PAGE_SIZE_AT + 1]) != RECORD_PAGE ||
        header[RESERVED_AT] != RECORD_SUM)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                         "the record is damaged: its pages are not those of a record");
    if (number_at(header + FORMAT_AT) != RECORD_FORMAT)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                         "the record has format %u, and this program knows format %d",
                         number_at(header + FORMAT_AT), RECORD_FORMAT);
    return USMCA_OK;
}

/* Before SQLite sees it. */
static usmca_status look_at(const char *path, usmca_error *error) {
    struct stat found;
    unsigned char header[HEADER];
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    usmca_status status = USMCA_OK;
    ssize_t got = 0;
    if (fstat(descriptor, &found) != 0 || !S_ISREG(found.st_mode))
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a record: it is no regular file");
    else if ((got = file_read_at(descriptor, header, sizeof header, 0)) < 0)
        status = error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
    else
        status = check_header(path, header, got, error);
    close(descriptor);
    return status;
}

/* file:PATH, with what means something in it escaped. */
static void put_address(struct buffer *out, const char *path, const char *parameters) {
    buffer_string(out, path[0] == '/' ? "file://" : "file:");
    for (const char *at = path; *at != '\0'; at++) {
        char escaped[4];
        if (*at == '%' || *at == '?' || *at == '#') {
            snprintf(escaped, sizeof escaped, "%%%02x", (unsigned char)*at);
            buffer_string(out, escaped);
        } else {
            buffer_char(out, *at);
        }
    }
    buffer_string(out, parameters);
    buffer_char(out, '\0');
}

bool record_has_log(const char *path) {
    struct buffer name = {0};
    struct stat found;
    buffer_string(&name, path);
    buffer_put(&name, "-wal", sizeof "-wal");
    bool there = name.failed || (stat(name.data, &found) == 0 && found.st_size > 0);
    buffer_free(&name);
    return there;
}

static const char FIRST_READ[] = "SELECT count(*) FROM sqlite_schema";

/* A trial reads, since SQLite opens nothing before. */
static bool try_open(struct record *record, int flags, const char *parameters) {
    struct buffer address = {0};
    put_address(&address, record->path, parameters);
    sqlite3_close_v2(record->database);
    record->database = NULL;
    bool opened = !address.failed &&
                  sqlite3_open_v2(address.data, &record->database,
                                  flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, RECORD_VFS) == SQLITE_OK;
    buffer_free(&address);
    if (!opened)
        return false;
    enum { PATIENCE = 60000 }; /* milliseconds: somebody else adds a run */
    sqlite3_busy_timeout(record->database, PATIENCE);
    sqlite3_extended_result_codes(record->database, 0);
    return sqlite3_exec(record->database, FIRST_READ, NULL, NULL, NULL) == SQLITE_OK;
}

static bool cannot_write(const struct record *record) {
    int code = record->database != NULL ? sqlite3_errcode(record->database) : SQLITE_NOMEM;
    return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM || code == SQLITE_IOERR;
}

/* What only reads may have a medium that takes nothing, where SQLite has to be told that nobody writes. */
static usmca_status open_database(struct record *record, enum record_opening opening, usmca_error *error) {
    if (try_open(record, SQLITE_OPEN_READWRITE, ""))
        return USMCA_OK;
    if (opening == RECORD_TO_WRITE || !cannot_write(record))
        return record_failed(record, error);
    if (try_open(record, SQLITE_OPEN_READONLY, ""))
        return USMCA_OK;
    if (record_has_log(record->path))
        return error_set(error, USMCA_ERROR_IO, record->path, 0, 0,
                         "a log with what was last added lies beside it: it has to be where both can be "
                         "written");
    return cannot_write(record) && try_open(record, SQLITE_OPEN_READONLY, "?immutable=1")
               ? USMCA_OK
               : record_failed(record, error);
}

/* Whoever made the file may have put other tables, views and triggers in it, which run when it is used. */
static usmca_status check_schema(const struct record *record, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    size_t count = 0;
    usmca_status status = record_prepare(
        record, &statement, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid", error);
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row) {
        const char *expected = RECORD_SCHEMA[count];
        if (expected == NULL || !text_is(record_text(statement, 0), expected))
            status = record_damaged(record, error, "its tables are not those of a record");
        else
            count++;
    }
    sqlite3_finalize(statement);
    if (status == USMCA_OK && RECORD_SCHEMA[count] != NULL)
        status = record_damaged(record, error, "tables are missing");
    return status;
}

static usmca_status begin(struct record *record, enum record_opening opening, usmca_error *error) {
    static const char READING[] = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                  "PRAGMA cache_size = -65536; PRAGMA mmap_size = 0; BEGIN";
    /* what is deleted is overwritten; a power failure loses nothing that was said to be kept; rows point to a
     * run that is written behind them, and record_verify looks at all that point somewhere */
    static const char WRITING[] = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                  "PRAGMA cache_size = -131072; PRAGMA synchronous = FULL;"
                                  "PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;"
                                  "PRAGMA temp_store = MEMORY; BEGIN IMMEDIATE";
    usmca_status status = record_run_sql(record, opening == RECORD_TO_WRITE ? WRITING : READING, error);
    record->writing = status == USMCA_OK && opening == RECORD_TO_WRITE;
    return status;
}

usmca_status record_open(struct record **out, const char *path, enum record_opening opening,
                         usmca_error *error) {
    *out = NULL;
    usmca_status status = look_at(path, error);
    if (status == USMCA_OK)
        status = sqlite_load(error);
    if (status == USMCA_OK)
        status = pages_register(error);
    struct record *record = status == USMCA_OK ? calloc(1, sizeof *record) : NULL;
    if (record == NULL)
        return status == USMCA_OK ? error_memory(error) : status;
    record->path = path;
    status = open_database(record, opening, error);
    if (status == USMCA_OK && record_has_log(path)) /* of one that was killed */
        (void)sqlite3_wal_checkpoint_v2(record->database, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    if (status == USMCA_OK)
        status = begin(record, opening, error);
    if (status == USMCA_OK)
        status = check_schema(record, error);
    if (status != USMCA_OK) {
        record_close(record);
        return status;
    }
    *out = record;
    return USMCA_OK;
}

/* Into the file, so that it is one again; where somebody reads, the last of them does it. */
static usmca_status bring_to_rest(struct record *record, usmca_error *error) {
    int status = sqlite3_wal_checkpoint_v2(record->database, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (status == SQLITE_OK || status == SQLITE_BUSY || status == SQLITE_LOCKED)
        return USMCA_OK;
    return error_set(error, USMCA_ERROR_IO, record->path, 0, 0,
                     "what was added is kept in the log beside the record, and not yet in the record: %s",
                     sqlite3_errmsg(record->database));
}

usmca_status record_commit(struct record *record, usmca_error *error) {
    usmca_status status = record_run_sql(record, "COMMIT", error);
    record->writing = status != USMCA_OK;
    return status == USMCA_OK ? bring_to_rest(record, error) : status;
}

void record_close(struct record *record) {
    if (record == NULL)
        return;
    if (record->writing)
        (void)sqlite3_exec(record->database, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close_v2(record->database);
    free(record);
}

/* ---- making ---- */

static usmca_status make(struct record *record, usmca_error *error) {
    char marks[128];
    int reserved = RECORD_SUM;
    (void)sqlite3_file_control(record->database, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
    snprintf(marks, sizeof marks, "PRAGMA page_size = %d; PRAGMA journal_mode = MEMORY; BEGIN", RECORD_PAGE);
    usmca_status status = record_run_sql(record, marks, error);
    for (int i = 0; RECORD_SCHEMA[i] != NULL && status == USMCA_OK; i++)
        status = record_run_sql(record, RECORD_SCHEMA[i], error);
    snprintf(marks, sizeof marks,
             "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT; PRAGMA journal_mode = WAL",
             RECORD_APPLICATION, RECORD_FORMAT);
    return status == USMCA_OK ? record_run_sql(record, marks, error) : status;
}

usmca_status record_create(const char *path, usmca_error *error) {
    struct record record = {.path = path};
    struct buffer address = {0};
    usmca_status status = sqlite_load(error);
    if (status == USMCA_OK)
        status = pages_register(error);
    if (status != USMCA_OK)
        return status;
    put_address(&address, path, "");
    bool opened =
        !address.failed && sqlite3_open_v2(address.data, &record.database,
                                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI,
                                           RECORD_VFS) == SQLITE_OK;
    status = opened ? make(&record, error) : record_failed(&record, error);
    sqlite3_close_v2(record.database);
    buffer_free(&address);
    return status;
}
