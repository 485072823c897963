#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/shown.h"
#include "cli/command.h"
#include "cli/record_options.h"
#include "record/proof.h"
#include "record/query.h"
#include "record/verify.h"
#include "report/json_read.h"
#include "report/json_value.h"
#include "report/results_text.h"

/* What is written of a record that is open to read. */
struct reading {
    const struct record_options *options;
    struct arena arena;
    struct messages *messages;
    struct record *record;
    struct command_output output;
    struct buffer out;
    uint64_t count;
    bool json;
};

typedef usmca_status (*write_answer)(struct reading *reading, usmca_error *error);

static usmca_status flush(struct reading *reading, usmca_error *error) {
    enum { ENOUGH = 1 << 20 };
    if (reading->out.failed)
        return error_memory(error);
    if (reading->out.length < ENOUGH)
        return USMCA_OK;
    usmca_status status = command_output_write(&reading->output, buffer_view(&reading->out), error);
    reading->out.length = 0;
    return status;
}

static usmca_status answer(struct reading *reading, write_answer write, usmca_error *error) {
    const struct record_options *options = reading->options;
    usmca_error ignored;
    usmca_status status = record_messages(options, &reading->arena, &reading->messages, error);
    if (status == USMCA_OK)
        status = record_open(&reading->record, options->record, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = command_output_open(&reading->output, options->output, error);
    if (status != USMCA_OK)
        return status;
    status = write(reading, error);
    if (status == USMCA_OK && reading->out.failed)
        status = error_memory(error);
    if (status == USMCA_OK && reading->out.length > 0)
        status = command_output_write(&reading->output, buffer_view(&reading->out), error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_output_close(&reading->output, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static int read_record(const struct record_options *options, write_answer write) {
    struct reading reading = {.options = options};
    usmca_error error = {0};
    const char *const outputs[] = {options->output};
    const char *const inputs[] = {options->record};
    int status = record_wants_json(options, &reading.json);
    if (status == EXIT_DONE)
        status = command_outputs_apart(options->command, outputs, 1, inputs, 1);
    if (status == EXIT_DONE && answer(&reading, write, &error) != USMCA_OK)
        status = command_fail(&error);
    record_close(reading.record);
    arena_free(&reading.arena);
    buffer_free(&reading.out);
    return status;
}

static int no_more(const struct record_options *options, int most) {
    if (options->rest_count <= most)
        return EXIT_DONE;
    return USAGE(options->command, "one-too-many", PART("value", options->rest[most]));
}

/* ---- list ---- */

static void put_run_json(struct buffer *out, const struct run_listed *run) {
    const struct {
        const char *key;
        int64_t count;
    } COUNTS[] = {{",\"goods\":", run->goods},
                  {",\"originating\":", run->originating},
                  {",\"non-originating\":", run->non_originating},
                  {",\"undetermined\":", run->undetermined},
                  {",\"rejected\":", run->rejected},
                  {",\"attachments\":", run->attachments}};
    JSON_LITERAL(out, "{\"run\":");
    buffer_number(out, (uint64_t)run->run);
    JSON_LITERAL(out, ",\"day\":");
    json_put_date(out, run->day);
    JSON_LITERAL(out, ",\"kept\":");
    json_put_text(out, text_from(run->kept));
    JSON_LITERAL(out, ",\"program\":");
    json_put_text(out, text_from(run->program));
    JSON_LITERAL(out, ",\"rule_book\":");
    json_put_text(out, text_from(run->rules));
    for (size_t i = 0; i < sizeof COUNTS / sizeof COUNTS[0]; i++) {
        buffer_string(out, COUNTS[i].key);
        buffer_number(out, (uint64_t)COUNTS[i].count);
    }
    JSON_LITERAL(out, ",\"expired\":");
    json_put_flag(out, run->expired);
    JSON_LITERAL(out, "}\n");
}

static void put_run_text(struct reading *reading, const struct run_listed *run) {
    const int64_t counts[] = {run->run,          run->goods,    run->originating, run->non_originating,
                              run->undetermined, run->rejected, run->attachments};
    struct buffer numbers[7] = {{0}};
    char day[DATE_TEXT_SIZE];
    for (int i = 0; i < 7; i++)
        buffer_number(&numbers[i], (uint64_t)counts[i]);
    MESSAGE(&reading->out, reading->messages, run->expired ? "record.run.expired" : "record.run",
            {"run", buffer_view(&numbers[0])}, {"day", {day, date_print(day, run->day)}},
            {"goods", buffer_view(&numbers[1])}, {"originating", buffer_view(&numbers[2])},
            {"non_originating", buffer_view(&numbers[3])}, {"undetermined", buffer_view(&numbers[4])},
            {"rejected", buffer_view(&numbers[5])}, {"files", buffer_view(&numbers[6])},
            {"program", text_from(run->program)}, {"kept", text_from(run->kept)});
    buffer_char(&reading->out, '\n');
    for (int i = 0; i < 7; i++)
        buffer_release(&numbers[i], &reading->out);
}

static usmca_status list_attachment(void *context, int64_t attachment, int64_t run, const char *kind,
                                    const char *name, const char *kept, usmca_error *error) {
    struct reading *reading = context;
    struct buffer number = {0};
    struct buffer shown = {0};
    char id[64];
    (void)run;
    (void)kept;
    buffer_number(&number, (uint64_t)attachment);
    snprintf(id, sizeof id, "record.attachment.%s", kind);
    buffer_shown(&shown, text_from(name));
    buffer_string(&reading->out, "    ");
    MESSAGE(&reading->out, reading->messages, "record.attachment", {"number", buffer_view(&number)},
            {"kind", message_find(reading->messages, id)}, {"name", buffer_view(&shown)});
    buffer_char(&reading->out, '\n');
    buffer_release(&number, &reading->out);
    buffer_release(&shown, &reading->out);
    return flush(reading, error);
}

static usmca_status list_run(void *context, const struct run_listed *run, usmca_error *error) {
    struct reading *reading = context;
    reading->count++;
    if (reading->json)
        put_run_json(&reading->out, run);
    else
        put_run_text(reading, run);
    if (!reading->json && run->attachments > 0)
        return query_attachments(reading->record, run->run, list_attachment, reading, error);
    return flush(reading, error);
}

static usmca_status write_list(struct reading *reading, usmca_error *error) {
    usmca_status status = query_runs(reading->record, list_run, reading, error);
    if (status == USMCA_OK && reading->count == 0 && !reading->json) {
        buffer_text(&reading->out, message_find(reading->messages, "record.empty"));
        buffer_char(&reading->out, '\n');
    }
    return status;
}

int record_list_command(const struct record_options *options) {
    int status = no_more(options, 0);
    return status == EXIT_DONE ? read_record(options, write_list) : status;
}

/* ---- show ---- */

static usmca_status put_good_text(struct reading *reading, struct text line, usmca_error *error) {
    json_t *good = NULL;
    if (!json_read(&good, line, JSON_REJECT_DUPLICATES, NULL))
        return error_memory(error);
    if (good == NULL)
        return error_set(error, USMCA_ERROR_INPUT, reading->options->record, 0, 0, "a result is not JSON");
    results_text(&reading->out, good, reading->messages, command_width(reading->options->output));
    json_decref(good);
    return USMCA_OK;
}

static usmca_status take_line(void *context, struct text line, usmca_error *error) {
    struct reading *reading = context;
    reading->count++;
    if (reading->options->summary) /* of the run that has it, which the caller is told of */
        return USMCA_OK;
    if (!reading->json) {
        usmca_status status = put_good_text(reading, line, error);
        return status == USMCA_OK ? flush(reading, error) : status;
    }
    buffer_text(&reading->out, line);
    buffer_char(&reading->out, '\n');
    return flush(reading, error);
}

static usmca_status refuse_expired(const struct reading *reading, int64_t run, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, reading->options->record, 0, 0,
                     "run %lld has expired: only what its lines were hashed to is kept", (long long)run);
}

/* In which language the findings of a run stand, where text in another one was asked for: they are kept as
 * they were written. */
static usmca_status put_language(struct reading *reading, int64_t run, usmca_error *error) {
    struct buffer text = {0};
    json_t *summary = NULL;
    char id[64];
    if (reading->json || reading->count == 0)
        return USMCA_OK;
    usmca_status status = query_summary(reading->record, run, &text, error);
    if (status == USMCA_OK && !json_read(&summary, buffer_view(&text), 0, NULL))
        status = error_memory(error);
    const char *language = results_string(json_object_get(summary, "rule_book"), "language");
    snprintf(id, sizeof id, "record.language.%.8s", language);
    if (*language != '\0' && !text_is(message_find(reading->messages, "language"), language)) {
        buffer_text(&reading->out, message_find(reading->messages, id));
        buffer_char(&reading->out, '\n');
    }
    json_decref(summary);
    buffer_free(&text);
    return status;
}

static usmca_status show_good(struct reading *reading, usmca_error *error) {
    const struct record_options *options = reading->options;
    const char *good = options->rest[0];
    int64_t run = 0;
    date on = 0;
    date day = 0;
    usmca_status status = USMCA_OK;
    if (options->on != NULL)
        (void)command_date(&on, options->on);
    if (options->run != NULL)
        status = query_run_named(reading->record, options->run, 0, &run, error);
    if (status == USMCA_OK)
        status = query_good(reading->record, text_from(good), on, &run, &day, take_line, reading, error);
    if (status == USMCA_OK && reading->count > 0 && options->summary)
        return query_summary(reading->record, run, &reading->out, error);
    if (status != USMCA_OK || reading->count > 0)
        return status == USMCA_OK ? put_language(reading, run, error) : status;
    if (day != 0)
        return refuse_expired(reading, run, error);
    error_set(error, USMCA_ERROR_INPUT, options->record, 0, 0, "no run has the good %s", good);
    if (on != 0)
        error_add(error, " (up to %s)", options->on);
    if (options->run != NULL)
        error_add(error, " (of those named %s)", options->run);
    return USMCA_ERROR_INPUT;
}

static usmca_status show_run(struct reading *reading, usmca_error *error) {
    const struct record_options *options = reading->options;
    const char *name = options->run != NULL ? options->run : options->on;
    int64_t run = 0;
    bool expired = false;
    usmca_status status = query_run_named(reading->record, name, 0, &run, error);
    if (status == USMCA_OK)
        status = query_expired(reading->record, run, &expired, error);
    if (status == USMCA_OK && expired)
        return refuse_expired(reading, run, error);
    if (status != USMCA_OK)
        return status;
    if (options->summary)
        return query_summary(reading->record, run, &reading->out, error);
    status = query_results(reading->record, run, take_line, reading, error);
    return status == USMCA_OK ? put_language(reading, run, error) : status;
}

static usmca_status write_shown(struct reading *reading, usmca_error *error) {
    const char *attachment = reading->options->attachment;
    if (attachment != NULL)
        return query_attachment(reading->record, strtoll(attachment, NULL, 10), &reading->out, error);
    return reading->options->rest_count > 0 ? show_good(reading, error) : show_run(reading, error);
}

int record_show_command(const struct record_options *options) {
    date on = 0;
    int status = no_more(options, 1);
    if (status == EXIT_DONE)
        status = record_day(options, "on", options->on, &on);
    if (status == EXIT_DONE && options->on != NULL && options->run != NULL)
        return USAGE(options->command, "either", PART("one", "--on"), PART("other", "--run"));
    return status == EXIT_DONE ? read_record(options, write_shown) : status;
}

/* ---- verify ---- */

static void put_verified(struct reading *reading, const struct verified *verified) {
    const int64_t counts[] = {verified->runs, verified->goods, verified->determinations, verified->links,
                              (int64_t)verified->pages};
    struct buffer numbers[5] = {{0}};
    struct buffer hash = {0};
    for (int i = 0; i < 5; i++)
        buffer_number(&numbers[i], (uint64_t)counts[i]);
    digest_print(&hash, &verified->last);
    MESSAGE(&reading->out, reading->messages, "record.verified", {"runs", buffer_view(&numbers[0])},
            {"goods", buffer_view(&numbers[1])}, {"determinations", buffer_view(&numbers[2])},
            {"links", buffer_view(&numbers[3])}, {"pages", buffer_view(&numbers[4])},
            {"hash", buffer_view(&hash)});
    buffer_char(&reading->out, '\n');
    for (int i = 0; i < 5; i++)
        buffer_release(&numbers[i], &reading->out);
    buffer_release(&hash, &reading->out);
}

static void put_verified_json(struct buffer *out, const struct verified *verified) {
    JSON_LITERAL(out, "{\"verified\":true,\"runs\":");
    buffer_number(out, (uint64_t)verified->runs);
    JSON_LITERAL(out, ",\"expired\":");
    buffer_number(out, (uint64_t)verified->expired);
    JSON_LITERAL(out, ",\"goods\":");
    buffer_number(out, (uint64_t)verified->goods);
    JSON_LITERAL(out, ",\"determinations\":");
    buffer_number(out, (uint64_t)verified->determinations);
    JSON_LITERAL(out, ",\"links\":");
    buffer_number(out, (uint64_t)verified->links);
    JSON_LITERAL(out, ",\"pages\":");
    buffer_number(out, verified->pages);
    JSON_LITERAL(out, ",\"hash\":\"");
    digest_print(out, &verified->last);
    JSON_LITERAL(out, "\"}\n");
}

static usmca_status write_verified(struct reading *reading, usmca_error *error) {
    enum { MOST_CHECKPOINT = 65536 };
    const char *path = reading->options->checkpoint;
    struct buffer checkpoint = {0};
    struct verified verified;
    usmca_status status = record_verify(reading->record, &verified, error);
    if (status == USMCA_OK && path != NULL)
        status = file_read(&checkpoint, path, MOST_CHECKPOINT, error);
    if (status == USMCA_OK && path != NULL)
        status = record_verify_checkpoint(reading->record, buffer_view(&checkpoint), path, error);
    buffer_free(&checkpoint);
    if (status == USMCA_OK && reading->json)
        put_verified_json(&reading->out, &verified);
    else if (status == USMCA_OK)
        put_verified(reading, &verified);
    return status;
}

int record_verify_command(const struct record_options *options) {
    int status = no_more(options, 0);
    return status == EXIT_DONE ? read_record(options, write_verified) : status;
}

/* ---- export ---- */

static usmca_status write_signature(const struct reading *reading, usmca_error *error) {
    enum { MOST_KEY = 65536 };
    const struct record_options *options = reading->options;
    struct buffer key = {0};
    struct buffer signature = {0};
    usmca_status status = file_read(&key, options->key, MOST_KEY, error);
    if (status == USMCA_OK)
        status = proof_sign(buffer_view(&reading->out), buffer_view(&key), options->key, &signature, error);
    if (status == USMCA_OK)
        status = record_write_file(options->signature, buffer_view(&signature), error);
    if (key.data != NULL)
        sodium_memzero(key.data, key.capacity);
    buffer_free(&key);
    buffer_free(&signature);
    return status;
}

static usmca_status write_checkpoint(struct reading *reading, usmca_error *error) {
    const struct record_options *options = reading->options;
    struct buffer request = {0};
    usmca_status status = proof_checkpoint(reading->record, &reading->out, error);
    if (status == USMCA_OK && options->key != NULL)
        status = write_signature(reading, error);
    if (status == USMCA_OK && options->timestamp_request != NULL) {
        proof_timestamp_request(buffer_view(&reading->out), &request);
        status = request.failed ? error_memory(error)
                                : record_write_file(options->timestamp_request, buffer_view(&request), error);
    }
    buffer_free(&request);
    return status;
}

int record_export_command(const struct record_options *options) {
    const char *const outputs[] = {options->output, options->signature, options->timestamp_request};
    const char *const inputs[] = {options->record, options->key};
    int status = no_more(options, 0);
    if (status == EXIT_DONE && (options->key == NULL) != (options->signature == NULL))
        return USAGE(options->command, "belong-together", PART("one", "--sign"),
                     PART("other", "--signature"));
    if (status == EXIT_DONE)
        status = command_outputs_apart(options->command, outputs, 3, inputs, 2);
    return status == EXIT_DONE ? read_record(options, write_checkpoint) : status;
}
