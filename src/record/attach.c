#include <string.h>

#include "record/add.h"
#include "record/chain.h"
#include "record/files.h"
#include "report/json_read.h"

const char *const ATTACHMENT_WORDS[ATTACHMENT_KINDS] = {"input", "certification", "proof", "request",
                                                        "answer"};

/* Whether the summary of the run says that a file of this digest was read. */
static usmca_status was_read(const struct record *record, int64_t summary, const struct digest *digest,
                             bool *read, usmca_error *error) {
    struct buffer bytes = {0};
    struct buffer hex = {0};
    bool there = false;
    usmca_status status = files_read(record, summary, &bytes, &there, error);
    json_t *object = NULL;
    if (status == USMCA_OK && there && !json_read(&object, buffer_view(&bytes), 0, NULL))
        status = error_memory(error);
    const json_t *intake = json_object_get(object, "intake");
    digest_print(&hex, digest);
    for (size_t i = 0; i < json_array_size(intake); i++)
        *read = *read || text_is(buffer_view(&hex), results_string(json_array_get(intake, i), "sha256"));
    if (status == USMCA_OK && (hex.failed || bytes.failed))
        status = error_memory(error);
    json_decref(object);
    buffer_free(&bytes);
    buffer_free(&hex);
    return status;
}

static usmca_status check_run(const struct record *record, const struct attachment *attachment,
                              const struct digest *digest, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    bool read = attachment->kind != ATTACHED_INPUT;
    usmca_status status = record_prepare(
        record, &statement, "SELECT summary, run IN (SELECT run FROM expiry) FROM run WHERE run = ?", error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, attachment->run);
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && !row)
        status = error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0, "there is no run %lld",
                           (long long)attachment->run);
    if (status == USMCA_OK && sqlite3_column_int(statement, 1) != 0)
        status =
            error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0,
                      "run %lld has expired: nothing is kept with it any more", (long long)attachment->run);
    if (status == USMCA_OK && !read)
        status = was_read(record, sqlite3_column_int64(statement, 0), digest, &read, error);
    sqlite3_finalize(statement);
    if (status == USMCA_OK && !read)
        status = error_set(error, USMCA_ERROR_INPUT, attachment->name, 0, 0,
                           "it is none of the files that the run was made from: the summary has no file of "
                           "its SHA-256");
    return status;
}

static usmca_status insert(const struct record *record, const struct attachment_row *row,
                           usmca_error *error) {
    sqlite3_stmt *add = NULL;
    usmca_status status =
        record_prepare(record, &add, "INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?)", error);
    if (status != USMCA_OK)
        return status;
    sqlite3_bind_int64(add, 1, row->attachment);
    sqlite3_bind_int64(add, 2, row->link);
    sqlite3_bind_int64(add, 3, row->run);
    record_bind_text(add, 4, row->kind);
    record_bind_text(add, 5, row->name);
    record_bind_text(add, 6, row->kept);
    sqlite3_bind_int64(add, 7, row->file);
    status = record_execute(record, add, error);
    sqlite3_finalize(add);
    return status;
}

usmca_status record_attach(struct record *record, const struct attachment *attachment, usmca_error *error) {
    const char *slash = strrchr(attachment->name, '/');
    struct attachment_row row = {.run = attachment->run,
                                 .kind = text_from(ATTACHMENT_WORDS[attachment->kind]),
                                 .name = text_from(slash != NULL ? slash + 1 : attachment->name),
                                 .kept = text_from(attachment->kept),
                                 .digest = digest_of(attachment->bytes)};
    usmca_status status = check_run(record, attachment, &row.digest, error);
    if (status == USMCA_OK)
        status = files_keep(record, attachment->bytes, &row.digest, &row.file, error);
    if (status == USMCA_OK)
        status =
            record_number(record, "SELECT max(attachment) + 1 FROM attachment", 1, &row.attachment, error);
    if (status == USMCA_OK)
        status = chain_next(record, &row.link, error);
    if (status != USMCA_OK)
        return status;
    struct digest content = chain_attachment(&row);
    status = chain_add(record, "attachment", row.link, &content, error);
    return status == USMCA_OK ? insert(record, &row, error) : status;
}
