#include <stdlib.h>

#include "base/shown.h"
#include "cli/command.h"
#include "cli/output_folder.h"
#include "cli/record_options.h"
#include "cli/requests_heard.h"
#include "cli/requests_options.h"
#include "intake/csv_source.h"
#include "intake/field_text.h"
#include "intake/hs_pattern.h"
#include "origin/documents.h"
#include "record/kept_requests.h"
#include "requests/answer.h"

struct importing {
    struct requests_options *options;
    const struct usmca_rulebook *book;
    json_t *asked;   /* requests by name */
    json_t *numbers; /* of papers that were taken */
    json_t *answers; /* lists by request: what the record keeps */
    struct hs_pattern *codes;
    struct heard heard;
    struct buffer rows;   /* of documents.csv */
    struct buffer states; /* of --answers */
    struct buffer told;   /* which papers show nothing on a day that was asked about */
    size_t counts[ANSWER_STATES];
};

/* A sheet while it is walked. */
struct sheet_walk {
    struct importing *work;
    const struct csv_source *source;
    struct csv_record_reader *csv;
    struct arena arena; /* of a row that is no item */
    const json_t *request;
    uint32_t
        fields[REQUEST_COLUMN_ROOM]; /* of each column of a request: which field it is, from 1; 0 is none */
    uint32_t names;                  /* how many the header has */
    bool begun;                      /* the names of the columns were found */
    bool ended;                      /* nothing below them can be read */
    usmca_status status;
    usmca_error *error;
};

/* ---- rejects ---- */

static void reject_slice(struct importing *work, const struct reject *one) {
    rejects_add(&work->options->run.rejects, one);
    work->counts[ANSWER_REJECTED]++;
}

/* A row that is no item: `value` and `should` are what stands there, and what should. */
static void reject_message(struct sheet_walk *walk, const struct csv_place *place, uint32_t field,
                           const char *id, struct text value, struct text should) {
    struct buffer words = {0};
    MESSAGE(&words, walk->work->book->messages, id, {"value", value}, {"should", should});
    reject_slice(walk->work, &(struct reject){.input = TABLE_DOCUMENTS,
                                              .file = walk->source->path,
                                              .sheet = walk->source->sheet,
                                              .slice = place->slice,
                                              .column = field > 0 ? field : 1,
                                              .reason = buffer_view(&words)});
    buffer_release(&words, &walk->work->options->run.rejects.rows);
}

static void reject_row(struct importing *work, const struct heard_row *row, uint32_t field,
                       struct text reason) {
    reject_slice(work, &(struct reject){.input = TABLE_DOCUMENTS,
                                        .file = row->file,
                                        .sheet = row->sheet,
                                        .slice = row->slice,
                                        .column = field > 0 ? field : 1,
                                        .reason = reason});
}

static void reject_count(struct sheet_walk *walk, const struct csv_place *place,
                         const struct csv_fields *row) {
    struct buffer words = {0};
    struct buffer count = {0};
    struct buffer expected = {0};
    buffer_number(&count, row->count + row->beyond);
    buffer_number(&expected, walk->names);
    MESSAGE(&words, walk->work->book->messages, "row.fields", {"count", buffer_view(&count)},
            {"expected", buffer_view(&expected)});
    reject_slice(walk->work, &(struct reject){.input = TABLE_DOCUMENTS,
                                              .file = walk->source->path,
                                              .sheet = walk->source->sheet,
                                              .slice = place->slice,
                                              .column = 1,
                                              .reason = buffer_view(&words)});
    buffer_release(&count, &walk->work->options->run.rejects.rows);
    buffer_release(&expected, &walk->work->options->run.rejects.rows);
    buffer_release(&words, &walk->work->options->run.rejects.rows);
}

/* ---- what is written ---- */

static void put_field(struct buffer *out, struct text text, bool foreign, bool raw) {
    if (foreign)
        buffer_csv_foreign(out, text, raw);
    else
        buffer_csv_field(out, text);
}

/* What the requester said itself stands as it was, so that it is found again by it. */
static void put_document(struct importing *work, const struct document *document) {
    for (size_t i = 0; i < DOCUMENT_COLUMNS.count; i++) {
        const struct column *column = &DOCUMENT_COLUMNS.columns[i];
        bool own = strcmp(column->name, "supplier") == 0 || strcmp(column->name, "material_id") == 0;
        struct buffer text = {0};
        field_text(&text, column, document);
        buffer_string(&work->rows, i > 0 ? "," : "");
        put_field(&work->rows, buffer_view(&text), !own, work->options->run.raw);
        buffer_release(&text, &work->rows);
    }
    buffer_char(&work->rows, '\n');
}

static void put_header(struct importing *work) {
    for (size_t i = 0; i < DOCUMENT_COLUMNS.count; i++) {
        buffer_string(&work->rows, i > 0 ? "," : "");
        buffer_string(&work->rows, DOCUMENT_COLUMNS.columns[i].name);
    }
    buffer_char(&work->rows, '\n');
    buffer_string(&work->states,
                  "request,supplier,item,material_id,state,document_id,replaces,ends,country,remark\n");
}

static struct text day_text(char room[DATE_TEXT_SIZE], date day) {
    return day != 0 ? (struct text){room, date_print(room, day)} : TEXT("");
}

struct told {
    const struct supplier_answer *answer;
    const json_t *request;
    const json_t *item;
    struct text document_id;
    struct text replaces;
    date ends;
};

static void put_state(struct importing *work, const struct told *told) {
    struct buffer *out = &work->states;
    bool raw = work->options->run.raw;
    char room[DATE_TEXT_SIZE];
    const struct text fields[] = {request_text(told->request, "supplier"),
                                  NO_TEXT,
                                  request_text(told->item, "material_id"),
                                  text_from(ANSWER_STATE_WORDS[told->answer->state]),
                                  told->document_id,
                                  told->replaces,
                                  day_text(room, told->ends),
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

static usmca_status keep_answer(struct importing *work, const struct told *told, usmca_error *error) {
    const char *name = results_string(told->request, "request");
    json_t *list = json_object_get(work->answers, name);
    json_t *kept = json_object();
    json_t *paper = json_object();
    char room[DATE_TEXT_SIZE];
    bool done = kept != NULL && paper != NULL;
    if (list == NULL) {
        list = json_array();
        done = done && list != NULL && json_object_set_new(work->answers, name, list) == 0;
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
           set_text(kept, "ends", day_text(room, told->ends)) &&
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
static usmca_status number_paper(struct importing *work, struct heard_row *row, struct text *replaces,
                                 usmca_error *error) {
    struct supplier_answer *answer = &row->answer;
    const json_t *item = row->item;
    struct text at_hand = request_text(item, "document_id");
    bool missing = text_is(request_text(item, "state"), "missing");
    bool keep = at_hand.length > 0 && (missing || work->options->keep_numbers);
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
    bool taken =
        !number.failed && !keep && json_object_getn(work->numbers, so_far.data, so_far.length) != NULL;
    if (taken || (!keep && text_equal(so_far, at_hand))) {
        buffer_char(&number, '/');
        buffer_text(&number, request_text(item, "material_id").length > 0 ? request_text(item, "material_id")
                                                                          : request_text(item, "hs"));
    }
    answer->document.document_id = buffer_keep(&number, &work->heard.arena);
    *replaces = keep ? TEXT("") : at_hand;
    so_far = answer->document.document_id;
    return !work->heard.arena.failed &&
                   json_object_setn_new(work->numbers, so_far.data, so_far.length, json_true()) == 0
               ? USMCA_OK
               : error_memory(error);
}

static void tell_not_in_force(struct importing *work, const struct told *told, date begins) {
    struct buffer line = {0};
    struct buffer number = {0};
    char days[3][DATE_TEXT_SIZE];
    buffer_number(&number, (uint64_t)json_integer_value(json_object_get(told->item, "item")));
    MESSAGE(&line, work->book->messages, "requests.not-in-force",
            {"request", request_text(told->request, "request")}, {"item", buffer_view(&number)},
            {"supplier", request_text(told->request, "supplier")},
            {"material", request_text(told->item, "material_id")}, {"document", told->document_id},
            {"from", day_text(days[0], begins)}, {"to", day_text(days[1], told->ends)},
            {"day", day_text(days[2], told->answer->outside)});
    buffer_shown(&work->told, buffer_view(&line));
    buffer_char(&work->told, '\n');
    buffer_release(&number, &line);
    buffer_release(&line, &work->told);
}

static usmca_status take_answer(struct importing *work, struct heard_row *row, usmca_error *error) {
    const struct supplier_answer *answer = &row->answer;
    struct told told = {.answer = answer, .request = row->request, .item = row->item};
    date begins = 0;
    work->counts[answer->state]++;
    if (answer->state == ANSWER_OPEN)
        return USMCA_OK;
    bool paper = answer->state == ANSWER_NOT_IN_FORCE ||
                 (answer->state == ANSWER_ANSWERED && answer->country.length == 0);
    if (paper) {
        usmca_status status = number_paper(work, row, &told.replaces, error);
        if (status != USMCA_OK)
            return status;
        told.document_id = answer->document.document_id;
        documents_period(&answer->document, &begins, &told.ends);
        if (answer->outside < answer->document.valid_from)
            begins = answer->document.valid_from;
        put_document(work, &answer->document);
    }
    if (answer->state == ANSWER_NOT_IN_FORCE)
        tell_not_in_force(work, &told, begins);
    put_state(work, &told);
    return keep_answer(work, &told, error);
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
    MESSAGE(&words, work->book->messages,
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
            status = take_answer(work, row, error);
    }
    return status;
}

/* ---- rows ---- */

/* Which field of a row each column is; false where these are not their names. Each that was asked has to be
 * there, and once: what stood in it would be lost. */
static bool take_names(struct sheet_walk *walk, const struct csv_place *place, const struct csv_fields *row) {
    uint32_t found[REQUEST_COLUMN_ROOM] = {0};
    uint32_t again = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        size_t column = request_column_named(text_trim(row->fields[i]));
        if (column < REQUEST_COLUMN_COUNT && found[column] == 0)
            found[column] = i + 1;
        else if (column < REQUEST_COLUMN_COUNT && again == 0)
            again = i + 1;
    }
    walk->begun =
        found[request_column_named(TEXT("item"))] > 0 && found[request_column_named(TEXT("material_id"))] > 0;
    if (!walk->begun)
        return false;
    memcpy(walk->fields, found, sizeof found);
    walk->names = row->count;
    unsigned asks = walk->request != NULL ? request_asks_of_all(walk->request) : 0;
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT && !walk->ended; i++) {
        if ((REQUEST_COLUMNS[i].asks & asks) == 0 || found[i] > 0)
            continue;
        reject_message(walk, place, 1, "requests.column-missing", text_from(REQUEST_COLUMNS[i].name),
                       NO_TEXT);
        walk->ended = true;
    }
    if (asks != 0 && again > 0 && !walk->ended) {
        reject_message(walk, place, again, "requests.column-twice", text_trim(row->fields[again - 1]),
                       NO_TEXT);
        walk->ended = true;
    }
    return true;
}

static void take_title(struct sheet_walk *walk, const struct csv_fields *row) {
    for (uint32_t i = 0; i < row->count && walk->request == NULL; i++) {
        struct text name = text_trim(row->fields[i]);
        if (name.length > 0)
            walk->request = json_object_getn(walk->work->asked, name.data, name.length);
    }
}

static const json_t *item_of(const json_t *request, struct text number) {
    size_t index = 0;
    const json_t *item = NULL;
    json_array_foreach(json_object_get(request, "items"), index, item) {
        char digits[24];
        snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT,
                 json_integer_value(json_object_get(item, "item")));
        if (text_is(number, digits))
            return item;
    }
    return NULL;
}

/* What stands in the cells to be filled, in one order; and, in a cell of no column, where. A remark alone is
 * no answer. */
static struct text said_of(const struct sheet_walk *walk, const struct csv_fields *row,
                           const struct text *cells, struct arena *arena, uint32_t *beside) {
    struct buffer said = {0};
    bool something = false;
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++) {
        if (!REQUEST_COLUMNS[i].filled)
            continue;
        something =
            something || (text_trim(cells[i]).length > 0 && i != request_column_named(TEXT("remark")));
        buffer_text(&said, text_trim(cells[i]));
        buffer_char(&said, '\x1f');
    }
    for (uint32_t field = 1; field <= row->count; field++) {
        size_t column = 0;
        while (column < REQUEST_COLUMN_COUNT && walk->fields[column] != field)
            column++;
        if (column < REQUEST_COLUMN_COUNT || text_trim(row->fields[field - 1]).length == 0)
            continue;
        *beside = *beside > 0 ? *beside : field;
        something = true;
        buffer_text(&said, text_trim(row->fields[field - 1]));
        buffer_char(&said, '\x1f');
    }
    struct text kept = buffer_keep(&said, arena);
    return something ? kept : NO_TEXT;
}

static void answer_beside(struct sheet_walk *walk, struct heard_row *heard, struct text value) {
    struct buffer words = {0};
    MESSAGE(&words, walk->work->book->messages, "requests.beside", {"value", text_trim(value)});
    heard->answer.state = ANSWER_REJECTED;
    heard->answer.reason = buffer_keep(&words, &walk->work->heard.arena);
}

static void read_row(struct sheet_walk *walk, const struct csv_place *place, const struct csv_fields *row) {
    struct importing *work = walk->work;
    struct arena *arena = &work->heard.arena;
    struct text cells[REQUEST_COLUMN_ROOM];
    bool covered[REQUEST_COLUMN_ROOM] = {false};
    uint32_t beside = 0;
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++) {
        uint32_t field = walk->fields[i];
        cells[i] = field > 0 && field <= row->count ? arena_copy(arena, row->fields[field - 1]) : TEXT("");
        covered[i] =
            field > 0 && sheet_covered(&walk->source->outline, place->slice.file_line, field) != COVERED_NOT;
    }
    struct text number = text_trim(cells[request_column_named(TEXT("item"))]);
    const json_t *item = item_of(walk->request, number);
    uint32_t item_field = walk->fields[request_column_named(TEXT("item"))];
    if (item == NULL) {
        reject_message(walk, place, item_field, "requests.item.unknown", number,
                       request_text(walk->request, "request"));
        return;
    }
    struct heard_row *heard = heard_add(&work->heard, walk->source, place->slice);
    if (heard == NULL)
        return;
    heard->request = walk->request;
    heard->item = item;
    heard->number = number;
    heard->item_field = item_field;
    heard->said = said_of(walk, row, cells, arena, &beside);
    struct field_reader reader = {
        .format = PLAIN_FORMAT, .arena = arena, .codes = work->codes, .of_sheet = true};
    reader.format.words = work->book->words;
    const struct answer_cells given = {cells, covered};
    answer_read(&heard->answer, item, &given, work->book, work->options->day, &reader);
    heard->answer_field = walk->fields[heard->answer.column];
    if (beside > 0 && heard->answer.state != ANSWER_REJECTED) {
        answer_beside(walk, heard, row->fields[beside - 1]);
        heard->answer_field = beside;
    }
}

static bool take_row(void *context, const struct csv_place *place) {
    struct sheet_walk *walk = context;
    struct csv_fields *row = ARENA_NEW(&walk->arena, struct csv_fields);
    uint32_t column = 0;
    if (row == NULL) {
        walk->status = error_memory(walk->error);
        return false;
    }
    const char *problem = place->slice.malformed > 0
                              ? "row.quote"
                              : csv_record_read(walk->csv, place->slice.record, &walk->arena, row, &column);
    if (walk->arena.failed)
        walk->status = error_memory(walk->error);
    else if (problem != NULL && walk->begun && row->beyond > 0)
        reject_count(walk, place, row);
    else if (problem != NULL && walk->begun)
        reject_message(walk, place, column, problem, NO_TEXT, NO_TEXT);
    else if (problem == NULL && walk->begun)
        read_row(walk, place, row);
    else if (problem == NULL && take_names(walk, place, row) && walk->request == NULL)
        reject_message(walk, place, 1, "requests.unknown", NO_TEXT, NO_TEXT);
    else if (problem == NULL && !walk->begun)
        take_title(walk, row);
    if (walk->work->heard.arena.failed)
        walk->status = error_memory(walk->error);
    arena_reset(&walk->arena);
    return walk->status == USMCA_OK && !walk->ended && (!walk->begun || walk->request != NULL);
}

/* ---- workbooks ---- */

static usmca_status read_sheet(struct importing *work, struct csv_source *source, bool *found,
                               usmca_error *error) {
    struct sheet_walk walk = {.work = work, .source = source, .status = USMCA_OK, .error = error};
    usmca_status status = csv_record_reader_new(&walk.csv, SHEET_DELIMITER, error);
    if (status == USMCA_OK)
        status = csv_source_walk(source, 0, 1, take_row, &walk, error);
    if (status == USMCA_OK)
        status = walk.status;
    *found = *found || walk.begun;
    csv_record_reader_free(walk.csv);
    arena_free(&walk.arena);
    return status;
}

static usmca_status read_book(struct importing *work, const char *path, usmca_error *error) {
    struct csv_source source;
    struct field_format format = PLAIN_FORMAT;
    bool found = false;
    format.words = work->book->words;
    usmca_status status = csv_source_open(&source, path, NULL, error);
    if (status == USMCA_OK && source.workbook == NULL)
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a workbook (.xlsx)");
    size_t count = status == USMCA_OK && source.workbook != NULL ? source.workbook->sheet_count : 0;
    for (size_t i = 0; i < count && status == USMCA_OK; i++) {
        status = csv_source_sheet(&source, i, &format, error);
        if (status == USMCA_OK)
            status = read_sheet(work, &source, &found, error);
    }
    if (status == USMCA_OK)
        status = csv_source_unchanged(&source, error);
    csv_source_close(&source);
    if (status == USMCA_OK && !found)
        status =
            error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "no sheet of it is a request of usmca requests");
    return status;
}

/* ---- outputs ---- */

static usmca_status keep_answers(struct importing *work, struct record *record, usmca_error *error) {
    char time[KEPT_TIME_SIZE];
    char day[DATE_TEXT_SIZE];
    const char *name = NULL;
    json_t *list = NULL;
    usmca_status status = record_now(record, time, error);
    if (status != USMCA_OK)
        return status;
    json_object_foreach(work->answers, name, list) {
        int64_t run = 0;
        json_t *kept = json_object();
        bool made = kept != NULL && set_text(kept, "request", text_from(name)) &&
                    set_text(kept, "day", day_text(day, work->options->day)) &&
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

static usmca_status keep_in_record(struct importing *work, usmca_error *error) {
    struct record *record = NULL;
    if (work->options->record == NULL || json_object_size(work->answers) == 0)
        return USMCA_OK;
    usmca_status status = record_open(&record, work->options->record, RECORD_TO_WRITE, error);
    if (status == USMCA_OK)
        status = keep_answers(work, record, error);
    if (status == USMCA_OK)
        status = record_commit(record, error);
    record_close(record);
    return status;
}

static usmca_status write_one(struct command_output *output, const char *path, const char *head,
                              const struct buffer *body, usmca_error *error) {
    usmca_status status = body->failed ? error_memory(error) : command_output_open(output, path, error);
    if (status == USMCA_OK && head[0] != '\0')
        status = command_output_write(output, text_from(head), error);
    return status == USMCA_OK ? command_output_write(output, buffer_view(body), error) : status;
}

static usmca_status write_outputs(struct importing *work, usmca_error *error) {
    struct command_output outputs[3] = {{0}};
    const struct table_run *run = &work->options->run;
    usmca_error ignored;
    usmca_status status = write_one(&outputs[0], run->output, "", &work->rows, error);
    if (status == USMCA_OK && work->options->answers != NULL)
        status = write_one(&outputs[1], work->options->answers, "", &work->states, error);
    if (status == USMCA_OK && run->rejects_path != NULL)
        status = write_one(&outputs[2], run->rejects_path, REJECTS_HEADER, &run->rejects.rows, error);
    if (status == USMCA_OK)
        status = keep_in_record(work, error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_outputs_close(outputs, 3, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static void put_summary(const struct importing *work, struct buffer *out) {
    struct buffer counts[ANSWER_STATES] = {{0}};
    for (int i = 0; i < ANSWER_STATES; i++)
        buffer_number(&counts[i], work->counts[i]);
    MESSAGE(out, work->book->messages, "requests.imported",
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

static usmca_status import(struct importing *work, usmca_error *error) {
    const struct requests_options *options = work->options;
    work->asked = json_object();
    work->numbers = json_object();
    work->answers = json_object();
    if (work->asked == NULL || work->numbers == NULL || work->answers == NULL)
        return error_memory(error);
    usmca_status status = hs_pattern_new(&work->codes, error);
    if (status == USMCA_OK)
        status = load_asked(work, error);
    put_header(work);
    for (int i = 0; i < options->file_count && status == USMCA_OK; i++)
        status = read_book(work, options->files[i], error);
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
    work.book = options->run.book;
    if (status == USMCA_OK)
        status = import(&work, &error);
    if (status == USMCA_OK) {
        buffer_text(&summary, buffer_view(&work.told));
        put_summary(&work, &summary);
        result = table_run_finish(&options->run, buffer_view(&summary));
    } else {
        result = command_fail(&error);
    }
    hs_pattern_free(work.codes);
    json_decref(work.asked);
    arena_free(&work.heard.arena);
    json_decref(work.numbers);
    json_decref(work.answers);
    buffer_free(&work.rows);
    buffer_free(&work.states);
    buffer_free(&work.told);
    buffer_free(&summary);
    return result;
}
