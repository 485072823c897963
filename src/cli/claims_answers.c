#include "cli/claims_answers.h"

#include <stdlib.h>

#include "cli/results_file.h"
#include "record/query.h"
#include "report/json_read.h"

usmca_status answers_of_results(struct answers *answers, const char *path, usmca_error *error) {
    struct results_file file;
    size_t count = 0;
    struct results_source source = {
        .path = path, .read_line = results_file_line, .again = results_file_again, .context = &file};
    answers->path = path;
    usmca_status status = results_file_open(&file, path, error);
    if (status == USMCA_OK)
        status = results_each(&source, answers_take, answers, &count, error);
    results_file_close(&file);
    answers_sort(answers);
    return status;
}

/* ---- of a record ---- */

static int compare_entries(const void *a, const void *b) {
    const struct entry_row *first = *(const struct entry_row *const *)a;
    const struct entry_row *other = *(const struct entry_row *const *)b;
    int order = text_order(first->good_id, other->good_id);
    return order != 0 ? order : (first->date > other->date) - (first->date < other->date);
}

static usmca_status take_line(void *context, struct text line, usmca_error *error) {
    struct answers *answers = context;
    json_t *good = NULL;
    usmca_status status = USMCA_OK;
    if (!json_read(&good, line, 0, NULL))
        status = error_memory(error);
    else if (!json_is_object(good) ||
             results_word(results_string(good, "status"), STATUS_WORDS, STATUSES) < 0)
        status = error_set(error, USMCA_ERROR_INPUT, answers->path, 0, 0, "not a result of usmca check");
    else
        status = answers_take(answers, good, answers->count + 1, error);
    json_decref(good);
    return status;
}

static usmca_status take_all(struct answers *answers, const struct record *record,
                             const struct entry_row *const *order, size_t count, usmca_error *error) {
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < count && status == USMCA_OK; i++) {
        int64_t run = 0;
        date day = 0;
        if (i == 0 || compare_entries(&order[i - 1], &order[i]) != 0)
            status =
                query_good(record, order[i]->good_id, order[i]->date, &run, &day, take_line, answers, error);
    }
    return status;
}

usmca_status answers_of_record(struct answers *answers, const char *path, const struct claims_asked *asked,
                               usmca_error *error) {
    struct record *record = NULL;
    size_t count = asked->entry_count;
    const struct entry_row **order = ARENA_ARRAY(answers->arena, const struct entry_row *, count + 1);
    if (order == NULL)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        order[i] = &asked->entries[i];
    if (count > 1)
        qsort(order, count, sizeof *order, compare_entries);
    answers->path = path;
    usmca_status status = record_open(&record, path, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = take_all(answers, record, order, count, error);
    record_close(record);
    answers_sort(answers);
    return status;
}
