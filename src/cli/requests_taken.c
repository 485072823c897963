#include "cli/requests_taken.h"

#include <stdlib.h>
#include <string.h>

#include "base/shown.h"
#include "cli/record_options.h"
#include "intake/field_text.h"
#include "origin/documents.h"
#include "record/kept_requests.h"
#include "requests/asked.h"

/* ---- what is written ---- */

static void put_field(struct buffer *out, struct text text, bool foreign, bool raw) {
    if (foreign)
        buffer_csv_foreign(out, text, raw);
    else
        buffer_csv_field(out, text);
}

/* What the requester said itself stands as it was, so that it is found again by it. */
static void put_document(struct taken *taken, const struct document *document) {
    for (size_t i = 0; i < DOCUMENT_COLUMNS.count; i++) {
        const struct column *column = &DOCUMENT_COLUMNS.columns[i];
        bool own = strcmp(column->name, "supplier") == 0 || strcmp(column->name, "material_id") == 0;
        struct buffer text = {0};
        field_text(&text, column, document);
        buffer_string(&taken->rows, i > 0 ? "," : "");
        put_field(&taken->rows, buffer_view(&text), !own, taken->raw);
        buffer_release(&text, &taken->rows);
    }
    buffer_char(&taken->rows, '\n');
}

struct told {
    const struct supplier_answer *answer;
    const json_t *request;
    const json_t *item;
    struct text document_id;
    struct text replaces;
    date ends;
};

static void put_state(struct taken *taken, const struct told *told) {
    struct buffer *out = &taken->states;
    bool raw = taken->raw;
    char room[DATE_TEXT_SIZE];
    const struct text fields[] = {request_text(told->request, "supplier"),
                                  NO_TEXT,
                                  request_text(told->item, "material_id"),
                                  text_from(ANSWER_STATE_WORDS[told->answer->state]),
                                  told->document_id,
                                  told->replaces,
                                  date_text(room, told->ends),
                                  told->answer->country,
                                  told->answer->remark};
    buffer_csv_foreign(out, request_text(told->request, "request"), raw);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        buffer_char(out, ',');
        if (i == 1)
            buffer_number(out, (uint64_t)json_integer_value(json_object_get(told->item, "item")));
        else
            buffer_csv_foreign(out, fields[i], raw);
    }
    buffer_char(out, '\n');
}

/* ---- what is kept ---- */

static bool set_text(json_t *object, const char *key, struct text text) {
    return object != NULL &&
           json_object_set_new(object, key, json_stringn(text.length > 0 ? text.data : "", text.length)) == 0;
}

static usmca_status keep_answer(struct taken *taken, const struct told *told, usmca_error *error) {
    const char *name = results_string(told->request, "request");
    json_t *list = json_object_get(taken->answers, name);
    json_t *kept = json_object();
    json_t *paper = json_object();
    char room[DATE_TEXT_SIZE];
    bool done = kept != NULL && paper != NULL;
    if (list == NULL) {
        list = json_array();
        done = done && list != NULL && json_object_set_new(taken->answers, name, list) == 0;
    }
    for (size_t i = 0; done && told->document_id.length > 0 && i < DOCUMENT_COLUMNS.count; i++) {
        struct buffer text = {0};
        field_text(&text, &DOCUMENT_COLUMNS.columns[i], &told->answer->document);
        done = !text.failed &&
               (text.length == 0 || set_text(paper, DOCUMENT_COLUMNS.columns[i].name, buffer_view(&text)));
        buffer_free(&text);
    }
    done = done && json_object_set(kept, "item", json_object_get(told->item, "item")) == 0 &&
           set_text(kept, "state", text_from(ANSWER_STATE_WORDS[told->answer->state])) &&
           set_text(kept, "document_id", told->document_id) &&
           set_text(kept, "ends", date_text(room, told->ends)) &&
           set_text(kept, "country", told->answer->country) &&
           set_text(kept, "remark", told->answer->remark) && json_object_set(kept, "document", paper) == 0 &&
           json_array_append(list, kept) == 0;
    json_decref(kept);
    json_decref(paper);
    return done ? USMCA_OK : error_memory(error);
}

/* ---- the number of a paper ---- */

/* By default a paper has the number that the supplier gives it, or the one that the bill of materials names
 * and nobody has; with the material behind it where that is of another paper already. */
static usmca_status number_paper(struct taken *taken, struct heard_row *row, struct text *replaces,
                                 usmca_error *error) {
    struct supplier_answer *answer = &row->answer;
    const json_t *item = row->item;
    struct text at_hand = request_text(item, "document_id");
    bool missing = text_is(request_text(item, "state"), "missing");
    bool keep = at_hand.length > 0 && (missing || taken->keep_numbers);
    struct buffer number = {0};
    if (keep) {
        buffer_text(&number, at_hand);
    } else if (answer->number.length > 0) {
        buffer_text(&number, answer->number);
    } else {
        buffer_text(&number, request_text(row->request, "request"));
        buffer_char(&number, '-');
        buffer_number(&number, (uint64_t)json_integer_value(json_object_get(item, "item")));
    }
    struct text so_far = buffer_view(&number);
    bool of_another =
        !number.failed && !keep && json_object_getn(taken->numbers, so_far.data, so_far.length) != NULL;
    if (of_another || (!keep && text_equal(so_far, at_hand))) {
        buffer_char(&number, '/');
        buffer_text(&number, request_text(item, "material_id").length > 0 ? request_text(item, "material_id")
                                                                          : request_text(item, "hs"));
    }
    answer->document.document_id = buffer_keep(&number, &taken->arena);
    *replaces = keep ? TEXT("") : at_hand;
    so_far = answer->document.document_id;
    return !taken->arena.failed &&
                   json_object_setn_new(taken->numbers, so_far.data, so_far.length, json_true()) == 0
               ? USMCA_OK
               : error_memory(error);
}

/* ---- an answer ---- */

static void tell_not_in_force(struct taken *taken, const struct told *told, date begins) {
    struct buffer line = {0};
    struct buffer number = {0};
    char days[3][DATE_TEXT_SIZE];
    buffer_number(&number, (uint64_t)json_integer_value(json_object_get(told->item, "item")));
    MESSAGE(&line, taken->messages, "requests.not-in-force",
            {"request", request_text(told->request, "request")}, {"item", buffer_view(&number)},
            {"supplier", request_text(told->request, "supplier")},
            {"material", request_text(told->item, "material_id")}, {"document", told->document_id},
            {"from", date_text(days[0], begins)}, {"to", date_text(days[1], told->ends)},
            {"day", date_text(days[2], told->answer->outside)});
    buffer_shown(&taken->told, buffer_view(&line));
    buffer_char(&taken->told, '\n');
    buffer_release(&number, &line);
    buffer_release(&line, &taken->told);
}

usmca_status taken_add(struct taken *taken, struct heard_row *row, usmca_error *error) {
    const struct supplier_answer *answer = &row->answer;
    struct told told = {.answer = answer, .request = row->request, .item = row->item};
    date begins = 0;
    taken->counts[answer->state]++;
    if (answer->state == ANSWER_OPEN)
        return USMCA_OK;
    bool paper = answer->state == ANSWER_NOT_IN_FORCE ||
                 (answer->state == ANSWER_ANSWERED && answer->country.length == 0);
    if (paper) {
        usmca_status status = number_paper(taken, row, &told.replaces, error);
        if (status != USMCA_OK)
            return status;
        told.document_id = answer->document.document_id;
        documents_period(&answer->document, &begins, &told.ends);
        if (answer->outside < answer->document.valid_from)
            begins = answer->document.valid_from;
        put_document(taken, &answer->document);
    }
    if (answer->state == ANSWER_NOT_IN_FORCE)
        tell_not_in_force(taken, &told, begins);
    put_state(taken, &told);
    return keep_answer(taken, &told, error);
}

/* ---- all of them ---- */

usmca_status taken_begin(struct taken *taken, usmca_error *error) {
    taken->numbers = json_object();
    taken->answers = json_object();
    if (taken->numbers == NULL || taken->answers == NULL)
        return error_memory(error);
    for (size_t i = 0; i < DOCUMENT_COLUMNS.count; i++) {
        buffer_string(&taken->rows, i > 0 ? "," : "");
        buffer_string(&taken->rows, DOCUMENT_COLUMNS.columns[i].name);
    }
    buffer_char(&taken->rows, '\n');
    buffer_string(&taken->states,
                  "request,supplier,item,material_id,state,document_id,replaces,ends,country,remark\n");
    return USMCA_OK;
}

static usmca_status keep_answers(struct taken *taken, struct record *record, usmca_error *error) {
    char time[KEPT_TIME_SIZE];
    char day[DATE_TEXT_SIZE];
    const char *name = NULL;
    json_t *list = NULL;
    usmca_status status = record_now(record, time, error);
    if (status != USMCA_OK)
        return status;
    json_object_foreach(taken->answers, name, list) {
        int64_t run = 0;
        json_t *kept = json_object();
        bool made = kept != NULL && set_text(kept, "request", text_from(name)) &&
                    set_text(kept, "day", date_text(day, taken->day)) &&
                    json_object_set(kept, "answers", list) == 0;
        char *whole = made ? json_dumps(kept, JSON_COMPACT) : NULL;
        json_decref(kept);
        if (whole == NULL)
            return error_memory(error);
        status = kept_request_run(record, text_from(name), &run, error);
        if (status == USMCA_OK && run == 0)
            status = error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0,
                               "the record has no request %s: usmca requests --record keeps one", name);
        const struct attachment attachment = {
            .kind = ATTACHED_ANSWER, .name = name, .bytes = text_from(whole), .run = run, .kept = time};
        if (status == USMCA_OK)
            status = record_attach(record, &attachment, error);
        free(whole);
        if (status != USMCA_OK)
            return status;
    }
    return status;
}

usmca_status taken_keep(struct taken *taken, const char *path, usmca_error *error) {
    struct record *record = NULL;
    if (json_object_size(taken->answers) == 0)
        return USMCA_OK;
    usmca_status status = record_open(&record, path, RECORD_TO_WRITE, error);
    if (status == USMCA_OK)
        status = keep_answers(taken, record, error);
    if (status == USMCA_OK)
        status = record_commit(record, error);
    record_close(record);
    return status;
}

void taken_free(struct taken *taken) {
    json_decref(taken->numbers);
    json_decref(taken->answers);
    buffer_free(&taken->rows);
    buffer_free(&taken->states);
    buffer_free(&taken->told);
    arena_free(&taken->arena);
}
