#include "record/kept_requests.h"

#include "record/chain.h"
#include "record/files.h"

static usmca_status first_number(const struct record *record, const char *sql, struct text bytes, bool blob,
                                 int64_t *number, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *number = 0;
    usmca_status status = record_prepare(record, &statement, sql, error);
    if (status == USMCA_OK) {
        if (blob)
            record_bind_bytes(statement, 1, bytes);
        else
            record_bind_text(statement, 1, bytes);
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && row)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

usmca_status kept_run_of(const struct record *record, const struct digest *results, int64_t *run,
                         usmca_error *error) {
    return first_number(record, "SELECT run FROM run WHERE results = ? ORDER BY run DESC LIMIT 1",
                        chain_bytes(results), true, run, error);
}

usmca_status kept_request_run(const struct record *record, struct text name, int64_t *run,
                              usmca_error *error) {
    return first_number(record, "SELECT run FROM attachment WHERE kind = 'request' AND name = ? LIMIT 1",
                        name, false, run, error);
}

usmca_status kept_each(const struct record *record, enum attachment_kind kind, kept_take take, void *context,
                       int64_t *expired, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    struct buffer bytes = {0};
    bool row = false;
    *expired = 0;
    usmca_status status = record_prepare(
        record, &statement, "SELECT file, name FROM attachment WHERE kind = ? ORDER BY attachment", error);
    if (status == USMCA_OK)
        record_bind_text(statement, 1, text_from(ATTACHMENT_WORDS[kind]));
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row) {
        bool there = false;
        bytes.length = 0;
        status = files_read(record, sqlite3_column_int64(statement, 0), &bytes, &there, error);
        if (status == USMCA_OK && bytes.failed)
            status = error_memory(error);
        *expired += !there;
        if (status == USMCA_OK && there)
            status = take(context, record_text(statement, 1), buffer_view(&bytes), error);
    }
    sqlite3_finalize(statement);
    buffer_free(&bytes);
    return status;
}
