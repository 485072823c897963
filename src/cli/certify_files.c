#include "cli/certify_files.h"

#include <string.h>

#include "cli/output.h"
#include "cli/pdf_module.h"
#include "cli/summary_file.h"
#include "papers/paper.h"
#include "record/query.h"
#include "record/results_digest.h"

enum { REFUSALS_SHOWN = 20 };

void certify_refusals_tell(const struct good_refusal *refusals, size_t count, struct table_run *run,
                           struct buffer *rows) {
    struct buffer *notices = &run->notices;
    buffer_string(rows, "good_id,reason,message\n");
    for (size_t i = 0; i < count; i++) {
        const struct good_refusal *refusal = &refusals[i];
        buffer_csv_foreign(rows, refusal->good_id, run->raw);
        buffer_char(rows, ',');
        buffer_string(rows, refusal->reason);
        buffer_char(rows, ',');
        buffer_csv_foreign(rows, refusal->words, run->raw);
        buffer_char(rows, '\n');
        if (i >= REFUSALS_SHOWN || (run->quiet && !run->nothing))
            continue;
        buffer_text(notices, refusal->good_id);
        buffer_string(notices, ": ");
        buffer_text(notices, refusal->words);
        buffer_char(notices, '\n');
    }
}

usmca_status certify_files_write(const struct certify_file files[CERTIFY_FILES], usmca_error *error) {
    struct command_output outputs[CERTIFY_FILES] = {{0}};
    usmca_error ignored;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < CERTIFY_FILES && status == USMCA_OK; i++)
        if (files[i].wanted || files[i].body->failed)
            status = command_output_put(&outputs[i], files[i].path, text_from(files[i].head), files[i].body,
                                        error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_outputs_close(outputs, CERTIFY_FILES, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static usmca_status hold_summary(const struct digest *digest, const char *path, usmca_error *error) {
    json_t *summary = NULL;
    usmca_status status = summary_file_read(&summary, path, error);
    if (status == USMCA_OK)
        status = results_hold_summary(digest, summary, path, error);
    json_decref(summary);
    return status;
}

static usmca_status hold_record(const struct digest *digest, const char *results, const char *path,
                                usmca_error *error) {
    struct record *record = NULL;
    int64_t run = 0;
    usmca_status status = record_open(&record, path, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = query_run_of_results(record, digest, &run, error);
    record_close(record);
    if (status == USMCA_OK && run == 0)
        status =
            error_set(error, USMCA_ERROR_INPUT, results, 0, 0,
                      "these are not the results of any run of %s: something in them was changed, or they "
                      "were not kept",
                      path);
    return status;
}

usmca_status certify_hold_results(struct text *out, struct arena *arena, struct results_file *results,
                                  const struct certify_held *held, usmca_error *error) {
    struct digest digest;
    struct buffer printed = {0};
    usmca_status status = results_file_digest(&digest, results, error);
    if (status == USMCA_OK && held->summary != NULL)
        status = hold_summary(&digest, held->summary, error);
    if (status == USMCA_OK && held->record != NULL)
        status = hold_record(&digest, results->path, held->record, error);
    if (status != USMCA_OK)
        return status;
    digest_print(&printed, &digest);
    *out = buffer_keep(&printed, arena);
    return arena->failed ? error_memory(error) : USMCA_OK;
}

void certify_tell_unheld(struct table_run *run, const char *results, const struct certify_held *held) {
    if (held->record != NULL || held->summary != NULL || run->quiet)
        return;
    MESSAGE(&run->notices, run->book->messages, "certify.unheld", {"file", text_from(results)});
    buffer_char(&run->notices, '\n');
}

static bool still_stands(const struct good_last *last, const struct goods_asked *asked) {
    bool sign = strcmp(last->pile, "sign") == 0;
    bool missing = strcmp(last->pile, "paper-missing") == 0;
    return last->run == 0 || (last->originating && (sign || (missing && asked->accept_paper_missing)));
}

static struct text word_superseded(const struct good_last *last, const struct messages *messages,
                                   struct arena *arena) {
    char day[DATE_TEXT_SIZE];
    struct buffer words = {0};
    struct buffer run = {0};
    buffer_number(&run, (uint64_t)last->run);
    MESSAGE(&words, messages, "certify.refused.superseded", {"run", buffer_view(&run)},
            {"date", {day, date_print(day, last->day)}});
    buffer_release(&run, &words);
    return buffer_keep(&words, arena);
}

usmca_status certify_hold_last_run(struct certified_goods *taken, const struct goods_asked *asked,
                                   const struct messages *messages, struct arena *arena, const char *path,
                                   usmca_error *error) {
    struct record *record = NULL;
    size_t kept = 0;
    if (path == NULL)
        return USMCA_OK;
    struct query_lines lines = {0};
    usmca_status status = record_open(&record, path, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = query_lines_begin(&lines, record, error);
    for (size_t i = 0; status == USMCA_OK && i < taken->count; i++) {
        struct good_last last;
        status = query_last_of_good(&lines, taken->goods[i].good_id, taken->import_country, asked->to, &last,
                                    error);
        if (still_stands(&last, asked))
            taken->goods[kept++] = taken->goods[i];
        else
            taken->refusals[taken->refusal_count++] = (struct good_refusal){
                taken->goods[i].good_id, "superseded", word_superseded(&last, messages, arena)};
    }
    if (record != NULL)
        query_lines_end(&lines);
    record_close(record);
    if (status == USMCA_OK)
        taken->count = kept;
    return status == USMCA_OK && arena->failed ? error_memory(error) : status;
}

static usmca_status draw_paper(const struct pdf_floor *floor, const struct pdf_output *output,
                               struct pdf_notes *notes, void *context, usmca_error *error) {
    const struct signed_paper *const *paper = context;
    return paper_pdf(floor, *paper, output, notes, error);
}

usmca_status certify_pdf(struct buffer *out, const struct signed_paper *paper, usmca_error *error) {
    return pdf_module_draw(draw_paper, &paper, &(struct pdf_output){paper_piece, out}, error);
}
