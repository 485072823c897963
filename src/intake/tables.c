#include "intake/tables.h"

#include <Judy.h>
#include <stdlib.h>

#include "base/list.h"
#include "intake/movement.h"

struct table_reader {
    struct tables *tables;
    enum table_kind kind;
    struct row_reader rows;
    size_t room;
    Pvoid_t ids; /* of documents, JudyHS */
    bool out_of_memory;
};

static const char *const NAMES[] = {"documents", "rates", "duties", "movements"};
static const size_t SIZES[] = {sizeof(struct document), sizeof(struct rate), sizeof(struct duty),
                               sizeof(struct movement)};

static void **rows_of(struct tables *tables, enum table_kind kind, size_t **count) {
    switch (kind) {
    case TABLE_DOCUMENTS:
        *count = &tables->document_count;
        return (void **)&tables->documents;
    case TABLE_RATES:
        *count = &tables->rate_count;
        return (void **)&tables->rates;
    case TABLE_MOVEMENTS:
        *count = &tables->movement_count;
        return (void **)&tables->movements;
    default:
        *count = &tables->duty_count;
        return (void **)&tables->duties;
    }
}

/* A zeroed record at the end, not yet counted; NULL when memory is exhausted. */
static void *next_record(struct table_reader *reader) {
    size_t *count = NULL;
    void **rows = rows_of(reader->tables, reader->kind, &count);
    size_t size = SIZES[reader->kind];
    void *grown = list_room(*rows, *count, &reader->room, size);
    if (grown == NULL)
        return NULL;
    *rows = grown;
    return memset((char *)*rows + size * *count, 0, size);
}

/* Whether the id is new, which it is then no longer. */
static bool first_of_id(struct table_reader *reader, struct text id) {
    PWord_t value = (PWord_t)JudyHSIns(&reader->ids, (void *)id.data, id.length, PJE0);
    bool fresh = value != NULL && (void *)value != (void *)PPJERR && *value == 0;
    if (fresh)
        *value = 1;
    return fresh;
}

/* What no single field shows: a document that stands twice, a rate of zero. */
static bool check_record(struct table_reader *reader, struct csv_slice slice, const void *record) {
    const struct layout *layout = reader->rows.layout;
    if (reader->kind == TABLE_DOCUMENTS) {
        struct text id = ((const struct document *)record)->document_id;
        if (first_of_id(reader, id))
            return true;
        row_reader_reject(&reader->rows, slice, "row.duplicate-document",
                          layout->id_field < layout->count ? layout->id_field : 0, (struct text){"", 0}, id);
        return false;
    }
    if (reader->kind == TABLE_RATES && ((const struct rate *)record)->rate.value == 0) {
        row_reader_reject(&reader->rows, slice, "field.zero-rate", 0, TEXT("rate"), (struct text){"", 0});
        return false;
    }
    return true;
}

/* A movement may turn out to be impossible when the inventory is reckoned. */
static void keep_row(struct table_reader *reader, struct movement *movement, struct csv_slice slice) {
    movement->record = arena_copy(&reader->tables->arena, slice.record);
    movement->line = slice.line;
    csv_position(slice.record, reader->rows.delimiter, layout_field(reader->rows.layout, "quantity"),
                 &movement->line_offset, &movement->column);
}

static bool take_row(void *context, const struct csv_place *place) {
    struct table_reader *reader = context;
    struct csv_slice slice = place->slice;
    void *row = next_record(reader);
    reader->out_of_memory = row == NULL;
    if (row == NULL)
        return false;
    size_t *count = NULL;
    rows_of(reader->tables, reader->kind, &count);
    reader->tables->rows++;
    if (row_reader_read(&reader->rows, slice, row, NULL, NULL) && check_record(reader, slice, row)) {
        if (reader->kind == TABLE_MOVEMENTS)
            keep_row(reader, row, slice);
        (*count)++;
    }
    return true;
}

static usmca_status read_rows(struct table_reader *reader, const struct csv_source *source,
                              usmca_error *error) {
    usmca_status status = csv_source_walk(source, source->data, source->data_line, take_row, reader, error);
    return status == USMCA_OK && reader->out_of_memory ? error_memory(error) : status;
}

usmca_status tables_read(struct tables *tables, enum table_kind kind, const char *path,
                         const struct profile *profile, const struct hs_pattern *codes,
                         struct rejects *rejects, struct text *unknown, usmca_error *error) {
    struct table_reader reader = {.tables = tables, .kind = kind};
    struct csv_source source;
    struct buffer header = {0};
    struct layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL)
        return error_memory(error);
    bool described = profile_table_named(profile, NAMES[kind]) != NULL;
    const struct profile *of_file = described ? profile : NULL;
    usmca_status status = csv_source_open(&source, path, described ? profile->encoding : NULL, error);
    if (status == USMCA_OK && described)
        source.delimiter = profile->delimiter;
    if (status == USMCA_OK)
        status = csv_source_header(&source, &header, error);
    if (status == USMCA_OK)
        status =
            layout_read(layout, buffer_view(&header), source.delimiter, path, of_file, NAMES[kind], error);
    if (status == USMCA_OK)
        status = row_reader_open(&reader.rows, path, layout, source.delimiter, codes, &tables->arena, rejects,
                                 error);
    if (status == USMCA_OK) {
        *unknown = arena_copy(&tables->arena, layout->unknown);
        status = read_rows(&reader, &source, error);
    }
    tables->duties_given = tables->duties_given || kind == TABLE_DUTIES;
    JudyHSFreeArray(&reader.ids, PJE0);
    row_reader_close(&reader.rows);
    layout_free(layout);
    free(layout);
    buffer_free(&header);
    csv_source_close(&source);
    return status;
}

void tables_finish(struct tables *tables, struct case_setting *setting) {
    case_sort(tables->documents, tables->document_count, tables->rates, tables->rate_count, tables->duties,
              tables->duty_count);
    case_places_free(tables->document_places);
    tables->document_places = case_places(tables->documents, tables->document_count);
    setting->document_places = tables->document_places;
    setting->documents = tables->documents;
    setting->document_count = tables->document_count;
    setting->rates = tables->rates;
    setting->rate_count = tables->rate_count;
    setting->duties = tables->duties;
    setting->duty_count = tables->duty_count;
    setting->duties_given = tables->duties_given;
}

void tables_free(struct tables *tables) {
    case_places_free(tables->document_places);
    free(tables->documents);
    free(tables->rates);
    free(tables->duties);
    free(tables->movements);
    arena_free(&tables->arena);
    *tables = (struct tables){0};
}
