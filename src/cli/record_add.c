#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/record_keep.h"
#include "cli/record_options.h"
#include "record/certified.h"
#include "record/expire.h"
#include "record/query.h"

/* ---- a run ---- */

static usmca_status attach_file(struct record *record, enum attachment_kind kind, const char *path,
                                int64_t run, const char *time, usmca_error *error) {
    struct buffer bytes = {0};
    usmca_status status = file_read(&bytes, path, MOST_KEPT_FILE, error);
    if (status == USMCA_OK && kind == ATTACHED_CERTIFICATION)
        status = record_certified(record, run, path, buffer_view(&bytes), error);
    const struct attachment attachment = {
        .kind = kind, .name = path, .bytes = buffer_view(&bytes), .run = run, .kept = time};
    if (status == USMCA_OK)
        status = record_attach(record, &attachment, error);
    buffer_free(&bytes);
    return status;
}

usmca_status record_keep_run(const struct kept_run *kept, int64_t *run, usmca_error *error) {
    struct record *record = NULL;
    char time[KEPT_TIME_SIZE];
    const struct run_addition addition = {
        .summary = kept->summary, .summary_path = kept->summary_path, .day = kept->day, .kept = time};
    const struct results_source source = {.path = kept->results->path,
                                          .read_line = results_file_line,
                                          .again = results_file_again,
                                          .context = kept->results};
    usmca_status status = record_open_or_make(&record, kept->record, error);
    if (status == USMCA_OK)
        status = record_now(record, time, error);
    if (status == USMCA_OK)
        status = record_add_run(record, &addition, &source, run, error);
    for (int i = 0; i < kept->input_count && status == USMCA_OK; i++)
        status = attach_file(record, ATTACHED_INPUT, kept->inputs[i], *run, time, error);
    if (status == USMCA_OK)
        status = record_commit(record, error);
    record_close(record);
    return status;
}

static int add_run(const struct record_options *options) {
    enum { MOST_SUMMARY = 64 * 1024 * 1024 };
    usmca_error error = {0};
    struct results_file results = {0};
    struct buffer summary = {0};
    int64_t run = 0;
    struct kept_run kept = {.record = options->record,
                            .summary_path = options->summary_file,
                            .results = &results,
                            .inputs = options->rest,
                            .input_count = options->rest_count};
    int usage = record_day(options, "date", options->day, &kept.day);
    if (usage != EXIT_DONE)
        return usage;
    usmca_status status = file_read(&summary, options->summary_file, MOST_SUMMARY, &error);
    kept.summary = buffer_view(&summary);
    if (status == USMCA_OK)
        status = results_file_open(&results, options->results, &error);
    if (status == USMCA_OK)
        status = record_keep_run(&kept, &run, &error);
    results_file_close(&results);
    buffer_free(&summary);
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}

/* ---- a file ---- */

static int add_file(const struct record_options *options) {
    usmca_error error = {0};
    struct record *record = NULL;
    char time[KEPT_TIME_SIZE];
    int64_t run = 0;
    usmca_status status = record_open(&record, options->record, RECORD_TO_WRITE, &error);
    if (status == USMCA_OK)
        status = record_now(record, time, &error);
    if (status == USMCA_OK)
        status = query_run_named(record, options->run, 0, &run, &error);
    if (status == USMCA_OK && options->certification != NULL)
        status = attach_file(record, ATTACHED_CERTIFICATION, options->certification, run, time, &error);
    if (status == USMCA_OK && options->proof != NULL)
        status = attach_file(record, ATTACHED_PROOF, options->proof, run, time, &error);
    if (status == USMCA_OK)
        status = record_commit(record, &error);
    record_close(record);
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}

int record_add_command(const struct record_options *options) {
    bool file = options->certification != NULL || options->proof != NULL;
    bool run = options->results != NULL || options->summary_file != NULL;
    if (file && run)
        return USAGE(options->command, "run-or-file");
    if (file && options->rest_count > 0)
        return USAGE(options->command, "one-too-many", PART("value", options->rest[0]));
    if (file)
        return add_file(options);
    if (options->results == NULL || options->summary_file == NULL)
        return USAGE(options->command, "both-needed", PART("one", "--results"), PART("other", "--summary"));
    if (options->run != NULL)
        return USAGE(options->command, "new-run");
    return add_run(options);
}

/* ---- expiry ---- */

static void tell_quiet(struct buffer *line, const struct messages *messages, const struct expired *expired) {
    struct buffer runs = {0};
    char from[DATE_TEXT_SIZE];
    char to[DATE_TEXT_SIZE];
    if (expired->by_clock == 0)
        return;
    buffer_number(&runs, (uint64_t)expired->by_clock);
    date_print(from, expired->quiet_from);
    date_print(to, expired->quiet_to);
    buffer_char(line, '\n');
    MESSAGE(line, messages, "record.quiet", {"runs", buffer_view(&runs)}, {"from", text_from(from)},
            {"to", text_from(to)});
    buffer_free(&runs);
}

static void tell_expired(const struct messages *messages, const struct expired *expired) {
    const int64_t counts[] = {expired->runs, expired->determinations, expired->files, expired->kept_back};
    struct buffer numbers[4] = {{0}};
    struct buffer line = {0};
    for (int i = 0; i < 4; i++)
        buffer_number(&numbers[i], (uint64_t)counts[i]);
    MESSAGE(&line, messages, "record.expired", {"runs", buffer_view(&numbers[0])},
            {"determinations", buffer_view(&numbers[1])}, {"files", buffer_view(&numbers[2])});
    buffer_char(&line, '\n');
    if (expired->kept_back > 0)
        MESSAGE(&line, messages, "record.kept-back", {"runs", buffer_view(&numbers[3])});
    tell_quiet(&line, messages, expired);
    command_say(buffer_view(&line));
    for (int i = 0; i < 4; i++)
        buffer_free(&numbers[i]);
    buffer_free(&line);
}

int record_expire_command(const struct record_options *options) {
    usmca_error error = {0};
    struct arena arena = {0};
    struct messages *messages = NULL;
    struct record *record = NULL;
    struct expired expired = {0};
    char time[KEPT_TIME_SIZE];
    struct expiring expiring = {
        .today = command_today(), .by_clock = options->day == NULL, .kept = time, .forced = options->force};
    if (options->before == NULL)
        return USAGE(options->command, "needed", PART("option", "--before"));
    int usage = record_day(options, "before", options->before, &expiring.before);
    if (usage == EXIT_DONE)
        usage = record_day(options, "date", options->day, &expiring.today);
    if (usage == EXIT_DONE && expiring.today > command_today() && !options->force)
        usage = usage_value(options->command, "day-to-come", "date", options->day);
    if (usage != EXIT_DONE)
        return usage;
    usmca_status status = record_messages(options, &arena, &messages, &error);
    if (status == USMCA_OK)
        status = record_open(&record, options->record, RECORD_TO_WRITE, &error);
    if (status == USMCA_OK)
        status = record_now(record, time, &error);
    if (status == USMCA_OK)
        status = record_expire(record, &expiring, &expired, &error);
    if (status == USMCA_OK)
        status = record_commit(record, &error);
    record_close(record);
    if (status == USMCA_OK)
        tell_expired(messages, &expired);
    arena_free(&arena);
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}
