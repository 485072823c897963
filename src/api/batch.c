#include "api/batch.h"

#include <stdlib.h>

#include "api/call.h"
#include "batch/counts.h"
#include "report/json_value.h"

enum { MOST_JOBS = 1024 };

/* ---- a batch ---- */

USMCA_API usmca_status usmca_batch_new(usmca_batch **out, const usmca_rulebook *rulebook, const char *day,
                                       const char *currency, usmca_error *error) {
    date from = 0;
    if (out == NULL || rulebook == NULL)
        return call_missing(out == NULL ? "out" : "rulebook", error);
    usmca_status status = call_day(&from, day, error);
    if (status == USMCA_OK)
        status = call_currency(currency, error);
    if (status == USMCA_OK && !vocabulary_currency(rulebook->words, text_from(currency)))
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no code of ISO 4217", currency);
    if (status != USMCA_OK)
        return status;
    usmca_batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL)
        return error_memory(error);
    batch->book = rulebook;
    batch->first_month = 1;
    batch->threads = 1;
    batch->setting.date = from;
    batch->setting.ask = true;
    batch->setting.currency = arena_copy(&batch->arena, text_from(currency));
    if (batch->setting.currency.data != NULL) {
        *out = batch;
        return USMCA_OK;
    }
    usmca_batch_free(batch);
    return error_memory(error);
}

static void forget_run(usmca_batch *batch) {
    batch->done = false;
    for (int i = 0; i < BATCH_OUTPUTS; i++)
        kept_free(&batch->kept[i]);
    buffer_free(&batch->summary);
}

USMCA_API void usmca_batch_free(usmca_batch *batch) {
    if (batch == NULL)
        return;
    forget_run(batch);
    for (int i = 0; i < BATCH_INPUTS; i++)
        batch_table_free(&batch->tables[i]);
    arena_free(&batch->arena);
    free(batch);
}

/* ---- options ---- */

static usmca_status refuse(const char *option, const char *value, usmca_error *error) {
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no value of %s",
                     value != NULL ? value : "NULL", option);
}

static usmca_status set_edition(usmca_batch *batch, const char *value, usmca_error *error) {
    enum hs_edition edition = HS_2022;
    if (value != NULL && !hs_edition_named(&edition, text_from(value)))
        return refuse("hs", value, error);
    batch->setting.edition = value != NULL ? edition_choice(edition) : EDITION_NOT_GIVEN;
    return USMCA_OK;
}

static usmca_status set_tariff(usmca_batch *batch, const char *value, usmca_error *error) {
    int tariff = value == NULL ? TARIFF_NOT_SAID : TARIFF_CHOICES;
    for (int i = 1; i < TARIFF_CHOICES && value != NULL; i++)
        if (strcmp(value, TARIFF_WORDS[i]) == 0)
            tariff = i;
    if (tariff == TARIFF_CHOICES)
        return refuse("tariff", value, error);
    batch->setting.tariff = (enum tariff_choice)tariff;
    return USMCA_OK;
}

static usmca_status set_use(usmca_batch *batch, const char *value, usmca_error *error) {
    enum use use = use_named(value);
    if (value != NULL && use == USE_NONE)
        return refuse("default-use", value, error);
    batch->setting.default_use = use;
    return USMCA_OK;
}

static usmca_status set_designation(usmca_batch *batch, const char *value, usmca_error *error) {
    int designation = DESIGNATE_DECLARED;
    usmca_status status = value != NULL ? call_designation(&designation, value, error) : USMCA_OK;
    if (status == USMCA_OK)
        batch->setting.designation = (enum designation)designation;
    return status;
}

/* A whole number from 1; NULL is 1. */
static usmca_status set_number(int *out, const char *option, int most, const char *value,
                               usmca_error *error) {
    int number = value == NULL;
    for (const char *at = value; at != NULL && *at != '\0' && number <= most; at++) {
        if (*at < '0' || *at > '9')
            return refuse(option, value, error);
        number = number * 10 + (*at - '0');
    }
    if (number < 1 || number > most)
        return refuse(option, value, error);
    *out = number;
    return USMCA_OK;
}

static usmca_status set_gap(usmca_batch *batch, const char *value, usmca_error *error) {
    if (value != NULL && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return refuse("gap", value, error);
    batch->setting.gap = value != NULL && strcmp(value, "yes") == 0;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_batch_set(usmca_batch *batch, const char *option, const char *value,
                                       usmca_error *error) {
    if (batch == NULL || option == NULL)
        return call_missing(batch == NULL ? "batch" : "option", error);
    if (strcmp(option, "hs") == 0)
        return set_edition(batch, value, error);
    if (strcmp(option, "tariff") == 0)
        return set_tariff(batch, value, error);
    if (strcmp(option, "default-use") == 0)
        return set_use(batch, value, error);
    if (strcmp(option, "designate") == 0)
        return set_designation(batch, value, error);
    if (strcmp(option, "year-begins") == 0)
        return set_number(&batch->first_month, option, MONTHS_A_YEAR, value, error);
    if (strcmp(option, "jobs") == 0)
        return set_number(&batch->threads, option, MOST_JOBS, value, error);
    if (strcmp(option, "gap") == 0)
        return set_gap(batch, value, error);
    if (strcmp(option, "profile") == 0)
        return call_keep(&batch->arena, &batch->profile, value, error);
    if (strcmp(option, "good") == 0)
        return call_keep(&batch->arena, &batch->good, value, error);
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no option %s of a batch", option);
}

/* ---- what is kept ---- */

int batch_output_named(const char *name) {
    if (strcmp(name, "json") == 0)
        return BATCH_RESULTS;
    if (strcmp(name, "rejects") == 0)
        return BATCH_REJECTS;
    int found = BATCH_OUTPUTS;
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        if (strcmp(name, REPORT_TABLES[i].name) == 0)
            found = BATCH_TABLES + i;
    return found;
}

USMCA_API usmca_status usmca_batch_keep(usmca_batch *batch, const char *output, usmca_error *error) {
    if (batch == NULL || output == NULL)
        return call_missing(batch == NULL ? "batch" : "output", error);
    int found = batch_output_named(output);
    if (found == BATCH_OUTPUTS)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no output %s of a batch", output);
    batch->wanted[found] = true;
    return USMCA_OK;
}

static const char *view(const usmca_batch *batch, const struct buffer *of, size_t *length) {
    if (length != NULL)
        *length = batch->done ? of->length : 0;
    return batch->done ? of->data : NULL;
}

USMCA_API const char *usmca_batch_kept(const usmca_batch *batch, const char *output, size_t *length) {
    static const struct buffer NOTHING = {0};
    int found = batch != NULL && output != NULL ? batch_output_named(output) : (int)BATCH_OUTPUTS;
    if (length != NULL)
        *length = 0;
    return batch == NULL ? NULL
                         : view(batch, found != BATCH_OUTPUTS ? &batch->kept[found].bytes : &NOTHING, length);
}

USMCA_API const char *usmca_batch_summary(const usmca_batch *batch, size_t *length) {
    if (length != NULL)
        *length = 0;
    return batch != NULL ? view(batch, &batch->summary, length) : NULL;
}

/* ---- a run ---- */

struct batch_calls {
    usmca_batch *batch;
    usmca_take take;
    usmca_progress progress;
    void *context;
};

static usmca_status hand_over(const struct batch_calls *calls, struct text lines, usmca_error *error) {
    struct text line;
    while (lines.length > 0 && text_split(&lines, '\n', &line))
        if (calls->take(calls->context, line.data, line.length) != 0)
            return error_set(error, USMCA_ERROR_CANCELLED, NULL, 0, 0, "cancelled");
    return USMCA_OK;
}

static usmca_status take_output(void *context, enum batch_output output, struct text bytes,
                                usmca_error *error) {
    const struct batch_calls *calls = context;
    struct kept *kept = &calls->batch->kept[output];
    if (calls->batch->wanted[output])
        kept_put(kept, bytes);
    if (kept->bytes.failed)
        return error_memory(error);
    return output == BATCH_RESULTS && calls->take != NULL ? hand_over(calls, bytes, error) : USMCA_OK;
}

static bool tell_progress(void *context, uint64_t done, uint64_t all) {
    const struct batch_calls *calls = context;
    return calls->progress(calls->context, done, all) == 0;
}

static void summarize(struct buffer *out, const struct batch_result *result, uint64_t table_rows) {
    uint64_t read = result->counts.rows + table_rows;
    JSON_LITERAL(out, "{\"rows\":{\"read\":");
    buffer_number(out, read);
    JSON_LITERAL(out, ",\"used\":");
    buffer_number(out, read - result->rejects.count);
    JSON_LITERAL(out, ",\"rejected\":");
    buffer_number(out, result->rejects.count);
    JSON_LITERAL(out, "}");
    batch_counts_json(out, &result->counts);
    JSON_LITERAL(out, ",\"notices\":");
    json_put_lines(out, buffer_view(&result->notices));
    JSON_LITERAL(out, ",\"rejects\":");
    json_put_lines(out, buffer_view(&result->rejects.lines));
    JSON_LITERAL(out, "}");
}

static usmca_status check_tables(const usmca_batch *batch, usmca_error *error) {
    bool goods = batch->tables[INPUT_GOODS].path != NULL;
    bool lines = batch->tables[INPUT_LINES].path != NULL;
    bool flat = batch->tables[BATCH_FLAT].path != NULL;
    if (flat ? goods || lines : !goods || !lines)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "a batch has the tables goods and bom, or flat in place of both");
    return USMCA_OK;
}

/* What is read and reckoned in one run alone. */
struct batch_work {
    struct case_setting setting;
    struct profile *profile;
    struct tables tables;
    struct stated stated;
    struct batch_result result;
};

static usmca_status prepare(usmca_batch *batch, struct batch_work *work, usmca_error *error) {
    const char *paths[TABLES];
    const struct given_table *given[TABLES];
    for (int i = 0; i < TABLES; i++) {
        paths[i] = batch->tables[i].path;
        given[i] = batch->tables[i].given;
    }
    usmca_status status = profile_of_run(&work->profile, batch->profile, batch->book->directory,
                                         &(struct file_form){0}, batch->book->words, error);
    if (status == USMCA_OK && batch->good != NULL)
        status = profile_name_good(work->profile, batch->good, error);
    if (status != USMCA_OK)
        return status;
    work->setting = batch->setting;
    work->setting.gap = work->setting.gap || batch->wanted[batch_output_named("gap_routes")];
    if (work->setting.tariff == TARIFF_NOT_SAID)
        work->setting.tariff = work->profile->tariff;
    work->result.rejects.raw = true;
    const struct table_inputs inputs = {
        .paths = paths, .given = given, .profile = work->profile, .first_month = batch->first_month};
    return batch_read_tables(&inputs, batch->book, &work->setting, &work->tables, &work->stated,
                             &work->result, error);
}

static usmca_status run(struct batch_calls *calls, struct batch_work *work, usmca_error *error) {
    usmca_batch *batch = calls->batch;
    const struct batch_table *lines = &batch->tables[INPUT_LINES];
    if (batch->tables[BATCH_FLAT].path != NULL)
        lines = &batch->tables[BATCH_FLAT];
    struct batch_request request = {.book = batch->book,
                                    .setting = &work->setting,
                                    .vehicles = &work->stated.vehicles,
                                    .profile = work->profile,
                                    .goods_path = batch->tables[INPUT_GOODS].path,
                                    .goods_given = batch->tables[INPUT_GOODS].given,
                                    .lines_path = lines->path,
                                    .lines_given = lines->given,
                                    .format = report_format_named("json"),
                                    .style = {.raw_cells = true},
                                    .jobs = batch->threads,
                                    .take = take_output,
                                    .progress = calls->progress != NULL ? tell_progress : NULL,
                                    .context = calls};
    batch_no_outputs(&request);
    for (int i = 0; i < BATCH_OUTPUTS; i++)
        if (batch->wanted[i] || (i == BATCH_RESULTS && calls->take != NULL))
            request.outputs[i] = 0;
    usmca_status status = batch_run(&request, &work->result, error);
    if (status == USMCA_OK)
        summarize(&batch->summary, &work->result, work->tables.rows);
    bool failed = batch->summary.failed || work->result.notices.failed || work->result.rejects.lines.failed;
    return status == USMCA_OK && failed ? error_memory(error) : status;
}

static void end_text(struct buffer *buffer) {
    buffer_char(buffer, '\0');
    if (!buffer->failed)
        buffer->length--;
}

USMCA_API usmca_status usmca_batch_run(usmca_batch *batch, usmca_take take, usmca_progress progress,
                                       void *context, usmca_error *error) {
    if (batch == NULL)
        return call_missing("batch", error);
    usmca_status status = check_tables(batch, error);
    struct batch_work *work = status == USMCA_OK ? calloc(1, sizeof *work) : NULL;
    forget_run(batch);
    if (work == NULL)
        return status == USMCA_OK ? error_memory(error) : status;
    struct batch_calls calls = {batch, take, progress, context};
    status = prepare(batch, work, error);
    if (status == USMCA_OK)
        status = run(&calls, work, error);
    batch_result_free(&work->result);
    tables_free(&work->tables);
    profile_free(work->profile);
    free(work);
    for (int i = 0; i < BATCH_OUTPUTS && status == USMCA_OK; i++)
        if (batch->wanted[i]) {
            kept_end(&batch->kept[i]);
            status = batch->kept[i].bytes.failed ? error_memory(error) : USMCA_OK;
        }
    end_text(&batch->summary);
    if (status == USMCA_OK && batch->summary.failed)
        status = error_memory(error);
    if (status != USMCA_OK)
        forget_run(batch);
    batch->done = status == USMCA_OK;
    return status;
}
