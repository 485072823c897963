#include <stdlib.h>

#include "cli/command.h"
#include "cli/output_folder.h"
#include "cli/requests_book.h"
#include "cli/requests_options.h"
#include "cli/requests_taken.h"
#include "intake/hs_pattern.h"

struct importing {
    struct requests_options *options;
    json_t *asked; /* requests by name */
    struct hs_pattern *codes;
    struct heard heard;
    struct taken taken;
};

/* ---- what was heard ---- */

static void reject_row(struct importing *work, const struct heard_row *row, uint32_t field,
                       struct text reason) {
    rejects_add(&work->options->run.rejects, &(struct reject){.input = TABLE_DOCUMENTS,
                                                              .file = row->file,
                                                              .sheet = row->sheet,
                                                              .slice = row->slice,
                                                              .column = field > 0 ? field : 1,
                                                              .reason = reason});
}

static void reject_said(struct importing *work, const struct heard_row *row) {
    const struct heard_row *other = row->other;
    struct buffer words = {0};
    struct buffer place = {0};
    if (other != NULL) {
        buffer_string(&place, other->file);
        buffer_char(&place, ':');
        buffer_number(&place, other->slice.file_line);
    }
    MESSAGE(&words, work->options->run.book->messages,
            other != NULL ? "requests.item.contradicted" : "requests.item.twice", {"value", row->number},
            {"place", buffer_view(&place)});
    reject_row(work, row, row->item_field, buffer_view(&words));
    buffer_release(&place, &work->options->run.rejects.rows);
    buffer_release(&words, &work->options->run.rejects.rows);
}

/* An unreadable answer is one too: what another row says of its item may not be what was meant. */
static usmca_status settle(struct importing *work, usmca_error *error) {
    usmca_status status = heard_compare(&work->heard) ? USMCA_OK : error_memory(error);
    for (struct heard_row *row = work->heard.first; row != NULL && status == USMCA_OK; row = row->next) {
        if (row->answer.state == ANSWER_REJECTED)
            reject_row(work, row, row->answer_field, row->answer.reason);
        else if (row->other != NULL || (row->again && row->said.length > 0))
            reject_said(work, row);
        else if (!row->again)
            status = taken_add(&work->taken, row, error);
    }
    return status;
}

/* ---- outputs ---- */

static usmca_status write_outputs(struct importing *work, usmca_error *error) {
    struct command_output outputs[3] = {{0}};
    const struct table_run *run = &work->options->run;
    usmca_error ignored;
    usmca_status status = command_output_put(&outputs[0], run->output, NO_TEXT, &work->taken.rows, error);
    if (status == USMCA_OK && work->options->answers != NULL)
        status = command_output_put(&outputs[1], work->options->answers, NO_TEXT, &work->taken.states, error);
    if (status == USMCA_OK && run->rejects_path != NULL)
        status = command_output_put(&outputs[2], run->rejects_path, text_from(REJECTS_HEADER),
                                    &run->rejects.rows, error);
    if (status == USMCA_OK && work->options->record != NULL)
        status = taken_keep(&work->taken, work->options->record, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_outputs_close(outputs, 3, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static void put_summary(const struct importing *work, struct buffer *out) {
    struct buffer counts[ANSWER_STATES] = {{0}};
    for (int i = 0; i < ANSWER_STATES; i++)
        buffer_number(&counts[i],
                      i == ANSWER_REJECTED ? work->options->run.rejects.count : work->taken.counts[i]);
    MESSAGE(out, work->options->run.book->messages, "requests.imported",
            {"answered", buffer_view(&counts[ANSWER_ANSWERED])},
            {"refused", buffer_view(&counts[ANSWER_REFUSED])},
            {"not_in_force", buffer_view(&counts[ANSWER_NOT_IN_FORCE])},
            {"open", buffer_view(&counts[ANSWER_OPEN])}, {"rejected", buffer_view(&counts[ANSWER_REJECTED])});
    for (int i = 0; i < ANSWER_STATES; i++)
        buffer_free(&counts[i]);
}

/* ---- the run ---- */

static usmca_status load_asked(struct importing *work, usmca_error *error) {
    const struct requests_options *options = work->options;
    struct record *record = NULL;
    int64_t expired = 0;
    if (options->requests != NULL) {
        char *path = output_folder_joined(options->requests, REQUESTS_FILE);
        usmca_status status = path != NULL ? requests_of_file(path, work->asked, error) : error_memory(error);
        free(path);
        return status;
    }
    usmca_status status = record_open(&record, options->record, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = requests_kept(record, work->asked, &expired, error);
    record_close(record);
    return status;
}

static usmca_status read_books(struct importing *work, usmca_error *error) {
    struct requests_options *options = work->options;
    struct requests_reading reading = {.book = options->run.book,
                                       .asked = work->asked,
                                       .day = options->day,
                                       .codes = work->codes,
                                       .heard = &work->heard,
                                       .rejects = &options->run.rejects};
    usmca_status status = USMCA_OK;
    for (int i = 0; i < options->file_count && status == USMCA_OK; i++)
        status = requests_book_read(&reading, options->files[i], error);
    return status;
}

static usmca_status import(struct importing *work, usmca_error *error) {
    const struct requests_options *options = work->options;
    work->asked = json_object();
    work->taken = (struct taken){.messages = options->run.book->messages,
                                 .day = options->day,
                                 .keep_numbers = options->keep_numbers,
                                 .raw = options->run.raw};
    usmca_status status = work->asked != NULL ? taken_begin(&work->taken, error) : error_memory(error);
    if (status == USMCA_OK)
        status = hs_pattern_new(&work->codes, error);
    if (status == USMCA_OK)
        status = load_asked(work, error);
    if (status == USMCA_OK)
        status = read_books(work, error);
    if (status == USMCA_OK)
        status = settle(work, error);
    return status == USMCA_OK ? write_outputs(work, error) : status;
}

static int check_options(const struct requests_options *options) {
    const char *const outputs[] = {options->run.output, options->answers, options->run.rejects_path,
                                   options->record};
    const char *inputs[256];
    int count = 0;
    if (options->file_count == 0)
        return USAGE("requests import", "workbook-needed");
    if (options->requests == NULL && options->record == NULL)
        return USAGE("requests import", "one-needed", PART("one", "--requests"), PART("other", "--record"));
    for (; count < options->file_count && count < 256; count++)
        inputs[count] = options->files[count];
    return command_outputs_apart("requests import", outputs, 4, inputs, count);
}

int requests_import_command(struct requests_options *options) {
    usmca_error error = {0};
    struct importing work = {.options = options};
    struct buffer summary = {0};
    int result = check_options(options);
    if (result != EXIT_DONE)
        return result;
    usmca_status status = table_run_read(&options->run, &error);
    if (status == USMCA_OK)
        status = import(&work, &error);
    if (status == USMCA_OK) {
        buffer_text(&summary, buffer_view(&work.taken.told));
        put_summary(&work, &summary);
        result = table_run_finish(&options->run, buffer_view(&summary));
    } else {
        result = command_fail(&error);
    }
    hs_pattern_free(work.codes);
    json_decref(work.asked);
    arena_free(&work.heard.arena);
    taken_free(&work.taken);
    buffer_free(&summary);
    return result;
}
