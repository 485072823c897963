#include "record/diff.h"

#include <jansson.h>
#include <stdlib.h>

#include "record/compare.h"
#include "record/explain.h"
#include "record/query.h"
#include "report/json_read.h"
#include "report/results.h"

const char *const DIFF_CHANGE_WORDS[DIFF_CHANGES] = {"lost", "won",   "status", "pile",
                                                     "gone", "added", "other"};
const char *const DIFF_REASON_WORDS[REASON_KINDS] = {"code",           "material-added",  "material-removed",
                                                     "material-code",  "material-origin", "material-value",
                                                     "material-paper", "price",           "paper",
                                                     "rule",           "required",        "test",
                                                     "rule-book",      "program",         "day",
                                                     "options",        "input",           "expired"};

/* An entry of a run. */
struct entry {
    int64_t good; /* 0 behind the last */
    int64_t determination;
    date day;
};

struct comparing {
    const struct record *record;
    struct diff *diff;
    sqlite3_stmt *entries[2];
    sqlite3_stmt *outcome;
    sqlite3_stmt *name;
    struct unexplained *told; /* goods whose reasons are to be found */
    size_t told_count;
    size_t told_room;
    struct diff_good **ends[DIFF_CHANGES];
    struct diff_alert **alert_ends[2];
    uint64_t most;
};

/* ---- the runs ---- */

static usmca_status take_run(void *context, const struct run_listed *run, usmca_error *error) {
    (void)error;
    struct diff *diff = context;
    for (int i = 0; i < 2; i++)
        if (diff->runs[i].run == run->run) {
            diff->runs[i].day = run->day;
            diff->runs[i].program = arena_copy(&diff->arena, text_from(run->program));
            diff->runs[i].rules = arena_copy(&diff->arena, text_from(run->rules));
            diff->runs[i].expired = run->expired;
        }
    return USMCA_OK;
}

/* Options that say where something is written to or read from, and what is shown: they decide nothing. The
 * files that are read tell themselves by their digest, and the language, which the environment says too, by
 * that of the sentences. */
static bool decides(const char *option, const json_t *files) {
    static const char *const IDLE[] = {"output", "rejects", "summary", "record", "format", "quiet",
                                       "jobs",   "lang",    "details", "raw",    "file",   "goods",
                                       "bom",    "fail-on", "rules",   "status", "pile",   "good"};
    for (size_t i = 0; i < sizeof IDLE / sizeof IDLE[0]; i++)
        if (strcmp(option, IDLE[i]) == 0)
            return false;
    for (size_t i = 0; i < json_array_size(files); i++)
        if (strcmp(results_string(json_array_get(files, i), "table"), option) == 0)
            return false;
    return true;
}

static const char *shown(const json_t *value) {
    if (value == NULL)
        return "";
    return json_is_string(value) ? json_string_value(value) : "true";
}

static void compare_option(struct reasons *reasons, const json_t *before, const json_t *after,
                           const char *name) {
    const char *one = shown(json_object_get(json_object_get(before, "options"), name));
    const char *other = shown(json_object_get(json_object_get(after, "options"), name));
    if (decides(name, json_object_get(before, "intake")) && decides(name, json_object_get(after, "intake")) &&
        strcmp(one, other) != 0)
        reasons_add(reasons, REASON_OPTIONS, TEXT(""), text_from(name), text_from(one), text_from(other));
}

static void compare_options(struct reasons *reasons, const json_t *before, const json_t *after) {
    json_t *was = json_object_get(before, "options");
    json_t *is = json_object_get(after, "options");
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(was, name, value) compare_option(reasons, before, after, name);
    json_object_foreach(is, name, value) {
        if (json_object_get(was, name) == NULL)
            compare_option(reasons, before, after, name);
    }
}

static void compare_languages(struct reasons *reasons, const json_t *before, const json_t *after) {
    const char *one = results_string(json_object_get(before, "rule_book"), "language");
    const char *other = results_string(json_object_get(after, "rule_book"), "language");
    if (strcmp(one, other) != 0)
        reasons_add(reasons, REASON_OPTIONS, TEXT(""), TEXT("lang"), text_from(one), text_from(other));
}

static const json_t *file_of(const json_t *summary, const char *table) {
    const json_t *files = json_object_get(summary, "intake");
    for (size_t i = 0; i < json_array_size(files); i++)
        if (strcmp(results_string(json_array_get(files, i), "table"), table) == 0)
            return json_array_get(files, i);
    return NULL;
}

static void compare_files(struct reasons *reasons, const json_t *before, const json_t *after) {
    const json_t *was = json_object_get(before, "intake");
    const json_t *is = json_object_get(after, "intake");
    for (size_t i = 0; i < json_array_size(was) + json_array_size(is); i++) {
        bool first = i < json_array_size(was);
        const json_t *file = first ? json_array_get(was, i) : json_array_get(is, i - json_array_size(was));
        const char *table = results_string(file, "table");
        const char *one = results_string(file_of(before, table), "sha256");
        const char *other = results_string(file_of(after, table), "sha256");
        if (strcmp(one, other) == 0 || (!first && one[0] != '\0'))
            continue;
        reasons_add(reasons, REASON_INPUT, TEXT(""), text_from(table), text_from(one), text_from(other));
    }
}

static usmca_status load_summary(struct comparing *comparing, int which, json_t **summary,
                                 usmca_error *error) {
    struct buffer bytes = {0};
    usmca_status status = query_summary(comparing->record, comparing->diff->runs[which].run, &bytes, error);
    if (status == USMCA_OK && bytes.length > 0 && !json_read(summary, buffer_view(&bytes), 0, NULL))
        status = error_memory(error);
    buffer_free(&bytes);
    return status;
}

static void compare_members(struct comparing *comparing, struct reasons *reasons) {
    const struct diff_run *runs = comparing->diff->runs;
    const struct {
        enum diff_reason_kind kind;
        struct text of[2];
    } MEMBERS[] = {{REASON_PROGRAM, {runs[0].program, runs[1].program}},
                   {REASON_RULE_BOOK, {runs[0].rules, runs[1].rules}}};
    for (int i = 0; i < 2; i++) {
        if (text_equal(MEMBERS[i].of[0], MEMBERS[i].of[1]))
            continue;
        reasons_add(reasons, MEMBERS[i].kind, TEXT(""), TEXT(""), MEMBERS[i].of[0], MEMBERS[i].of[1]);
    }
}

static usmca_status compare_runs(struct comparing *comparing, usmca_error *error) {
    struct reasons reasons;
    json_t *summaries[2] = {NULL, NULL};
    reasons_begin(&reasons, &comparing->diff->arena, NULL);
    usmca_status status = query_runs(comparing->record, take_run, comparing->diff, error);
    for (int i = 0; i < 2 && status == USMCA_OK; i++)
        status = load_summary(comparing, i, &summaries[i], error);
    if (status == USMCA_OK) {
        compare_members(comparing, &reasons);
        if (summaries[0] != NULL && summaries[1] != NULL) {
            compare_languages(&reasons, summaries[0], summaries[1]);
            compare_options(&reasons, summaries[0], summaries[1]);
            compare_files(&reasons, summaries[0], summaries[1]);
        }
        comparing->diff->reasons = reasons.first;
    }
    json_decref(summaries[0]);
    json_decref(summaries[1]);
    return status;
}

/* ---- a good ---- */

static struct text keep_column(struct comparing *comparing, sqlite3_stmt *row, int column) {
    struct text text = record_text(row, column);
    return text.length > 0 ? arena_copy(&comparing->diff->arena, text) : TEXT("");
}

static usmca_status read_outcome(struct comparing *comparing, int64_t determination,
                                 struct diff_outcome *outcome, usmca_error *error) {
    sqlite3_stmt *find = comparing->outcome;
    bool row = false;
    sqlite3_bind_int64(find, 1, determination);
    usmca_status status = record_step(comparing->record, find, &row, error);
    if (status == USMCA_OK && row)
        *outcome = (struct diff_outcome){.status = keep_column(comparing, find, 0),
                                         .criterion = keep_column(comparing, find, 1),
                                         .pile = keep_column(comparing, find, 2),
                                         .rule = keep_column(comparing, find, 3),
                                         .has_margin = sqlite3_column_type(find, 4) != SQLITE_NULL,
                                         .margin = sqlite3_column_int64(find, 4),
                                         .valid_until = sqlite3_column_int(find, 5)};
    sqlite3_reset(find);
    return status;
}

static usmca_status read_name(struct comparing *comparing, int64_t good, struct text *name,
                              usmca_error *error) {
    bool row = false;
    sqlite3_bind_int64(comparing->name, 1, good);
    usmca_status status = record_step(comparing->record, comparing->name, &row, error);
    if (status == USMCA_OK && row)
        *name = keep_column(comparing, comparing->name, 0);
    sqlite3_reset(comparing->name);
    return status;
}

static enum diff_change change_of(const struct diff_good *good) {
    bool was = text_is(good->before.status, "originating");
    bool is = text_is(good->after.status, "originating");
    if (good->before.status.length == 0)
        return DIFF_ADDED;
    if (good->after.status.length == 0)
        return DIFF_GONE;
    if (was != is)
        return was ? DIFF_LOST : DIFF_WON;
    if (!text_equal(good->before.status, good->after.status))
        return DIFF_STATUS;
    return text_equal(good->before.pile, good->after.pile) ? DIFF_OTHER : DIFF_PILE;
}

static usmca_status tell(struct comparing *comparing, struct diff_good *good, const struct entry entries[2],
                         usmca_error *error) {
    enum { FIRST = 64 };
    if (comparing->told_count == comparing->told_room) {
        size_t room = comparing->told_room > 0 ? 2 * comparing->told_room : FIRST;
        struct unexplained *larger = realloc(comparing->told, room * sizeof *larger);
        if (larger == NULL)
            return error_memory(error);
        comparing->told = larger;
        comparing->told_room = room;
    }
    comparing->told[comparing->told_count++] =
        (struct unexplained){.good = good,
                             .determinations = {entries[0].determination, entries[1].determination},
                             .days = {entries[0].day, entries[1].day}};
    return USMCA_OK;
}

/* `entries` of one good; the one that a run does not have is of good 0. */
static usmca_status compare_good(struct comparing *comparing, const struct entry entries[2],
                                 usmca_error *error) {
    struct diff *diff = comparing->diff;
    struct diff_outcome *outcomes[2];
    struct diff_good *good = ARENA_NEW(&diff->arena, struct diff_good);
    if (good == NULL)
        return error_memory(error);
    outcomes[0] = &good->before;
    outcomes[1] = &good->after;
    usmca_status status =
        read_name(comparing, entries[0].good != 0 ? entries[0].good : entries[1].good, &good->good_id, error);
    for (int i = 0; i < 2 && status == USMCA_OK; i++)
        if (entries[i].good != 0)
            status = read_outcome(comparing, entries[i].determination, outcomes[i], error);
    good->change = change_of(good);
    bool told = comparing->most == 0 || diff->counts[good->change] < comparing->most;
    if (status == USMCA_OK && told && entries[0].good != 0 && entries[1].good != 0)
        status = tell(comparing, good, entries, error);
    *comparing->ends[good->change] = good;
    comparing->ends[good->change] = &good->next;
    diff->counts[good->change]++;
    return status;
}

static usmca_status next_entry(const struct comparing *comparing, int which, struct entry *entry,
                               usmca_error *error) {
    sqlite3_stmt *entries = comparing->entries[which];
    bool row = false;
    *entry = (struct entry){0};
    usmca_status status = record_step(comparing->record, entries, &row, error);
    if (status == USMCA_OK && row)
        *entry = (struct entry){sqlite3_column_int64(entries, 0), sqlite3_column_int64(entries, 1),
                                sqlite3_column_int(entries, 2)};
    return status;
}

/* Both runs are in the order of the numbers of goods. */
static usmca_status compare_goods(struct comparing *comparing, usmca_error *error) {
    struct entry at[2];
    usmca_status status = next_entry(comparing, 0, &at[0], error);
    if (status == USMCA_OK)
        status = next_entry(comparing, 1, &at[1], error);
    while (status == USMCA_OK && (at[0].good != 0 || at[1].good != 0)) {
        bool first = at[0].good != 0 && (at[1].good == 0 || at[0].good <= at[1].good);
        bool second = at[1].good != 0 && (at[0].good == 0 || at[1].good <= at[0].good);
        const struct entry pair[2] = {first ? at[0] : (struct entry){0}, second ? at[1] : (struct entry){0}};
        if (!first || !second || at[0].determination != at[1].determination)
            status = compare_good(comparing, pair, error);
        if (status == USMCA_OK && first)
            status = next_entry(comparing, 0, &at[0], error);
        if (status == USMCA_OK && second)
            status = next_entry(comparing, 1, &at[1], error);
    }
    return status;
}

/* ---- alerts ---- */

static usmca_status add_alert(struct comparing *comparing, struct diff_alert found, struct text good_id,
                              usmca_error *error) {
    struct diff *diff = comparing->diff;
    struct diff_alert *alert = ARENA_NEW(&diff->arena, struct diff_alert);
    if (alert == NULL)
        return error_memory(error);
    *alert = found;
    alert->good_id = arena_copy(&diff->arena, good_id);
    *comparing->alert_ends[alert->kind] = alert;
    comparing->alert_ends[alert->kind] = &alert->next;
    diff->alert_counts[alert->kind]++;
    return USMCA_OK;
}

static usmca_status find_alerts(struct comparing *comparing, const char *sql, enum diff_alert_kind kind,
                                int64_t limit, date on, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(comparing->record, &statement, sql, error);
    if (status == USMCA_OK) {
        sqlite3_bind_int64(statement, 1, comparing->diff->runs[1].run);
        sqlite3_bind_int64(statement, 2, limit);
    }
    while (status == USMCA_OK &&
           (status = record_step(comparing->record, statement, &row, error)) == USMCA_OK && row) {
        struct diff_alert alert = {.kind = kind};
        if (kind == ALERT_MARGIN)
            alert.margin = sqlite3_column_int64(statement, 1);
        else
            alert.valid_until = sqlite3_column_int(statement, 1);
        alert.days = kind == ALERT_EXPIRY ? date_days(on, alert.valid_until) : 0;
        status = add_alert(comparing, alert, record_text(statement, 0), error);
    }
    sqlite3_finalize(statement);
    return status;
}

static usmca_status alert(struct comparing *comparing, const struct diff_request *request,
                          usmca_error *error) {
    static const char MARGINS[] =
        "SELECT id, margin FROM entry JOIN determination USING (determination) JOIN good ON good.good = "
        "entry.good WHERE run = ? AND status = 'originating' AND margin < ? ORDER BY margin, place";
    static const char EXPIRIES[] =
        "SELECT id, valid_until FROM entry JOIN determination USING (determination) JOIN good ON good.good = "
        "entry.good WHERE run = ? AND status = 'originating' AND valid_until <= ? ORDER BY valid_until, "
        "place";
    date on = request->on != 0 ? request->on : comparing->diff->runs[1].day;
    usmca_status status = USMCA_OK;
    if (request->alert_margin)
        status = find_alerts(comparing, MARGINS, ALERT_MARGIN, request->margin, on, error);
    if (status == USMCA_OK && request->alert_expiry)
        status = find_alerts(comparing, EXPIRIES, ALERT_EXPIRY, date_add_days(on, request->days), on, error);
    return status;
}

/* ---- all of it ---- */

static usmca_status begin(struct comparing *comparing, usmca_error *error) {
    static const char ENTRIES[] =
        "SELECT good, determination, day FROM entry WHERE run = ? ORDER BY good, place";
    const struct record *record = comparing->record;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < 2 && status == USMCA_OK; i++) {
        status = record_prepare(record, &comparing->entries[i], ENTRIES, error);
        if (status == USMCA_OK)
            sqlite3_bind_int64(comparing->entries[i], 1, comparing->diff->runs[i].run);
    }
    if (status == USMCA_OK)
        status = record_prepare(record, &comparing->outcome,
                                "SELECT status, criterion, pile, rule, margin, valid_until FROM "
                                "determination WHERE determination = ?",
                                error);
    if (status == USMCA_OK)
        status = record_prepare(record, &comparing->name, "SELECT id FROM good WHERE good = ?", error);
    return status;
}

usmca_status record_diff(struct diff *diff, const struct record *record, const struct diff_request *request,
                         usmca_error *error) {
    struct comparing comparing = {.record = record, .diff = diff, .most = request->most};
    *diff = (struct diff){.runs = {{.run = request->runs[0]}, {.run = request->runs[1]}}};
    for (int i = 0; i < DIFF_CHANGES; i++)
        comparing.ends[i] = &diff->goods[i];
    for (int i = 0; i < 2; i++)
        comparing.alert_ends[i] = &diff->alerts[i];
    usmca_status status = begin(&comparing, error);
    if (status == USMCA_OK)
        status = compare_runs(&comparing, error);
    if (status == USMCA_OK)
        status = compare_goods(&comparing, error);
    if (status == USMCA_OK)
        status = explain_goods(diff, record, comparing.told, comparing.told_count, request->jobs, error);
    if (status == USMCA_OK)
        status = alert(&comparing, request, error);
    if (status == USMCA_OK && diff->arena.failed)
        status = error_memory(error);
    free(comparing.told);
    sqlite3_finalize(comparing.entries[0]);
    sqlite3_finalize(comparing.entries[1]);
    sqlite3_finalize(comparing.outcome);
    sqlite3_finalize(comparing.name);
    return status;
}

void diff_free(struct diff *diff) {
    arena_free(&diff->arena);
    for (int i = 0; i < MOST_EXPLAINERS; i++)
        arena_free(&diff->reasons_of[i]);
}
