#include "record/files.h"

#include "record/chain.h"
#include "record/pack.h"

/* What a blob of SQLite may be. */
enum { MOST_BYTES = 1000000000 };

static usmca_status find(const struct record *record, const struct digest *digest, int64_t *file,
                         bool *has_content, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *file = 0;
    usmca_status status = record_prepare(
        record, &statement,
        "SELECT file, EXISTS (SELECT 1 FROM file_content WHERE file_content.file = file.file) FROM file "
        "WHERE digest = ?",
        error);
    if (status == USMCA_OK) {
        record_bind_bytes(statement, 1, chain_bytes(digest));
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && row) {
        *file = sqlite3_column_int64(statement, 0);
        *has_content = sqlite3_column_int(statement, 1) != 0;
    }
    sqlite3_finalize(statement);
    return status;
}

static usmca_status name_file(const struct record *record, const struct digest *digest, size_t length,
                              int64_t *file, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    usmca_status status =
        record_prepare(record, &statement, "INSERT INTO file (digest, length) VALUES (?, ?)", error);
    if (status != USMCA_OK)
        return status;
    record_bind_bytes(statement, 1, chain_bytes(digest));
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)length);
    status = record_execute(record, statement, error);
    *file = sqlite3_last_insert_rowid(record->database);
    sqlite3_finalize(statement);
    return status;
}

static usmca_status keep_content(const struct record *record, int64_t file, struct text bytes,
                                 usmca_error *error) {
    struct packer packer;
    struct buffer packed = {0};
    sqlite3_stmt *statement = NULL;
    usmca_status status = packer_begin(&packer, TEXT(""), error);
    if (status == USMCA_OK)
        status = packer_pack(&packer, &packed, bytes, error);
    if (status == USMCA_OK && packed.length > MOST_BYTES)
        status = error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0,
                           "a file is too large to be kept in the record: more than %d bytes", MOST_BYTES);
    if (status == USMCA_OK)
        status = record_prepare(record, &statement, "INSERT INTO file_content (file, packed) VALUES (?, ?)",
                                error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, file);
        record_bind_bytes(statement, 2, buffer_view(&packed));
        status = record_execute(record, statement, error);
    }
    sqlite3_finalize(statement);
    packer_end(&packer);
    buffer_free(&packed);
    return status;
}

usmca_status files_keep(const struct record *record, struct text bytes, struct digest *digest, int64_t *file,
                        usmca_error *error) {
    bool has_content = false;
    *digest = digest_of(bytes);
    usmca_status status = find(record, digest, file, &has_content, error);
    if (status == USMCA_OK && *file == 0)
        status = name_file(record, digest, bytes.length, file, error);
    if (status == USMCA_OK && !has_content)
        status = keep_content(record, *file, bytes, error);
    return status;
}

static usmca_status unpack(const struct record *record, sqlite3_stmt *statement, struct buffer *out,
                           usmca_error *error) {
    struct unpacker unpacker = {0};
    struct digest said;
    bool known = chain_digest(&said, statement, 0);
    bool unpacked = known && unpacker_unpack(&unpacker, out, record_bytes(statement, 2),
                                             (uint64_t)sqlite3_column_int64(statement, 1));
    unpacker_end(&unpacker);
    if (out->failed)
        return error_memory(error);
    struct digest found = digest_of(buffer_view(out));
    return unpacked && digest_equal(&found, &said)
               ? USMCA_OK
               : record_damaged(record, error, "a file is not what was kept");
}

usmca_status files_read(const struct record *record, int64_t file, struct buffer *out, bool *there,
                        usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    *there = false;
    usmca_status status = record_prepare(record, &statement,
                                         "SELECT digest, length, packed FROM file JOIN file_content USING "
                                         "(file) WHERE file = ?",
                                         error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, file);
        status = record_step(record, statement, there, error);
    }
    if (status == USMCA_OK && *there)
        status = unpack(record, statement, out, error);
    sqlite3_finalize(statement);
    return status;
}
