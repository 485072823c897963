#include "record/add.h"

#include <stdlib.h>

#include "origin/determination.h"
#include "record/chain.h"
#include "record/files.h"
#include "record/line.h"
#include "record/pack.h"
#include "record/results_digest.h"
#include "report/contradiction.h"
#include "report/json_read.h"

static const char *const COUNTED[] = {"originating", "non-originating", "undetermined", "rejected"};
enum { COUNTED_STATUSES = 4 };

enum statement {
    FIND_DETERMINATION,
    ADD_DETERMINATION,
    ADD_CONTENT,
    FIND_GOOD,
    ADD_GOOD,
    NAME_OF_GOOD,
    ENTRY_BEFORE,
    ADD_ENTRY,
    STATEMENTS
};

static const char *const SQL[STATEMENTS] = {
    [FIND_DETERMINATION] =
        "SELECT determination, good, digest, status, criterion, pile, rule, margin, valid_until, EXISTS "
        "(SELECT 1 FROM content WHERE content.determination = determination.determination) FROM "
        "determination WHERE digest = ?",
    [ADD_DETERMINATION] = "INSERT INTO determination (digest, good, status, criterion, pile, rule, margin, "
                          "valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [ADD_CONTENT] = "INSERT INTO content (determination, length, dictionary, packed) VALUES (?, ?, ?, ?)",
    [FIND_GOOD] = "SELECT good FROM good WHERE id = ?",
    [ADD_GOOD] = "INSERT INTO good (id) VALUES (?)",
    [NAME_OF_GOOD] = "SELECT id FROM good WHERE good = ?",
    [ENTRY_BEFORE] = "SELECT hash FROM entry WHERE good = ? ORDER BY run DESC, place DESC LIMIT 1",
    [ADD_ENTRY] = "INSERT INTO entry (run, good, place, day, determination, hash) VALUES (?, ?, ?, ?, ?, ?)",
};

struct adding {
    struct record *record;
    const struct results_source *results;
    sqlite3_stmt *statements[STATEMENTS];
    struct packer packer;
    struct buffer dictionary;
    int64_t dictionary_number;
    struct buffer content;
    struct buffer packed;
    struct run_row run;
    digest_parts lines;
    digest_parts hashes;
    size_t line; /* of the results, from 1 */
};

/* ---- the dictionary ---- */

static usmca_status sample(struct adding *adding, usmca_error *error) {
    enum { MOST_OF_ONE = 4096 };
    usmca_status status = USMCA_OK;
    while (adding->dictionary.length < DICTIONARY_SIZE) {
        struct text line = {NULL, 0};
        status = adding->results->read_line(adding->results->context, &line, error);
        if (status != USMCA_OK || line.data == NULL)
            break;
        line_split(&adding->content, line);
        size_t room = DICTIONARY_SIZE - adding->dictionary.length;
        size_t most = room < MOST_OF_ONE ? room : MOST_OF_ONE;
        size_t length = adding->content.length < most ? adding->content.length : most;
        buffer_put(&adding->dictionary, adding->content.data, length);
    }
    if (status == USMCA_OK && (adding->dictionary.failed || adding->content.failed))
        status = error_memory(error);
    return status == USMCA_OK ? adding->results->again(adding->results->context, error) : status;
}

/* That of the first run serves all. */
static usmca_status take_dictionary(struct adding *adding, usmca_error *error) {
    const struct record *record = adding->record;
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status =
        record_prepare(record, &statement,
                       "SELECT dictionary, bytes FROM dictionary ORDER BY dictionary DESC LIMIT 1", error);
    if (status == USMCA_OK)
        status = record_step(record, statement, &row, error);
    if (status == USMCA_OK && row) {
        adding->dictionary_number = sqlite3_column_int64(statement, 0);
        buffer_text(&adding->dictionary, record_bytes(statement, 1));
    }
    sqlite3_finalize(statement);
    if (status != USMCA_OK || row)
        return status;
    status = sample(adding, error);
    if (status == USMCA_OK)
        status = record_prepare(record, &statement, "INSERT INTO dictionary (bytes) VALUES (?)", error);
    if (status != USMCA_OK)
        return status;
    record_bind_bytes(statement, 1, buffer_view(&adding->dictionary));
    status = record_execute(record, statement, error);
    adding->dictionary_number = sqlite3_last_insert_rowid(record->database);
    sqlite3_finalize(statement);
    return status;
}

/* ---- a good ---- */

static usmca_status number_of_good(struct adding *adding, struct text id, int64_t *good, usmca_error *error) {
    sqlite3_stmt *find = adding->statements[FIND_GOOD];
    sqlite3_stmt *add = adding->statements[ADD_GOOD];
    bool row = false;
    record_bind_text(find, 1, id);
    usmca_status status = record_step(adding->record, find, &row, error);
    if (status == USMCA_OK && row)
        *good = sqlite3_column_int64(find, 0);
    sqlite3_reset(find);
    if (status != USMCA_OK || row)
        return status;
    record_bind_text(add, 1, id);
    status = record_execute(adding->record, add, error);
    *good = sqlite3_last_insert_rowid(adding->record->database);
    return status;
}

static usmca_status add_content(struct adding *adding, int64_t determination, usmca_error *error) {
    sqlite3_stmt *add = adding->statements[ADD_CONTENT];
    usmca_status status = packer_pack(&adding->packer, &adding->packed, buffer_view(&adding->content), error);
    if (status != USMCA_OK)
        return status;
    sqlite3_bind_int64(add, 1, determination);
    sqlite3_bind_int64(add, 2, (sqlite3_int64)adding->content.length);
    sqlite3_bind_int64(add, 3, adding->dictionary_number);
    record_bind_bytes(add, 4, buffer_view(&adding->packed));
    return record_execute(adding->record, add, error);
}

static usmca_status add_determination(struct adding *adding, struct determination_row *row,
                                      usmca_error *error) {
    sqlite3_stmt *add = adding->statements[ADD_DETERMINATION];
    record_bind_bytes(add, 1, chain_bytes(&row->digest));
    sqlite3_bind_int64(add, 2, row->good);
    record_bind_text(add, 3, row->status);
    record_bind_text(add, 4, row->criterion);
    record_bind_text(add, 5, row->pile);
    record_bind_text(add, 6, row->rule);
    if (row->has_margin)
        sqlite3_bind_int64(add, 7, row->margin);
    if (row->valid_until != 0)
        sqlite3_bind_int(add, 8, row->valid_until);
    usmca_status status = record_execute(adding->record, add, error);
    row->determination = sqlite3_last_insert_rowid(adding->record->database);
    return status == USMCA_OK ? add_content(adding, row->determination, error) : status;
}

static usmca_status not_a_result(const struct adding *adding, const json_t *object,
                                 const json_error_t *problem, usmca_error *error) {
    if (object == NULL && json_error_code(problem) == json_error_out_of_memory)
        return error_memory(error);
    return error_set(error, USMCA_ERROR_INPUT, adding->results->path, (unsigned)adding->line, 1,
                     object == NULL ? "not JSON: %s" : "not a result of usmca check",
                     object == NULL ? problem->text : "");
}

static bool is_of_objects(const json_t *object, const char *key) {
    const json_t *one = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(object, key), index, one) {
        if (!json_is_object(one))
            return false;
    }
    return true;
}

/* Lists that are compared by their members, as a check writes them. */
static bool has_sound_lists(const json_t *good) {
    const json_t *alternative = NULL;
    size_t index = 0;
    bool sound = is_of_objects(good, "materials") && is_of_objects(good, "alternatives") &&
                 is_of_objects(json_object_get(good, "evidence"), "documents");
    json_array_foreach(json_object_get(good, "alternatives"), index, alternative) sound =
        sound && is_of_objects(alternative, "tests");
    return sound;
}

static usmca_status contradicts_itself(const struct adding *adding, usmca_error *error) {
    return error_said(
        error, USMCA_ERROR_INPUT, adding->results->path, (unsigned)adding->line, 1,
        ERROR_WORDS("the result contradicts itself: it was changed since usmca check wrote it"));
}

static void count_status(struct adding *adding, struct text status) {
    for (int i = 0; i < COUNTED_STATUSES; i++)
        adding->run.statuses[i] += text_is(status, COUNTED[i]);
}

static usmca_status add_entry(struct adding *adding, const struct determination_row *row, date day,
                              struct text good_id, usmca_error *error) {
    sqlite3_stmt *find = adding->statements[ENTRY_BEFORE];
    sqlite3_stmt *add = adding->statements[ADD_ENTRY];
    struct digest before;
    bool any = false;
    sqlite3_bind_int64(find, 1, row->good);
    usmca_status status = record_step(adding->record, find, &any, error);
    if (status == USMCA_OK && any && !chain_digest(&before, find, 0))
        status = record_damaged(adding->record, error, "an entry has no hash");
    sqlite3_reset(find);
    if (status != USMCA_OK)
        return status;
    struct digest seal = chain_seal(row);
    int64_t place = ++adding->run.goods;
    struct digest hash = chain_entry(any ? &before : NULL, good_id, adding->run.run, place, day, &seal);
    digest_plain(&adding->hashes, chain_bytes(&hash));
    count_status(adding, row->status);
    sqlite3_bind_int64(add, 1, adding->run.run);
    sqlite3_bind_int64(add, 2, row->good);
    sqlite3_bind_int64(add, 3, place);
    sqlite3_bind_int(add, 4, day);
    sqlite3_bind_int64(add, 5, row->determination);
    record_bind_bytes(add, 6, chain_bytes(&hash));
    return record_execute(adding->record, add, error);
}

/* One that no run had before. */
static usmca_status add_new(struct adding *adding, struct text line, const struct digest *digest, date day,
                            usmca_error *error) {
    json_error_t problem = {.column = 1};
    json_t *object = NULL;
    struct line_facts facts = {0};
    if (!json_read(&object, line, JSON_REJECT_DUPLICATES, &problem))
        return error_memory(error);
    if (json_is_object(object))
        line_facts(&facts, object);
    if (facts.status == NULL || results_word(facts.status, STATUS_WORDS, STATUSES) < 0 ||
        !has_sound_lists(object)) {
        usmca_status wrong = not_a_result(adding, object, &problem, error);
        json_decref(object);
        return wrong;
    }
    if (result_contradicts_itself(object)) {
        json_decref(object);
        return contradicts_itself(adding, error);
    }
    struct determination_row row = {.digest = *digest,
                                    .status = text_from(facts.status),
                                    .criterion = text_from(facts.criterion),
                                    .pile = text_from(facts.pile),
                                    .rule = text_from(facts.rule),
                                    .has_margin = facts.has_margin,
                                    .margin = facts.margin,
                                    .valid_until = facts.valid_until};
    usmca_status status = number_of_good(adding, text_from(facts.good_id), &row.good, error);
    if (status == USMCA_OK)
        status = add_determination(adding, &row, error);
    if (status == USMCA_OK)
        status = add_entry(adding, &row, day, text_from(facts.good_id), error);
    json_decref(object);
    return status;
}

static usmca_status add_known(struct adding *adding, date day, usmca_error *error) {
    sqlite3_stmt *find = adding->statements[FIND_DETERMINATION];
    sqlite3_stmt *name = adding->statements[NAME_OF_GOOD];
    struct determination_row row;
    bool named = false;
    usmca_status status = USMCA_OK;
    if (!chain_read_determination(&row, find))
        return record_damaged(adding->record, error, "a determination has no digest");
    if (sqlite3_column_int(find, 9) == 0)
        status = add_content(adding, row.determination, error);
    sqlite3_bind_int64(name, 1, row.good);
    if (status == USMCA_OK)
        status = record_step(adding->record, name, &named, error);
    if (status == USMCA_OK && !named)
        status = record_damaged(adding->record, error, "a determination is of no good");
    if (status == USMCA_OK)
        status = add_entry(adding, &row, day, record_text(name, 0), error);
    sqlite3_reset(name);
    return status;
}

static usmca_status add_line(struct adding *adding, struct text line, usmca_error *error) {
    sqlite3_stmt *find = adding->statements[FIND_DETERMINATION];
    bool known = false;
    digest_plain(&adding->lines, line);
    digest_plain(&adding->lines, TEXT("\n"));
    date day = line_split(&adding->content, line);
    if (adding->content.failed)
        return error_memory(error);
    struct digest digest = digest_of(buffer_view(&adding->content));
    record_bind_bytes(find, 1, chain_bytes(&digest));
    usmca_status status = record_step(adding->record, find, &known, error);
    if (status == USMCA_OK)
        status = known ? add_known(adding, day, error) : add_new(adding, line, &digest, day, error);
    sqlite3_reset(find);
    return status;
}

static usmca_status add_lines(struct adding *adding, usmca_error *error) {
    for (;;) {
        struct text line = {NULL, 0};
        adding->line++;
        usmca_status status = adding->results->read_line(adding->results->context, &line, error);
        if (status == USMCA_OK && line.data == NULL)
            return status;
        if (status == USMCA_OK && text_trim(line).length > 0)
            status = add_line(adding, line, error);
        if (status != USMCA_OK)
            return status;
    }
}

/* ---- the run ---- */

static usmca_status not_that_summary(const struct run_addition *addition, usmca_error *error,
                                     const char *said) {
    return error_said(error, USMCA_ERROR_INPUT, addition->summary_path, 0, 0, said);
}

/* What the summary says of the run. */
static usmca_status read_summary(struct run_row *run, const struct run_addition *addition,
                                 const json_t *summary, usmca_error *error) {
    const json_t *book = json_object_get(summary, "rule_book");
    if (!json_is_object(summary) || json_integer_value(json_object_get(summary, "format")) != 1 ||
        !json_is_object(json_object_get(summary, "goods")))
        return not_that_summary(addition, error,
                                ERROR_WORDS("not a summary that usmca check --summary wrote"));
    run->program = text_from(results_string(json_object_get(summary, "program"), "version"));
    run->rules = text_from(results_string(book, "sha256"));
    run->day = addition->day;
    if (run->day == 0 && !date_parse_iso(&run->day, text_from(results_string(summary, "date"))))
        return not_that_summary(addition, error, ERROR_WORDS("the summary has no date, and none is given"));
    return USMCA_OK;
}

static usmca_status compare_counts(const struct run_row *run, const struct run_addition *addition,
                                   const json_t *summary, usmca_error *error) {
    const json_t *goods = json_object_get(summary, "goods");
    bool same = true;
    for (int i = 0; i < COUNTED_STATUSES; i++)
        same = same && json_integer_value(json_object_get(goods, COUNTED[i])) == run->statuses[i];
    return same
               ? USMCA_OK
               : not_that_summary(
                     addition, error,
                     ERROR_WORDS(
                         "it counts other goods than the results have: a run is kept whole, with every good and its own summary"));
}

static usmca_status insert_run(const struct adding *adding, usmca_error *error) {
    const struct run_row *run = &adding->run;
    sqlite3_stmt *add = NULL;
    usmca_status status = record_prepare(
        adding->record, &add, "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
    if (status != USMCA_OK)
        return status;
    sqlite3_bind_int64(add, 1, run->run);
    sqlite3_bind_int64(add, 2, run->link);
    sqlite3_bind_int(add, 3, run->day);
    record_bind_text(add, 4, run->kept);
    record_bind_text(add, 5, run->program);
    record_bind_text(add, 6, run->rules);
    sqlite3_bind_int64(add, 7, run->summary);
    record_bind_bytes(add, 8, chain_bytes(&run->results));
    sqlite3_bind_int64(add, 9, run->goods);
    for (int i = 0; i < COUNTED_STATUSES; i++)
        sqlite3_bind_int64(add, 10 + i, run->statuses[i]);
    record_bind_bytes(add, 14, chain_bytes(&run->entries));
    status = record_execute(adding->record, add, error);
    sqlite3_finalize(add);
    return status;
}

static usmca_status finish_run(struct adding *adding, usmca_error *error) {
    adding->run.entries = digest_end(&adding->hashes);
    struct digest content = chain_run(&adding->run);
    usmca_status status = chain_add(adding->record, "run", adding->run.link, &content, error);
    return status == USMCA_OK ? insert_run(adding, error) : status;
}

static usmca_status begin(struct adding *adding, const struct run_addition *addition, usmca_error *error) {
    usmca_status status = USMCA_OK;
    for (int i = 0; i < STATEMENTS && status == USMCA_OK; i++)
        status = record_prepare(adding->record, &adding->statements[i], SQL[i], error);
    if (status == USMCA_OK)
        status = record_number(adding->record, "SELECT max(run) + 1 FROM run", 1, &adding->run.run, error);
    if (status == USMCA_OK)
        status = chain_next(adding->record, &adding->run.link, error);
    if (status == USMCA_OK)
        status = files_keep(adding->record, addition->summary, &adding->run.summary_digest,
                            &adding->run.summary, error);
    if (status == USMCA_OK)
        status = take_dictionary(adding, error);
    if (status == USMCA_OK)
        status = packer_begin(&adding->packer, buffer_view(&adding->dictionary), error);
    digest_begin(&adding->lines);
    digest_begin(&adding->hashes);
    return status;
}

static void end(struct adding *adding) {
    for (int i = 0; i < STATEMENTS; i++)
        sqlite3_finalize(adding->statements[i]);
    packer_end(&adding->packer);
    buffer_free(&adding->dictionary);
    buffer_free(&adding->content);
    buffer_free(&adding->packed);
}

usmca_status record_add_run(struct record *record, const struct run_addition *addition,
                            const struct results_source *results, int64_t *run, usmca_error *error) {
    json_error_t problem = {.column = 1};
    struct adding adding = {.record = record, .results = results};
    json_t *summary = NULL;
    if (!json_read(&summary, addition->summary, 0, &problem))
        return error_memory(error);
    adding.run.kept = text_from(addition->kept);
    usmca_status status = read_summary(&adding.run, addition, summary, error);
    if (status == USMCA_OK)
        status = begin(&adding, addition, error);
    if (status == USMCA_OK)
        status = add_lines(&adding, error);
    if (status == USMCA_OK)
        status = compare_counts(&adding.run, addition, summary, error);
    adding.run.results = digest_end(&adding.lines);
    if (status == USMCA_OK)
        status = results_hold_summary(&adding.run.results, summary, addition->summary_path, error);
    if (status == USMCA_OK)
        status = finish_run(&adding, error);
    end(&adding);
    json_decref(summary);
    *run = adding.run.run;
    return status;
}
