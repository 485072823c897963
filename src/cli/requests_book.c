#include "cli/requests_book.h"

#include <stdio.h>
#include <string.h>

#include "requests/asked.h"

/* A sheet while it is walked. */
struct sheet_walk {
    struct requests_reading *reading;
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

static void reject_row(struct sheet_walk *walk, const struct csv_place *place, uint32_t field,
                       struct text reason) {
    rejects_add(walk->reading->rejects, &(struct reject){.input = TABLE_DOCUMENTS,
                                                         .file = walk->source->path,
                                                         .sheet = walk->source->sheet,
                                                         .slice = place->slice,
                                                         .column = field > 0 ? field : 1,
                                                         .reason = reason});
}

/* A row that is no item: `value` and `should` are what stands there, and what should. */
static void reject_message(struct sheet_walk *walk, const struct csv_place *place, uint32_t field,
                           const char *id, struct text value, struct text should) {
    struct buffer words = {0};
    MESSAGE(&words, walk->reading->book->messages, id, {"value", value}, {"should", should});
    reject_row(walk, place, field, buffer_view(&words));
    buffer_release(&words, &walk->reading->rejects->rows);
}

static void reject_count(struct sheet_walk *walk, const struct csv_place *place,
                         const struct csv_fields *row) {
    struct buffer words = {0};
    struct buffer count = {0};
    struct buffer expected = {0};
    buffer_number(&count, row->count + row->beyond);
    buffer_number(&expected, walk->names);
    MESSAGE(&words, walk->reading->book->messages, "row.fields", {"count", buffer_view(&count)},
            {"expected", buffer_view(&expected)});
    reject_row(walk, place, 1, buffer_view(&words));
    buffer_release(&count, &walk->reading->rejects->rows);
    buffer_release(&expected, &walk->reading->rejects->rows);
    buffer_release(&words, &walk->reading->rejects->rows);
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
            walk->request = json_object_getn(walk->reading->asked, name.data, name.length);
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
    MESSAGE(&words, walk->reading->book->messages, "requests.beside", {"value", text_trim(value)});
    heard->answer.state = ANSWER_REJECTED;
    heard->answer.reason = buffer_keep(&words, &walk->reading->heard->arena);
}

static void read_row(struct sheet_walk *walk, const struct csv_place *place, const struct csv_fields *row) {
    struct requests_reading *reading = walk->reading;
    struct arena *arena = &reading->heard->arena;
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
    struct heard_row *heard = heard_add(reading->heard, walk->source, place->slice);
    if (heard == NULL)
        return;
    heard->request = walk->request;
    heard->item = item;
    heard->number = number;
    heard->item_field = item_field;
    heard->said = said_of(walk, row, cells, arena, &beside);
    struct field_reader reader = {
        .format = PLAIN_FORMAT, .arena = arena, .codes = reading->codes, .of_sheet = true};
    reader.format.words = reading->book->words;
    const struct answer_cells given = {cells, covered};
    answer_read(&heard->answer, item, &given, reading->book, reading->day, &reader);
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
    if (walk->reading->heard->arena.failed)
        walk->status = error_memory(walk->error);
    arena_reset(&walk->arena);
    return walk->status == USMCA_OK && !walk->ended && (!walk->begun || walk->request != NULL);
}

/* ---- workbooks ---- */

static usmca_status read_sheet(struct requests_reading *reading, struct csv_source *source, bool *found,
                               usmca_error *error) {
    struct sheet_walk walk = {.reading = reading, .source = source, .status = USMCA_OK, .error = error};
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

usmca_status requests_book_read(struct requests_reading *reading, const char *path, usmca_error *error) {
    struct csv_source source;
    struct field_format format = PLAIN_FORMAT;
    bool found = false;
    format.words = reading->book->words;
    usmca_status status = csv_source_open(&source, path, NULL, error);
    if (status == USMCA_OK && source.workbook == NULL)
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a workbook (.xlsx)");
    size_t count = status == USMCA_OK && source.workbook != NULL ? source.workbook->sheet_count : 0;
    for (size_t i = 0; i < count && status == USMCA_OK; i++) {
        status = csv_source_sheet(&source, i, &format, error);
        if (status == USMCA_OK)
            status = read_sheet(reading, &source, &found, error);
    }
    if (status == USMCA_OK)
        status = csv_source_unchanged(&source, error);
    csv_source_close(&source);
    if (status == USMCA_OK && !found)
        status =
            error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "no sheet of it is a request of usmca requests");
    return status;
}
