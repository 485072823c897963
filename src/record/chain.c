#include "record/chain.h"

struct text chain_bytes(const struct digest *digest) {
    return (struct text){(const char *)digest->bytes, DIGEST_SIZE};
}

bool chain_digest(struct digest *out, sqlite3_stmt *statement, int column) {
    struct text bytes = record_bytes(statement, column);
    if (bytes.length != DIGEST_SIZE || bytes.data == NULL)
        return false;
    memcpy(out->bytes, bytes.data, DIGEST_SIZE);
    return true;
}

bool chain_read_determination(struct determination_row *row, sqlite3_stmt *statement) {
    *row = (struct determination_row){.determination = sqlite3_column_int64(statement, 0),
                                      .good = sqlite3_column_int64(statement, 1),
                                      .status = record_text(statement, 3),
                                      .criterion = record_text(statement, 4),
                                      .pile = record_text(statement, 5),
                                      .rule = record_text(statement, 6),
                                      .has_margin = sqlite3_column_type(statement, 7) != SQLITE_NULL,
                                      .margin = sqlite3_column_int64(statement, 7),
                                      .valid_until = sqlite3_column_int(statement, 8)};
    return chain_digest(&row->digest, statement, 2);
}

struct digest chain_seal(const struct determination_row *row) {
    digest_parts parts;
    digest_begin(&parts);
    digest_digest(&parts, &row->digest);
    digest_text(&parts, row->status);
    digest_text(&parts, row->criterion);
    digest_text(&parts, row->pile);
    digest_text(&parts, row->rule);
    if (row->has_margin)
        digest_number(&parts, row->margin);
    else
        digest_text(&parts, TEXT(""));
    if (row->valid_until != 0)
        digest_number(&parts, row->valid_until);
    else
        digest_text(&parts, TEXT(""));
    return digest_end(&parts);
}

static void put_before(digest_parts *parts, const struct digest *before) {
    digest_text(parts, before != NULL ? chain_bytes(before) : TEXT(""));
}

struct digest chain_entry(const struct digest *before, struct text good_id, int64_t run, int64_t place,
                          date day, const struct digest *seal) {
    digest_parts parts;
    digest_begin(&parts);
    put_before(&parts, before);
    digest_text(&parts, good_id);
    digest_number(&parts, run);
    digest_number(&parts, place);
    digest_number(&parts, day);
    digest_digest(&parts, seal);
    return digest_end(&parts);
}

struct digest chain_run(const struct run_row *run) {
    digest_parts parts;
    digest_begin(&parts);
    digest_number(&parts, run->run);
    digest_number(&parts, run->day);
    digest_text(&parts, run->kept);
    digest_text(&parts, run->program);
    digest_text(&parts, run->rules);
    digest_digest(&parts, &run->summary_digest);
    digest_digest(&parts, &run->results);
    digest_number(&parts, run->goods);
    for (int i = 0; i < 4; i++)
        digest_number(&parts, run->statuses[i]);
    digest_digest(&parts, &run->entries);
    return digest_end(&parts);
}

struct digest chain_attachment(const struct attachment_row *row) {
    digest_parts parts;
    digest_begin(&parts);
    digest_number(&parts, row->attachment);
    digest_number(&parts, row->run);
    digest_text(&parts, row->kind);
    digest_text(&parts, row->name);
    digest_text(&parts, row->kept);
    digest_digest(&parts, &row->digest);
    return digest_end(&parts);
}

struct digest chain_expiry(int64_t run, struct text kept, bool forced) {
    digest_parts parts;
    digest_begin(&parts);
    digest_number(&parts, run);
    digest_text(&parts, kept);
    digest_number(&parts, forced);
    return digest_end(&parts);
}

struct digest chain_link(const struct digest *before, int64_t number, struct text kind,
                         const struct digest *content) {
    digest_parts parts;
    digest_begin(&parts);
    digest_text(&parts, TEXT("usmca record 1"));
    put_before(&parts, before);
    digest_number(&parts, number);
    digest_text(&parts, kind);
    digest_digest(&parts, content);
    return digest_end(&parts);
}

usmca_status chain_next(const struct record *record, int64_t *number, usmca_error *error) {
    return record_number(record, "SELECT max(number) + 1 FROM link", 1, number, error);
}

static usmca_status last_hash(const struct record *record, bool *any, struct digest *hash,
                              usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    usmca_status status =
        record_prepare(record, &statement, "SELECT hash FROM link ORDER BY number DESC LIMIT 1", error);
    if (status == USMCA_OK)
        status = record_step(record, statement, any, error);
    if (status == USMCA_OK && *any && !chain_digest(hash, statement, 0))
        status = record_damaged(record, error, "the last link of its chain has no hash");
    sqlite3_finalize(statement);
    return status;
}

usmca_status chain_add(const struct record *record, const char *kind, int64_t number,
                       const struct digest *content, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    struct digest before;
    bool any = false;
    usmca_status status = last_hash(record, &any, &before, error);
    if (status == USMCA_OK)
        status = record_prepare(record, &statement,
                                "INSERT INTO link (number, kind, content, hash) VALUES (?, ?, ?, ?)", error);
    if (status != USMCA_OK)
        return status;
    struct digest hash = chain_link(any ? &before : NULL, number, text_from(kind), content);
    sqlite3_bind_int64(statement, 1, number);
    record_bind_text(statement, 2, text_from(kind));
    record_bind_bytes(statement, 3, chain_bytes(content));
    record_bind_bytes(statement, 4, chain_bytes(&hash));
    status = record_execute(record, statement, error);
    sqlite3_finalize(statement);
    return status;
}
