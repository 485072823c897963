#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "batch/case_sheets.h"
#include "batch/read_tables.h"
#include "batch/run.h"
#include "cli/check_options.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/form_said.h"
#include "cli/forms.h"
#include "cli/record_keep.h"
#include "cli/rules_digest.h"
#include "cli/summary.h"

/* ---- progress and summary ---- */

struct progress {
    struct timespec start;
    bool shown;
};

static double seconds_since(struct timespec start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
}

static struct text put_number(struct buffer *room, uint64_t number) {
    room->length = 0;
    buffer_number(room, number);
    return buffer_view(room);
}

static void list_findings(struct buffer *out, const struct messages *messages,
                          const struct batch_counts *counts) {
    struct buffer list = {0};
    struct buffer number = {0};
    for (int i = 0; i < FINDING_CODES; i++) {
        if (counts->findings[i] == 0)
            continue;
        buffer_string(&list, list.length > 0 ? ", " : "");
        char name[64];
        snprintf(name, sizeof name, "finding-name.%s", FINDING_WORDS[i]);
        MESSAGE(&list, messages, "summary.finding", {"code", text_from(FINDING_WORDS[i])},
                {"name", message_find(messages, name)}, {"count", put_number(&number, counts->findings[i])});
    }
    if (list.length > 0)
        MESSAGE(out, messages, "summary.findings", {"list", buffer_view(&list)});
    buffer_release(&list, out);
    buffer_release(&number, out);
}

static void show_summary(const struct messages *messages, const struct batch_result *result,
                         uint64_t table_rows, double seconds) {
    const struct batch_counts *counts = &result->counts;
    struct buffer room[7] = {{0}};
    struct buffer findings = {0};
    struct buffer line = {0};
    char elapsed[32];
    char shown[3 * sizeof elapsed];
    int length = snprintf(elapsed, sizeof elapsed, "%d.%02d", (int)seconds, (int)(seconds * 100) % 100);
    const size_t wide =
        number_form_write(shown, (struct text){elapsed, (size_t)length}, message_numbers(messages));
    uint64_t goods = 0;
    for (int i = 0; i < STATUSES; i++)
        goods += counts->goods[i];
    list_findings(&findings, messages, counts);
    MESSAGE(&line, messages, "summary", {"rows", put_number(&room[0], counts->rows + table_rows)},
            {"rejected", put_number(&room[1], result->rejects.count)}, {"goods", put_number(&room[2], goods)},
            {"originating", put_number(&room[3], counts->goods[STATUS_ORIGINATING])},
            {"non_originating", put_number(&room[4], counts->goods[STATUS_NON_ORIGINATING])},
            {"undetermined", put_number(&room[5], counts->goods[STATUS_UNDETERMINED])},
            {"rejected_goods", put_number(&room[6], counts->goods[STATUS_REJECTED])},
            {"findings", buffer_view(&findings)}, {"seconds", {shown, wide}});
    command_say(buffer_view(&line));
    for (int i = 0; i < 7; i++)
        buffer_free(&room[i]);
    buffer_free(&findings);
    buffer_free(&line);
}

static void show_notices(const struct messages *messages, const struct check_options *options,
                         const struct batch_result *result) {
    command_say(buffer_view(&result->notices));
    if (options->rejects != NULL)
        return;
    command_say(buffer_view(&result->rejects.lines));
    if (result->rejects.count > REJECTS_SHOWN) {
        struct buffer out = {0};
        struct buffer number = {0};
        MESSAGE(&out, messages, "rejects.more",
                {"count", put_number(&number, result->rejects.count - REJECTS_SHOWN)});
        command_say(buffer_view(&out));
        buffer_free(&out);
        buffer_free(&number);
    }
}

/* ---- the run ---- */

struct check {
    const char *command;
    struct check_options options;
    char rules_room[4096];
    const char *rules;
    struct usmca_rulebook *book;
    struct profile *profile;
    struct tables tables;
    struct case_setting setting;
    struct stated stated;
    struct intake_files *files; /* for the summary; or NULL */
    size_t notices_of_run;      /* the length of those that are of no single file */
    struct batch_result result;
    struct command_output outputs[OUTPUTS];
    struct results_file kept; /* the results, until they are in the record; or nothing */
    digest_parts results;     /* of their bytes, for the summary */
    uint64_t results_bytes;
    int descriptors[BATCH_OUTPUTS];
    struct buffer summary;
    struct progress progress;
};

/* Appears when the work turns out to be long. */
static bool show_progress(void *context, uint64_t done, uint64_t all) {
    enum { BAR = 40 };
    struct progress *progress = &((struct check *)context)->progress;
    if (seconds_since(progress->start) < 1.0 || all == 0)
        return true;
    int filled = (int)(done * BAR / all);
    fprintf(stderr, "\r[%.*s%.*s] %3d %%", filled, "########################################", BAR - filled,
            "                                        ", (int)(done * 100 / all));
    progress->shown = true;
    return true;
}

static usmca_status read_tables(struct check *check, usmca_error *error) {
    const struct table_inputs inputs = {.paths = check->options.files,
                                        .profile = check->profile,
                                        .first_month = check->options.first_month,
                                        .files = check->files};
    return batch_read_tables(&inputs, check->book, &check->setting, &check->tables, &check->stated,
                             &check->result, error);
}

static usmca_status prepare(struct check *check, usmca_error *error) {
    struct check_options *options = &check->options;
    usmca_status status = rulebook_open(&check->book, check->rules, options->language, error);
    if (status == USMCA_OK)
        status = profile_of_run(&check->profile, options->profile, check->rules, &options->form,
                                check->book->words, error);
    if (status == USMCA_OK && !vocabulary_currency(check->book->words, text_from(options->currency)))
        status = usage_error(error, "no-currency", "currency", options->currency);
    if (status == USMCA_OK && options->good != NULL)
        status = profile_name_good(check->profile, options->good, error);
    if (status != USMCA_OK)
        return status;
    config_say(&check->result.notices, check->book->messages);
    form_said(&check->result.notices, check->book->messages, check->profile);
    check->result.rejects.messages = check->book->messages;
    check->result.rejects.raw = options->raw;
    const struct case_files files = {&options->flat, &options->goods, &options->bom, options->files};
    status =
        case_sheets(&files, check->book, check->rules, &check->tables.arena, &check->result.notices, error);
    if (status != USMCA_OK)
        return status;
    check->notices_of_run = check->result.notices.length;
    check->setting = (struct case_setting){.date = options->date,
                                           .currency = text_from(options->currency),
                                           .edition = options->hs,
                                           .tariff = options->whose,
                                           .default_use = options->use,
                                           .designation = options->designation,
                                           .gap = options->gap || options->tables.path != NULL,
                                           .ask = true};
    if (check->setting.tariff == TARIFF_NOT_SAID)
        check->setting.tariff = check->profile->tariff;
    return read_tables(check, error);
}

/* Text is for a person: of many goods it is a list, except where each of them is asked for. */
static bool lists_goods(const struct check_options *options) {
    return strcmp(options->format_chosen->name, "text") == 0 && !options->details && !options->gap;
}

/* What goes into the results, so that the summary can name them. */
static void note_results(struct check *check, struct text bytes) {
    if (check->files == NULL) /* there is none */
        return;
    digest_plain(&check->results, bytes);
    check->results_bytes += bytes.length;
}

static usmca_status take_output(void *context, enum batch_output output, struct text bytes,
                                usmca_error *error) {
    struct check *check = context;
    if (output == BATCH_RESULTS)
        note_results(check, bytes);
    return batch_write(check->descriptors[output], bytes, error);
}

static usmca_status run(struct check *check, usmca_error *error) {
    const struct check_options *options = &check->options;
    bool progress = !options->quiet && isatty(STDERR_FILENO);
    struct batch_request request = {.book = check->book,
                                    .setting = &check->setting,
                                    .vehicles = &check->stated.vehicles,
                                    .profile = check->profile,
                                    .goods_path = options->goods,
                                    .lines_path = options->flat != NULL ? options->flat : options->bom,
                                    .format = options->format_chosen,
                                    .style = {.coloured = command_in_colours(options->output),
                                              .width = command_width(options->output),
                                              .raw_cells = options->raw},
                                    .filter = options->filter,
                                    .overview_width =
                                        lists_goods(options) ? command_width(options->output) : 0,
                                    .jobs = options->threads,
                                    .files = check->files,
                                    .progress = progress ? show_progress : NULL,
                                    .take = check->files != NULL ? take_output : NULL,
                                    .context = check};
    batch_no_outputs(&request);
    request.outputs[BATCH_RESULTS] =
        check->kept.file != NULL ? fileno(check->kept.file) : check->outputs[OUTPUT_RESULTS].descriptor;
    if (options->rejects != NULL)
        request.outputs[BATCH_REJECTS] = check->outputs[OUTPUT_REJECTS].descriptor;
    for (int i = 0; i < REPORT_TABLE_COUNT && options->tables.path != NULL; i++)
        request.outputs[BATCH_TABLES + i] = check->outputs[OUTPUT_TABLES + i].descriptor;
    memcpy(check->descriptors, request.outputs, sizeof check->descriptors);
    usmca_status status = batch_run(&request, &check->result, error);
    if (check->progress.shown)
        fprintf(stderr, "\r%60s\r", "");
    return status;
}

static bool fails(const struct check *check) {
    const struct batch_counts *counts = &check->result.counts;
    bool violated = counts->violations > 0;
    bool foreign = counts->goods[STATUS_NON_ORIGINATING] > 0;
    if (check->options.failure >= FAIL_ON_PILE)
        return counts->piles[check->options.failure - FAIL_ON_PILE] > 0;
    switch (check->options.failure) {
    case FAIL_NEVER:
        return false;
    case FAIL_ON_NON_ORIGINATING:
        return violated || foreign;
    default:
        return violated;
    }
}

static int outcome(const struct check *check) {
    return (fails(check) ? EXIT_FAILED : EXIT_DONE) |
           (check->result.rejects.count > 0 ? EXIT_REJECTED : EXIT_DONE);
}

static usmca_status open_outputs(struct check *check, usmca_error *error) {
    usmca_error ignored;
    struct command_output *outputs = check->outputs;
    usmca_status status = command_output_open(&outputs[OUTPUT_RESULTS], check->options.output, error);
    if (status == USMCA_OK && check->options.rejects != NULL)
        status = command_output_open(&outputs[OUTPUT_REJECTS], check->options.rejects, error);
    if (status == USMCA_OK && check->options.summary != NULL)
        status = command_output_open(&outputs[OUTPUT_SUMMARY], check->options.summary, error);
    if (status == USMCA_OK && check->options.record != NULL && (check->kept.file = tmpfile()) == NULL)
        status = error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a temporary file: %s",
                           strerror(errno));
    if (status == USMCA_OK)
        status = table_folder_open(&check->options.tables, &outputs[OUTPUT_TABLES], error);
    if (status != USMCA_OK) {
        command_outputs_close(outputs, OUTPUTS, false, &ignored);
        table_folder_leave(&check->options.tables, false);
    }
    return status;
}

static usmca_status summarize(struct check *check, usmca_error *error) {
    struct run_summary summary = {
        .command = check->command,
        .rules = check->rules,
        .language = check->options.language,
        .date = check->options.date,
        .currency = check->setting.currency,
        .book = check->book,
        .options = buffer_view(&check->options.given),
        .notices = {check->result.notices.data, check->notices_of_run},
        .rows = check->result.counts.rows + check->tables.rows,
        .exit_status = outcome(check),
        .format = check->options.format_chosen->name,
        .results = digest_end(&check->results),
        .results_bytes = check->results_bytes,
        .milliseconds = (uint64_t)(seconds_since(check->progress.start) * 1000),
        .result = &check->result,
        .files = check->files,
    };
    usmca_status status = rules_digest(&summary.rule_book, check->rules, error);
    if (status != USMCA_OK)
        return status;
    summary_write(&check->summary, &summary);
    return check->summary.failed || check->options.given.failed ? error_memory(error) : USMCA_OK;
}

static usmca_status copy_kept(struct check *check, usmca_error *error) {
    enum { BLOCK = 1 << 16 };
    char block[BLOCK];
    usmca_status status = USMCA_OK;
    off_t copied = 0;
    for (;;) {
        ssize_t got = file_read_at(fileno(check->kept.file), block, sizeof block, copied);
        if (got < 0)
            return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot read a temporary file: %s",
                             strerror(errno));
        if (got == 0 || status != USMCA_OK)
            return status;
        status =
            command_output_write(&check->outputs[OUTPUT_RESULTS], (struct text){block, (size_t)got}, error);
        copied += got;
    }
}

static usmca_status keep_run(struct check *check, usmca_error *error) {
    int64_t run = 0;
    check->kept.path = "the results";
    const struct kept_run kept = {.record = check->options.record,
                                  .summary = buffer_view(&check->summary),
                                  .summary_path = "the summary",
                                  .results = &check->kept};
    usmca_status status = copy_kept(check, error);
    rewind(check->kept.file);
    return status == USMCA_OK ? record_keep_run(&kept, &run, error) : status;
}

/* The record comes last: where it cannot keep the run, there are no outputs either. */
static usmca_status tell_of_run(struct check *check, usmca_error *error) {
    usmca_status status = check->files != NULL ? summarize(check, error) : USMCA_OK;
    if (status == USMCA_OK && check->options.summary != NULL)
        status = command_output_write(&check->outputs[OUTPUT_SUMMARY], buffer_view(&check->summary), error);
    if (status == USMCA_OK && check->kept.file != NULL)
        status = keep_run(check, error);
    return status;
}

/* A person who reads the answers is told of settings that were found. */
static usmca_status write_head(struct check *check, usmca_error *error) {
    struct buffer head = {0};
    if (strcmp(check->options.format_chosen->name, "text") == 0)
        config_say(&head, check->book->messages);
    if (head.length > 0)
        buffer_char(&head, '\n');
    note_results(check, buffer_view(&head));
    usmca_status status =
        head.failed        ? error_memory(error)
        : head.length == 0 ? USMCA_OK
                           : command_output_write(&check->outputs[OUTPUT_RESULTS], buffer_view(&head), error);
    buffer_free(&head);
    return status;
}

static int run_check(struct check *check) {
    usmca_error error = {0};
    usmca_error ignored;
    clock_gettime(CLOCK_MONOTONIC, &check->progress.start);
    usmca_status status = prepare(check, &error);
    if (status == USMCA_OK)
        status = open_outputs(check, &error);
    if (status != USMCA_OK)
        return command_fail(&error);
    if (check->files != NULL)
        digest_begin(&check->results);
    status = write_head(check, &error);
    if (status == USMCA_OK)
        status = run(check, &error);
    if (status == USMCA_OK)
        status = tell_of_run(check, &error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_outputs_close(check->outputs, OUTPUTS, keep, keep ? &error : &ignored);
    table_folder_leave(&check->options.tables, keep && closed == USMCA_OK);
    if (status != USMCA_OK || closed != USMCA_OK)
        return command_fail(&error);
    if (check->options.good != NULL && check->result.counts.written == 0 && !check->options.quiet) {
        error_set(&error, USMCA_ERROR_INPUT, NULL, 0, 0,
                  "--good %s: no good of that id is among those asked for", check->options.good);
        command_fail(&error);
    }
    /* what was taken of a file without its saying so is told in any case */
    if (check->options.quiet)
        command_say(buffer_view(&check->result.notices));
    else {
        show_notices(check->book->messages, &check->options, &check->result);
        show_summary(check->book->messages, &check->result, check->tables.rows,
                     seconds_since(check->progress.start));
    }
    return outcome(check);
}

static int command(const char *name, int count, char **arguments, struct check_options preset) {
    struct check *check = calloc(1, sizeof *check);
    if (check == NULL)
        return command_no_memory();
    signal(SIGPIPE, SIG_IGN);
    check->command = name;
    check->options = preset;
    int status = check_options_read(&check->options, count, arguments);
    if (status == EXIT_DONE && check->options.help) {
        status = form_help(strcmp(name, "gap") == 0 ? &GAP_FORM : &CHECK_FORM, check->options.language,
                           check->options.rules);
        free(check);
        return status;
    }
    if (status == EXIT_DONE)
        status = check_options_values(&check->options);
    if (status == EXIT_DONE && (check->options.summary != NULL || check->options.record != NULL)) {
        check->files = calloc(1, sizeof *check->files);
        status = check->files == NULL ? command_no_memory() : EXIT_DONE;
    }
    if (status == EXIT_DONE) {
        check->rules = command_rules(check->options.rules, check->rules_room);
        status = run_check(check);
    }
    batch_result_free(&check->result);
    buffer_free(&check->options.given);
    buffer_free(&check->summary);
    results_file_close(&check->kept);
    if (check->files != NULL)
        arena_free(&check->files->arena);
    free(check->files);
    tables_free(&check->tables);
    profile_free(check->profile);
    rulebook_free(check->book);
    free(check);
    return status;
}

int command_check(int count, char **arguments) {
    return command("check", count, arguments, (struct check_options){0});
}

int command_gap(int count, char **arguments) {
    return command("gap", count, arguments, (struct check_options){.gap = true, .fail_on = "never"});
}
