#include "intake/table_file.h"

#include <Judy.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "intake/notices.h"
#include "intake/table_source.h"
#include "intake/unread_paper.h"

struct table_reader {
    struct tables *tables;
    enum table_kind kind;
    struct row_reader rows;
    Pvoid_t ids;       /* of documents, JudyHS */
    bool below_header; /* a second one, of other columns */
    bool out_of_memory;
};

/* Whether the id is new, which it is then no longer. */
static bool first_of_id(struct table_reader *reader, struct text id) {
    PWord_t value = (PWord_t)JudyHSIns(&reader->ids, (void *)id.data, id.length, PJE0);
    if (value == NULL || (void *)value == (void *)PPJERR) {
        reader->out_of_memory = true;
        return true;
    }
    bool fresh = *value == 0;
    *value = 1;
    return fresh;
}

/* A list of suppliers and parts has no numbers: what tells one from another is its id. */
static bool name_document(struct table_reader *reader, struct document *document) {
    char day[DATE_TEXT_SIZE];
    struct buffer id = {0};
    if (document->document_id.length > 0 || document->material_id.length == 0)
        return document->document_id.length > 0;
    buffer_text(&id, document->supplier);
    buffer_string(&id, document->supplier.length > 0 ? " " : "");
    buffer_text(&id, document->material_id);
    buffer_string(&id, document->valid_from != 0 ? " " : "");
    if (document->valid_from != 0)
        buffer_put(&id, day, date_print(day, document->valid_from));
    document->document_id = buffer_keep(&id, &reader->tables->arena);
    return document->document_id.length > 0;
}

/* The line that it has, or would have in a file below its header: what is said of it is the same then. */
static uint64_t place_line(const struct layout *layout, struct csv_slice slice) {
    return layout->given != NULL ? given_table_row_of(layout->given, slice.file_line) + 1 : slice.file_line;
}

/* One that is rejected may have neither, and it counts all the same that there is one. */
static void name_by_line(struct table_reader *reader, struct csv_slice slice, struct document *document) {
    char name[32];
    int length = snprintf(name, sizeof name, "#%" PRIu64, place_line(reader->rows.layout, slice));
    document->document_id = arena_copy(&reader->tables->arena, (struct text){name, (size_t)length});
}

/* What no single field shows: a document that stands twice, a rate of zero. */
static bool check_record(struct table_reader *reader, struct csv_slice slice, void *record,
                         struct text *reason) {
    const struct layout *layout = reader->rows.layout;
    if (reader->kind == TABLE_DOCUMENTS && !name_document(reader, record)) {
        *reason = row_reader_reject(&reader->rows, slice, "field.missing",
                                    layout->id_field < layout->count ? layout->id_field : 0,
                                    TEXT("document_id"), (struct text){"", 0});
        return false;
    }
    if (reader->kind == TABLE_DOCUMENTS) {
        struct text id = ((const struct document *)record)->document_id;
        if (!first_of_id(reader, id)) /* it stays, to be compared with the first */
            row_reader_reject(&reader->rows, slice, "row.duplicate-document",
                              layout->id_field < layout->count ? layout->id_field : 0, (struct text){"", 0},
                              id);
        return true;
    }
    if (reader->kind == TABLE_RATES && ((const struct rate *)record)->rate.value == 0) {
        *reason =
            row_reader_reject(&reader->rows, slice, "field.zero-rate", 0, TEXT("rate"), (struct text){"", 0});
        return false;
    }
    return true;
}

/* In place of a kind until one is read. */
static const enum document_kind KIND_NOT_READ = DOCUMENT_KINDS;

static void before_record(enum table_kind kind, void *record) {
    if (kind == TABLE_DOCUMENTS)
        ((struct document *)record)->kind = KIND_NOT_READ;
}

static void after_record(enum table_kind kind, void *record, bool used) {
    struct document *document = record;
    if (kind != TABLE_DOCUMENTS || document->kind != KIND_NOT_READ)
        return;
    document->kind = DOCUMENT_CERTIFICATION;
    document->of_any_kind = !used;
}

/* Whether a row that cannot be used is kept, as one that is rejected: the tables that are looked up row by
 * row tell what hangs on it. What could be read of it is in the record. */
static bool keep_rejected(struct table_reader *reader, struct csv_slice slice, void *row,
                          struct text reason) {
    struct document *document = row;
    char scratch[CSV_LONGEST_FIELD];
    struct text id = {NULL, 0};
    switch (reader->kind) {
    case TABLE_DOCUMENTS:
        if (document->document_id.length == 0 &&
            layout_id(reader->rows.layout, slice, reader->rows.delimiter, scratch, &id))
            document->document_id = arena_copy(&reader->tables->arena, id);
        if (!name_document(reader, document))
            name_by_line(reader, slice, document);
        document->rejected = reason;
        return true;
    case TABLE_RATES:
        ((struct rate *)row)->rejected = true;
        return true;
    case TABLE_DUTIES:
        ((struct duty *)row)->rejected = true;
        return true;
    default:
        return false;
    }
}

/* Whether the row is a second header of other columns, or stands below one: nothing in it is read by the
 * first. */
static bool of_other_columns(struct table_reader *reader, struct csv_slice slice, struct text *reason) {
    const struct layout *layout = reader->rows.layout;
    const uint32_t field = layout_key_field(layout);
    bool above = reader->below_header;
    char scratch[CSV_LONGEST_FIELD];
    struct text key = {NULL, 0};
    if (!above && field < layout->count &&
        layout_extract(layout, slice.record, reader->rows.delimiter, field, scratch, &key))
        reader->below_header = layout_other_header(layout, slice, reader->rows.delimiter, key);
    if (reader->below_header)
        *reason = row_reader_reject(&reader->rows, slice, above ? "row.under-header" : "row.other-header",
                                    field, key, key);
    return reader->below_header;
}

static bool take_row(void *context, const struct csv_place *place) {
    struct table_reader *reader = context;
    struct csv_slice slice = place->slice;
    struct tables *tables = reader->tables;
    struct text reason = {NULL, 0};
    void *row = tables_next(tables, reader->kind);
    reader->out_of_memory = row == NULL;
    if (row == NULL)
        return false;
    tables->rows++;
    before_record(reader->kind, row);
    bool used = !of_other_columns(reader, slice, &reason) &&
                row_reader_read(&reader->rows, &slice, row, NULL, &reason) &&
                check_record(reader, slice, row, &reason);
    after_record(reader->kind, row, used);
    if (used && reader->kind == TABLE_DOCUMENTS && reader->rows.layout->doubts.count > 0)
        unread_doubt_document(reader->rows.layout, &reader->rows.fields, row, &tables->arena);
    if (used && reader->rows.layout->first->placed)
        *(struct row_place *)row =
            (struct row_place){arena_copy(&tables->arena, layout_original(reader->rows.layout, slice.record,
                                                                          reader->rows.delimiter)),
                               place_line(reader->rows.layout, slice)};
    if (used || keep_rejected(reader, slice, row, reason))
        tables->of[reader->kind].count++;
    return !reader->out_of_memory;
}

static usmca_status read_rows(struct table_reader *reader, const struct csv_source *source,
                              usmca_error *error) {
    usmca_status status = csv_source_walk(source, source->data, source->data_line, take_row, reader, error);
    bool failed = reader->out_of_memory || reader->tables->arena.failed ||
                  reader->rows.rejects->rows.failed || reader->rows.rejects->lines.failed;
    return status == USMCA_OK && failed ? error_memory(error) : status;
}

/* What table_file_reject() needs of a file when it is long closed. */
static usmca_status keep_layout(struct table *table, const struct layout *layout, struct arena *arena,
                                usmca_error *error) {
    table->fields = ARENA_ARRAY(arena, uint32_t, layout->first->count);
    if (layout->sheet != NULL) {
        table->path = arena_string(arena, text_from(layout->path));
        table->sheet = table->path != NULL ? table->path + (layout->sheet - layout->path) : NULL;
    }
    if (table->fields == NULL || table->path == NULL)
        return error_memory(error);
    for (size_t i = 0; i < layout->first->count; i++)
        table->fields[i] = layout_field_of_file(layout, layout_field(layout, layout->first->columns[i].name));
    return USMCA_OK;
}

void table_file_reject(const struct tables *tables, enum table_kind kind, const struct row_place *place,
                       const char *column, struct text reason, struct rejects *rejects) {
    const struct table *table = &tables->of[kind];
    const struct column_table *columns = INPUT_TABLES[kind].columns;
    struct reject row = {.input = kind,
                         .file = table->path,
                         .sheet = table->sheet,
                         .slice = {.record = place->record, .file_line = place->line - table->numbered},
                         .column = 1,
                         .reason = reason};
    const struct column *found = column_named(columns, text_from(column));
    uint32_t field = found != NULL ? table->fields[found - columns->columns] : CSV_MOST_FIELDS;
    if (field != CSV_MOST_FIELDS && (table->sheet != NULL || table->numbered))
        row.column = field + 1;
    else if (field != CSV_MOST_FIELDS)
        csv_position(place->record, table->delimiter, field, &row.line_offset, &row.column);
    rejects_add(rejects, &row);
}

void table_file_reject_problem(const struct tables *tables, enum table_kind kind,
                               const struct row_problem *problem, struct rejects *rejects) {
    struct buffer reason = {0};
    MESSAGE(&reason, rejects->messages, problem->message, {"name", problem->name});
    table_file_reject(tables, kind, problem->place, problem->column, buffer_view(&reason), rejects);
    buffer_release(&reason, &rejects->rows);
}

usmca_status table_file_read(struct tables *tables, enum table_kind kind, const char *path,
                             const struct given_table *given, const struct profile *profile,
                             const struct hs_pattern *codes, struct rejects *rejects, struct buffer *notices,
                             struct intake_files *files, usmca_error *error) {
    struct table_reader reader = {.tables = tables, .kind = kind};
    struct csv_source source;
    struct layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL)
        return error_memory(error);
    usmca_status status =
        given != NULL
            ? table_source_given(&source, layout, given, profile, INPUT_TABLES[kind].name, error)
            : table_source_open(&source, layout, path, profile, INPUT_TABLES[kind].name, 1, false, error);
    if (status == USMCA_OK)
        status = row_reader_open(&reader.rows, path, layout, source.delimiter, codes, &tables->arena, rejects,
                                 error);
    if (status == USMCA_OK) {
        tables->of[kind].path = path;
        tables->of[kind].numbered = given != NULL;
        status = keep_layout(&tables->of[kind], layout, &tables->arena, error);
    }
    if (status == USMCA_OK) {
        tables->of[kind].given = true;
        tables->of[kind].delimiter = source.delimiter;
        uint64_t rejected = rejects->count;
        uint64_t rows = tables->rows;
        status = read_rows(&reader, &source, error);
        if (status == USMCA_OK)
            file_notices(notices, rejects->messages, &source, layout);
        if (status == USMCA_OK && files != NULL)
            status =
                intake_file_note(files, &source, layout, INPUT_TABLES[kind].name, rejects->messages, error);
        if (status == USMCA_OK && files != NULL)
            files->of[kind].rows = tables->rows - rows;
        if (status == USMCA_OK)
            status = csv_source_unchanged(&source, error);
        tables->of[kind].broken = rejects->count > rejected;
    }
    JudyHSFreeArray(&reader.ids, PJE0);
    row_reader_close(&reader.rows);
    layout_free(layout);
    free(layout);
    csv_source_close(&source);
    return status;
}
