#include "record/query.h"

#include <stdio.h>
#include <stdlib.h>

#include "record/chain.h"
#include "record/files.h"
#include "record/line.h"
#include "record/members.h"

static const char *string(sqlite3_stmt *statement, int column) {
    const char *found = (const char *)sqlite3_column_text(statement, column);
    return found != NULL ? found : "";
}

/* ---- runs ---- */

usmca_status query_runs(const struct record *record, query_take_run take, void *context, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(
        record, &statement,
        "SELECT run, day, kept, program, rules, goods, originating, non_originating, undetermined, rejected, "
        "(SELECT count(*) FROM attachment WHERE attachment.run = run.run), run IN (SELECT run FROM expiry) "
        "FROM run ORDER BY run",
        error);
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row) {
        const struct run_listed run = {.run = sqlite3_column_int64(statement, 0),
                                       .day = sqlite3_column_int(statement, 1),
                                       .kept = string(statement, 2),
                                       .program = string(statement, 3),
                                       .rules = string(statement, 4),
                                       .goods = sqlite3_column_int64(statement, 5),
                                       .originating = sqlite3_column_int64(statement, 6),
                                       .non_originating = sqlite3_column_int64(statement, 7),
                                       .undetermined = sqlite3_column_int64(statement, 8),
                                       .rejected = sqlite3_column_int64(statement, 9),
                                       .attachments = sqlite3_column_int64(statement, 10),
                                       .expired = sqlite3_column_int(statement, 11) != 0};
        status = take(context, &run, error);
    }
    sqlite3_finalize(statement);
    return status;
}

/* The first number of a query that has one or two of its own; 0 where there is no row. */
static usmca_status number_of(const struct record *record, const char *sql, int64_t argument, int64_t *found,
                              usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *found = 0;
    usmca_status status = record_prepare(record, &statement, sql, error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, argument);
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && row)
        *found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

usmca_status query_run_named(const struct record *record, const char *word, int64_t back, int64_t *run,
                             usmca_error *error) {
    date day = 0;
    char *end = NULL;
    usmca_status status = USMCA_OK;
    if (word == NULL)
        status =
            number_of(record, "SELECT run FROM run ORDER BY run DESC LIMIT 1 OFFSET ?", back, run, error);
    else if (date_parse_iso(&day, text_from(word)))
        status = number_of(record, "SELECT run FROM run WHERE day <= ? ORDER BY day DESC, run DESC LIMIT 1",
                           day, run, error);
    else {
        long long number = strtoll(word, &end, 10);
        if (end == word || *end != '\0')
            return error_set(error, USMCA_ERROR_ARGUMENT, record->path, 0, 0,
                             "%s is neither the number of a run nor a day (YYYY-MM-DD)", word);
        status = number_of(record, "SELECT run FROM run WHERE run = ?", number, run, error);
    }
    if (status != USMCA_OK || *run != 0)
        return status;
    if (word != NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, record->path, 0, 0, "the record has no run %s", word);
    return back > 0 ? error_set(error, USMCA_ERROR_ARGUMENT, record->path, 0, 0, "the record has no two runs")
                    : error_set(error, USMCA_ERROR_ARGUMENT, record->path, 0, 0, "the record has no run");
}

usmca_status query_expired(const struct record *record, int64_t run, bool *expired, usmca_error *error) {
    int64_t found = 0;
    usmca_status status = number_of(record, "SELECT run FROM expiry WHERE run = ?", run, &found, error);
    *expired = found != 0;
    return status;
}

usmca_status query_summary(const struct record *record, int64_t run, struct buffer *out, usmca_error *error) {
    int64_t file = 0;
    bool there = false;
    usmca_status status = number_of(record, "SELECT summary FROM run WHERE run = ?", run, &file, error);
    if (status == USMCA_OK)
        status = files_read(record, file, out, &there, error);
    return status;
}

/* ---- lines ---- */

usmca_status query_lines_begin(struct query_lines *lines, const struct record *record, usmca_error *error) {
    *lines = (struct query_lines){.record = record};
    usmca_status status =
        record_prepare(record, &lines->find,
                       "SELECT digest, length, dictionary, packed FROM determination JOIN content USING "
                       "(determination) WHERE determination = ?",
                       error);
    if (status == USMCA_OK)
        status = record_prepare(record, &lines->find_dictionary,
                                "SELECT bytes FROM dictionary WHERE dictionary = ?", error);
    return status;
}

void query_lines_end(struct query_lines *lines) {
    sqlite3_finalize(lines->find);
    sqlite3_finalize(lines->find_dictionary);
    unpacker_end(&lines->unpacker);
    buffer_free(&lines->content);
    buffer_free(&lines->dictionary);
}

static usmca_status take_dictionary(struct query_lines *lines, int64_t number, usmca_error *error) {
    bool row = false;
    if (number == lines->dictionary_number)
        return USMCA_OK;
    sqlite3_bind_int64(lines->find_dictionary, 1, number);
    usmca_status status = record_step(lines->record, lines->find_dictionary, &row, error);
    lines->dictionary.length = 0;
    if (status == USMCA_OK && row)
        buffer_text(&lines->dictionary, record_bytes(lines->find_dictionary, 0));
    unpacker_dictionary(&lines->unpacker, buffer_view(&lines->dictionary));
    lines->dictionary_number = number;
    sqlite3_reset(lines->find_dictionary);
    return status == USMCA_OK && lines->dictionary.failed ? error_memory(error) : status;
}

/* Checked against its digest: a record that was changed gives no answer. */
static usmca_status unpack(struct query_lines *lines, int64_t determination, usmca_error *error) {
    struct digest said;
    usmca_status status = take_dictionary(lines, sqlite3_column_int64(lines->find, 2), error);
    if (status != USMCA_OK)
        return status;
    bool unpacked = chain_digest(&said, lines->find, 0) &&
                    unpacker_unpack(&lines->unpacker, &lines->content, record_bytes(lines->find, 3),
                                    (uint64_t)sqlite3_column_int64(lines->find, 1));
    if (lines->content.failed)
        return error_memory(error);
    struct digest found = digest_of(buffer_view(&lines->content));
    return unpacked && digest_equal(&found, &said)
               ? USMCA_OK
               : record_damaged(lines->record, error, "determination %lld is not what was kept",
                                (long long)determination);
}

usmca_status query_line(struct query_lines *lines, int64_t determination, date day, struct buffer *out,
                        usmca_error *error) {
    bool row = false;
    sqlite3_bind_int64(lines->find, 1, determination);
    usmca_status status = record_step(lines->record, lines->find, &row, error);
    if (status == USMCA_OK && row)
        status = unpack(lines, determination, error);
    if (status == USMCA_OK && row)
        line_join(out, buffer_view(&lines->content), day);
    sqlite3_reset(lines->find);
    return status == USMCA_OK && out->failed ? error_memory(error) : status;
}

/* Hands out the lines of the entries (determination, day) of a query. */
static usmca_status hand_out(const struct record *record, sqlite3_stmt *entries, query_take_line take,
                             void *context, usmca_error *error) {
    struct query_lines lines;
    struct buffer line = {0};
    bool row = false;
    usmca_status status = query_lines_begin(&lines, record, error);
    while (status == USMCA_OK && (status = record_step(record, entries, &row, error)) == USMCA_OK && row) {
        line.length = 0;
        status = query_line(&lines, sqlite3_column_int64(entries, 0), sqlite3_column_int(entries, 1), &line,
                            error);
        if (status == USMCA_OK && line.length > 0)
            status = take(context, buffer_view(&line), error);
    }
    query_lines_end(&lines);
    buffer_free(&line);
    return status;
}

usmca_status query_results(const struct record *record, int64_t run, query_take_line take, void *context,
                           usmca_error *error) {
    sqlite3_stmt *entries = NULL;
    usmca_status status = record_prepare(
        record, &entries, "SELECT determination, day FROM entry WHERE run = ? ORDER BY place", error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(entries, 1, run);
        status = hand_out(record, entries, take, context, error);
    }
    sqlite3_finalize(entries);
    return status;
}

static usmca_status find_good(const struct record *record, struct text good_id, date on, int64_t *run,
                              date *day, int64_t *good, usmca_error *error) {
    static const char LAST[] =
        "SELECT run.run, run.day, good.good FROM good JOIN entry USING (good) JOIN run USING (run) WHERE "
        "good.id = ?1 AND (?2 = 0 OR run.day <= ?2) AND (?3 = 0 OR run.run = ?3) ORDER BY run.day DESC, "
        "run.run DESC LIMIT 1";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *good = 0;
    usmca_status status = record_prepare(record, &statement, LAST, error);
    if (status == USMCA_OK) {
        record_bind_text(statement, 1, good_id);
        sqlite3_bind_int(statement, 2, on);
        sqlite3_bind_int64(statement, 3, *run);
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && row) {
        *run = sqlite3_column_int64(statement, 0);
        *day = sqlite3_column_int(statement, 1);
        *good = sqlite3_column_int64(statement, 2);
    }
    sqlite3_finalize(statement);
    return status;
}

usmca_status query_good(const struct record *record, struct text good_id, date on, int64_t *run, date *day,
                        query_take_line take, void *context, usmca_error *error) {
    sqlite3_stmt *entries = NULL;
    int64_t good = 0;
    usmca_status status = find_good(record, good_id, on, run, day, &good, error);
    if (status == USMCA_OK && good != 0)
        status = record_prepare(
            record, &entries,
            "SELECT determination, day FROM entry WHERE good = ? AND run = ? ORDER BY place", error);
    if (status == USMCA_OK && good != 0) {
        sqlite3_bind_int64(entries, 1, good);
        sqlite3_bind_int64(entries, 2, *run);
        status = hand_out(record, entries, take, context, error);
    }
    sqlite3_finalize(entries);
    return status;
}

usmca_status query_run_of_results(const struct record *record, const struct digest *results, int64_t *run,
                                  usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *run = 0;
    usmca_status status =
        record_prepare(record, &statement, "SELECT min(run) FROM run WHERE results = ?", error);
    if (status == USMCA_OK) {
        record_bind_bytes(statement, 1, (struct text){(const char *)results->bytes, DIGEST_SIZE});
        status = record_step(record, statement, &row, error);
    }
    if (status == USMCA_OK && row)
        *run = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

/* Whether the line is for importation into that country: one that is for none in particular is for all. */
static usmca_status is_for(struct query_lines *lines, sqlite3_stmt *row, struct text country, bool *same,
                           usmca_error *error) {
    static const struct text MEMBER_NAMED = MEMBER("import_country");
    struct buffer line = {0};
    struct text value = TEXT("");
    usmca_status status =
        query_line(lines, sqlite3_column_int64(row, 4), sqlite3_column_int(row, 5), &line, error);
    if (status == USMCA_OK)
        (void)members_pick(buffer_view(&line), &MEMBER_NAMED, 1, &value);
    bool said = value.length > 2 && value.data[0] == '"' && country.length > 0;
    *same = !said || text_equal((struct text){value.data + 1, value.length - 2}, country);
    buffer_free(&line);
    return status;
}

usmca_status query_last_of_good(struct query_lines *lines, struct text good_id, struct text country, date on,
                                struct good_last *last, usmca_error *error) {
    static const char LAST[] =
        "SELECT run.run, run.day, determination.status, determination.pile, entry.determination, entry.day "
        "FROM good JOIN entry ON entry.good = good.good JOIN run ON run.run = entry.run JOIN determination "
        "ON determination.determination = entry.determination WHERE good.id = ?1 AND run.day <= ?2 ORDER BY "
        "run.day DESC, run.run DESC";
    sqlite3_stmt *statement = NULL;
    bool row = true;
    bool same = false;
    *last = (struct good_last){0};
    usmca_status status = record_prepare(lines->record, &statement, LAST, error);
    if (status == USMCA_OK) {
        record_bind_text(statement, 1, good_id);
        sqlite3_bind_int(statement, 2, on);
    }
    while (status == USMCA_OK && row && !same) {
        status = record_step(lines->record, statement, &row, error);
        if (status == USMCA_OK && row)
            status = is_for(lines, statement, country, &same, error);
    }
    if (status == USMCA_OK && same) {
        last->run = sqlite3_column_int64(statement, 0);
        last->day = sqlite3_column_int(statement, 1);
        last->originating = text_is(record_text(statement, 2), "originating");
        snprintf(last->pile, sizeof last->pile, "%s", string(statement, 3));
    }
    sqlite3_finalize(statement);
    return status;
}

/* ---- times ---- */

usmca_status query_last_kept(const struct record *record, struct buffer *out, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(
        record, &statement,
        "SELECT max(kept) FROM (SELECT kept FROM run UNION ALL SELECT kept FROM attachment UNION ALL "
        "SELECT kept FROM expiry)",
        error);
    if (status == USMCA_OK)
        status = record_step(record, statement, &row, error);
    if (status == USMCA_OK && row && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        buffer_string(out, string(statement, 0));
    sqlite3_finalize(statement);
    return status == USMCA_OK && out->failed ? error_memory(error) : status;
}

/* ---- attachments ---- */

usmca_status query_attachments(const struct record *record, int64_t run, query_take_attachment take,
                               void *context, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(
        record, &statement,
        "SELECT attachment, run, kind, name, kept FROM attachment WHERE ?1 = 0 OR run = ?1 ORDER BY attachment",
        error);
    if (status == USMCA_OK)
        sqlite3_bind_int64(statement, 1, run);
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row)
        status = take(context, sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                      string(statement, 2), string(statement, 3), string(statement, 4), error);
    sqlite3_finalize(statement);
    return status;
}

usmca_status query_attachment(const struct record *record, int64_t attachment, struct buffer *out,
                              usmca_error *error) {
    int64_t file = 0;
    bool there = false;
    usmca_status status =
        number_of(record, "SELECT file FROM attachment WHERE attachment = ?", attachment, &file, error);
    if (status == USMCA_OK && file != 0)
        status = files_read(record, file, out, &there, error);
    if (status == USMCA_OK && !there)
        status = error_set(error, USMCA_ERROR_ARGUMENT, record->path, 0, 0,
                           file == 0 ? "the record has no attachment %lld"
                                     : "attachment %lld has expired: only its digest is kept",
                           (long long)attachment);
    return status;
}
