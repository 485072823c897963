#include "record/verify.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/threads.h"
#include "record/chain.h"
#include "record/files.h"
#include "record/pages.h"
#include "record/verify_contents.h"
#include "report/json_read.h"
#include "report/results.h"

struct good_state {
    struct text id;
    struct digest head;
    bool any;
};

struct sealed {
    struct digest seal;
    uint32_t good;
    unsigned char status; /* place in STATUS_OF_RUN */
    bool content;         /* is there */
    bool used;            /* by an entry */
    bool needed;          /* by a run that has not expired */
};

struct verifying {
    struct record *record;
    struct verified *out;
    struct arena arena;
    struct good_state *goods; /* by number, from 1 */
    int64_t good_count;
    struct sealed *determinations; /* the same */
    int64_t determination_count;
};

static const char *const STATUS_OF_RUN[] = {"originating", "non-originating", "undetermined", "rejected"};

/* Hands out the rows of a query. */
typedef usmca_status (*take_row)(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error);

static usmca_status each_row(struct verifying *verifying, const char *sql, take_row take,
                             usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(verifying->record, &statement, sql, error);
    while (status == USMCA_OK &&
           (status = record_step(verifying->record, statement, &row, error)) == USMCA_OK && row)
        status = take(verifying, statement, error);
    sqlite3_finalize(statement);
    return status;
}

/* ---- the database ---- */

static usmca_status take_check(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    const char *said = (const char *)sqlite3_column_text(row, 0);
    if (said != NULL && strcmp(said, "ok") == 0)
        return USMCA_OK;
    return record_damaged(verifying->record, error, "its structure is not whole: %s",
                          said != NULL ? said : "");
}

static usmca_status take_orphan(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    return record_damaged(verifying->record, error, "a row of %s points nowhere",
                          (const char *)sqlite3_column_text(row, 0));
}

/* ---- goods and determinations ---- */

static usmca_status take_good(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    int64_t good = sqlite3_column_int64(row, 0);
    if (good != verifying->out->goods + 1)
        return record_damaged(verifying->record, error, "good %lld is missing",
                              (long long)verifying->out->goods + 1);
    verifying->goods[good].id = arena_copy(&verifying->arena, record_text(row, 1));
    verifying->out->goods++;
    return verifying->arena.failed ? error_memory(error) : USMCA_OK;
}

static usmca_status take_determination(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct determination_row of;
    int64_t number = sqlite3_column_int64(row, 0);
    if (number != verifying->out->determinations + 1 || !chain_read_determination(&of, row) || of.good < 1 ||
        of.good > verifying->good_count)
        return record_damaged(verifying->record, error, "determination %lld is missing",
                              (long long)verifying->out->determinations + 1);
    struct sealed *sealed = &verifying->determinations[number];
    *sealed = (struct sealed){.seal = chain_seal(&of),
                              .good = (uint32_t)of.good,
                              .status = 4,
                              .content = sqlite3_column_int(row, 9) != 0};
    for (unsigned char i = 0; i < 4; i++)
        if (text_is(of.status, STATUS_OF_RUN[i]))
            sealed->status = i;
    verifying->out->determinations++;
    return USMCA_OK;
}

/* ---- runs ---- */

struct entries {
    struct run_row row;
    int64_t place;
    int64_t statuses[5];
    bool expired;
    digest_parts hashes;
};

static usmca_status take_entry(struct verifying *verifying, struct entries *entries, sqlite3_stmt *row,
                               usmca_error *error) {
    int64_t good = sqlite3_column_int64(row, 0);
    int64_t place = sqlite3_column_int64(row, 1);
    int64_t determination = sqlite3_column_int64(row, 3);
    struct digest hash;
    if (place != entries->place + 1 || good < 1 || good > verifying->good_count || determination < 1 ||
        determination > verifying->determination_count || !chain_digest(&hash, row, 4))
        return record_damaged(verifying->record, error, "run %lld: entry %lld is missing",
                              (long long)entries->row.run, (long long)entries->place + 1);
    struct good_state *state = &verifying->goods[good];
    struct sealed *sealed = &verifying->determinations[determination];
    struct digest expected = chain_entry(state->any ? &state->head : NULL, state->id, entries->row.run, place,
                                         sqlite3_column_int(row, 2), &sealed->seal);
    if (sealed->good != good || !digest_equal(&hash, &expected))
        return record_damaged(verifying->record, error,
                              "run %lld: the entry of the good %.*s is not what was kept",
                              (long long)entries->row.run, (int)state->id.length, state->id.data);
    digest_plain(&entries->hashes, chain_bytes(&hash));
    state->head = hash;
    state->any = true;
    sealed->used = true;
    sealed->needed = sealed->needed || !entries->expired;
    entries->place = place;
    entries->statuses[sealed->status]++;
    return USMCA_OK;
}

static usmca_status check_entries(struct verifying *verifying, struct entries *entries, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    digest_begin(&entries->hashes);
    usmca_status status = record_prepare(
        verifying->record, &statement,
        "SELECT good, place, day, determination, hash FROM entry WHERE run = ? ORDER BY place", error);
    if (status == USMCA_OK)
        sqlite3_bind_int64(statement, 1, entries->row.run);
    while (status == USMCA_OK &&
           (status = record_step(verifying->record, statement, &row, error)) == USMCA_OK && row)
        status = take_entry(verifying, entries, statement, error);
    sqlite3_finalize(statement);
    struct digest found = digest_end(&entries->hashes);
    if (status == USMCA_OK &&
        (entries->place != entries->row.goods || !digest_equal(&found, &entries->row.entries) ||
         memcmp(entries->statuses, entries->row.statuses, sizeof entries->row.statuses) != 0))
        status = record_damaged(verifying->record, error, "run %lld has other entries than it had",
                                (long long)entries->row.run);
    return status;
}

/* The link of that number has this content, by what it stands for. */
static usmca_status check_link(const struct verifying *verifying, int64_t number, const char *kind,
                               const struct digest *content, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    struct digest said;
    bool row = false;
    usmca_status status = record_prepare(verifying->record, &statement,
                                         "SELECT content FROM link WHERE number = ? AND kind = ?", error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, number);
        record_bind_text(statement, 2, text_from(kind));
        status = record_step(verifying->record, statement, &row, error);
    }
    if (status == USMCA_OK && (!row || !chain_digest(&said, statement, 0) || !digest_equal(&said, content)))
        status = record_damaged(verifying->record, error, "link %lld, %s, is not what was kept",
                                (long long)number, kind);
    sqlite3_finalize(statement);
    return status;
}

static const char RUNS[] =
    "SELECT run, link, day, kept, program, rules, summary, file.digest, results, goods, originating, "
    "non_originating, undetermined, rejected, entries, run IN (SELECT run FROM expiry) FROM run LEFT JOIN "
    "file ON file.file = summary ORDER BY run";

static usmca_status take_run(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct entries entries = {.row = {.run = sqlite3_column_int64(row, 0),
                                      .link = sqlite3_column_int64(row, 1),
                                      .day = sqlite3_column_int(row, 2),
                                      .kept = record_text(row, 3),
                                      .program = record_text(row, 4),
                                      .rules = record_text(row, 5),
                                      .summary = sqlite3_column_int64(row, 6),
                                      .goods = sqlite3_column_int64(row, 9)},
                              .expired = sqlite3_column_int(row, 15) != 0};
    struct run_row *run = &entries.row;
    for (int i = 0; i < 4; i++)
        run->statuses[i] = sqlite3_column_int64(row, 10 + i);
    if (run->run != ++verifying->out->runs || !chain_digest(&run->summary_digest, row, 7) ||
        !chain_digest(&run->results, row, 8) || !chain_digest(&run->entries, row, 14))
        return record_damaged(verifying->record, error, "run %lld is missing",
                              (long long)verifying->out->runs);
    verifying->out->expired += entries.expired;
    struct digest content = chain_run(run);
    usmca_status status = check_link(verifying, run->link, "run", &content, error);
    return status == USMCA_OK ? check_entries(verifying, &entries, error) : status;
}

/* ---- files, attachments, expiries ---- */

static usmca_status take_file(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct buffer bytes = {0};
    bool there = false;
    usmca_status status = files_read(verifying->record, sqlite3_column_int64(row, 0), &bytes, &there, error);
    buffer_free(&bytes);
    if (status == USMCA_OK && !there && sqlite3_column_int(row, 1) != 0)
        status = record_damaged(verifying->record, error, "a file of a run is missing");
    if (status == USMCA_OK && sqlite3_column_int(row, 2) == 0)
        status = record_damaged(verifying->record, error, "a file is of no run");
    return status;
}

static const char FILES[] =
    "SELECT file, EXISTS (SELECT 1 FROM run WHERE summary = file.file AND run NOT IN (SELECT run FROM "
    "expiry)) OR EXISTS (SELECT 1 FROM attachment WHERE attachment.file = file.file AND run NOT IN (SELECT "
    "run FROM expiry)), EXISTS (SELECT 1 FROM run WHERE summary = file.file) OR EXISTS (SELECT 1 FROM "
    "attachment WHERE attachment.file = file.file) FROM file";

static usmca_status take_attachment(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct attachment_row of = {.attachment = sqlite3_column_int64(row, 0),
                                .link = sqlite3_column_int64(row, 1),
                                .run = sqlite3_column_int64(row, 2),
                                .kind = record_text(row, 3),
                                .name = record_text(row, 4),
                                .kept = record_text(row, 5)};
    if (!chain_digest(&of.digest, row, 6))
        return record_damaged(verifying->record, error, "an attachment has no file");
    struct digest content = chain_attachment(&of);
    return check_link(verifying, of.link, "attachment", &content, error);
}

static usmca_status take_expiry(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct digest content =
        chain_expiry(sqlite3_column_int64(row, 0), record_text(row, 2), sqlite3_column_int(row, 3) != 0);
    return check_link(verifying, sqlite3_column_int64(row, 1), "expiry", &content, error);
}

/* ---- links ---- */

static usmca_status take_link(struct verifying *verifying, sqlite3_stmt *row, usmca_error *error) {
    struct verified *out = verifying->out;
    struct digest content;
    struct digest hash;
    int64_t number = sqlite3_column_int64(row, 0);
    if (number != out->links + 1 || !chain_digest(&content, row, 2) || !chain_digest(&hash, row, 3))
        return record_damaged(verifying->record, error, "link %lld of its chain is missing",
                              (long long)out->links + 1);
    struct digest expected =
        chain_link(number > 1 ? &out->last : NULL, number, record_text(row, 1), &content);
    if (!digest_equal(&hash, &expected))
        return record_damaged(verifying->record, error,
                              "link %lld of its chain does not follow the one before", (long long)number);
    if (sqlite3_column_int(row, 4) != 1)
        return record_damaged(verifying->record, error, "link %lld of its chain stands for nothing",
                              (long long)number);
    out->last = hash;
    out->links = number;
    return USMCA_OK;
}

static const char LINKS[] =
    "SELECT number, kind, content, hash, (SELECT count(*) FROM run WHERE link = number) + (SELECT count(*) "
    "FROM attachment WHERE link = number) + (SELECT count(*) FROM expiry WHERE link = number) FROM link ORDER "
    "BY number";

/* ---- all of it ---- */

static usmca_status check_uses(const struct verifying *verifying, usmca_error *error) {
    for (int64_t i = 1; i <= verifying->determination_count; i++) {
        const struct sealed *sealed = &verifying->determinations[i];
        if (!sealed->used)
            return record_damaged(verifying->record, error, "determination %lld is of no run", (long long)i);
        if (sealed->needed && !sealed->content)
            return record_damaged(verifying->record, error, "the content of determination %lld is missing",
                                  (long long)i);
    }
    for (int64_t i = 1; i <= verifying->good_count; i++)
        if (!verifying->goods[i].any)
            return record_damaged(verifying->record, error, "good %lld is in no run", (long long)i);
    return USMCA_OK;
}

static usmca_status count(struct verifying *verifying, usmca_error *error) {
    usmca_status status =
        record_number(verifying->record, "SELECT count(*) FROM good", 0, &verifying->good_count, error);
    if (status == USMCA_OK)
        status = record_number(verifying->record, "SELECT count(*) FROM determination", 0,
                               &verifying->determination_count, error);
    verifying->goods = calloc((size_t)verifying->good_count + 1, sizeof *verifying->goods);
    verifying->determinations =
        calloc((size_t)verifying->determination_count + 1, sizeof *verifying->determinations);
    if (status == USMCA_OK && (verifying->goods == NULL || verifying->determinations == NULL))
        status = error_memory(error);
    return status;
}

static usmca_status verify_rows(struct verifying *verifying, usmca_error *error) {
    static const struct {
        const char *sql;
        take_row take;
    } STEPS[] = {
        {"PRAGMA integrity_check(1)", take_check},
        {"PRAGMA foreign_key_check", take_orphan},
        {"SELECT good, id FROM good ORDER BY good", take_good},
        {"SELECT determination, good, digest, status, criterion, pile, rule, margin, valid_until, EXISTS "
         "(SELECT 1 FROM content WHERE content.determination = determination.determination) FROM "
         "determination ORDER BY determination",
         take_determination},
        {RUNS, take_run},
        {FILES, take_file},
        {"SELECT attachment, link, run, kind, name, kept, digest FROM attachment LEFT JOIN file USING (file)",
         take_attachment},
        {"SELECT run, link, kept, forced FROM expiry", take_expiry},
        {LINKS, take_link},
    };
    usmca_status status = count(verifying, error);
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0] && status == USMCA_OK; i++)
        status = each_row(verifying, STEPS[i].sql, STEPS[i].take, error);
    return status == USMCA_OK ? check_uses(verifying, error) : status;
}

/* While another program brings what it added into the file, a page may be neither the old nor the new one. */
static usmca_status check_pages(const struct record *record, uint64_t *pages, usmca_error *error) {
    enum { TRIALS = 20, PAUSE = 250 }; /* milliseconds */
    usmca_status status = pages_check(record->path, pages, error);
    for (int i = 1; i < TRIALS && status == USMCA_ERROR_INPUT && record_has_log(record->path); i++) {
        sqlite3_sleep(PAUSE);
        status = pages_check(record->path, pages, error);
    }
    return status;
}

struct half {
    struct verifying *rows; /* NULL: the contents */
    const struct record *record;
    usmca_status status;
    usmca_error error;
    bool done;
};

static void verify_half(void *context) {
    struct half *half = context;
    half->status = half->rows != NULL ? verify_rows(half->rows, &half->error)
                                      : verify_contents(half->record, &half->error);
    half->done = true;
}

/* The rows by this thread, and by another what they are of, which takes as long; one behind the other where
 * the record cannot be opened twice. What is wrong with the rows is told first. */
static usmca_status verify_together(struct verifying *verifying, usmca_error *error) {
    struct record *again = NULL;
    struct half halves[] = {{.rows = verifying}, {.record = verifying->record}};
    usmca_error ignored = {0};
    bool both = sqlite3_threadsafe() != 0 &&
                record_open(&again, verifying->record->path, RECORD_TO_READ, &ignored) == USMCA_OK;
    if (both)
        halves[1].record = again;
    threads_work(verify_half, halves, sizeof *halves, both ? 2 : 1);
    if (!halves[1].done) /* a thread that could not be started */
        verify_half(&halves[1]);
    record_close(again);
    const struct half *failed = halves[0].status != USMCA_OK ? &halves[0] : &halves[1];
    *error = failed->error;
    return failed->status;
}

usmca_status record_verify(struct record *record, struct verified *verified, usmca_error *error) {
    struct verifying verifying = {.record = record, .out = verified};
    *verified = (struct verified){0};
    usmca_status status = check_pages(record, &verified->pages, error);
    if (status == USMCA_OK)
        status = verify_together(&verifying, error);
    free(verifying.goods);
    free(verifying.determinations);
    arena_free(&verifying.arena);
    return status;
}

/* ---- checkpoints ---- */

static usmca_status hash_of_link(const struct record *record, int64_t number, struct digest *hash,
                                 bool *there, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(record, &statement, "SELECT hash FROM link WHERE number = ?", error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, number);
        status = record_step(record, statement, &row, error);
    }
    *there = status == USMCA_OK && row && chain_digest(hash, statement, 0);
    sqlite3_finalize(statement);
    return status;
}

usmca_status record_verify_checkpoint(const struct record *record, struct text checkpoint, const char *path,
                                      usmca_error *error) {
    struct digest said;
    struct digest hash;
    bool there = false;
    json_t *object = NULL;
    if (!json_read(&object, checkpoint, 0, NULL))
        return error_memory(error);
    int64_t number = json_integer_value(json_object_get(object, "link"));
    bool read = number > 0 && digest_parse(&said, results_string(object, "hash"));
    json_decref(object);
    if (!read)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a checkpoint of a record");
    usmca_status status = hash_of_link(record, number, &hash, &there, error);
    if (status == USMCA_OK && (!there || !digest_equal(&hash, &said)))
        status = there ? error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                                   "the record is not the one that this checkpoint was made of, or what it "
                                   "had then was changed or taken out: link %lld is another",
                                   (long long)number)
                       : error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                                   "the record is not the one that this checkpoint was made of, or what it "
                                   "had then was changed or taken out: link %lld is missing",
                                   (long long)number);
    return status;
}
