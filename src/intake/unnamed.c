#include "intake/unnamed.h"

#include "intake/spaces.h"
#include "intake/unread.h"

struct unnamed_walk {
    const struct csv_source *source;
    const struct layout *layout;
    struct unnamed_column *columns;
    uint32_t count;
    struct csv_fields fields;
};

static bool is_unnamed(const struct layout_slot *slot) {
    return slot->target == TARGET_NONE && !slot->ignored && !slot->passed &&
           spaces_trim(slot->header).length == 0;
}

static bool says_something(struct text field) {
    for (size_t i = 0; i < field.length; i++)
        if (field.data[i] != '"' && !text_is_blank(field.data[i]))
            return true;
    return false;
}

static bool take_row(void *context, const struct csv_place *place) {
    struct unnamed_walk *walk = context;
    const struct given_table *given = walk->layout->given;
    uint64_t line = place->slice.file_line;
    line = given != NULL ? given_table_row_of(given, line) : line;
    csv_loose_fields(place->slice.record, walk->source->delimiter, &walk->fields);
    for (uint32_t i = 0; i < walk->count; i++) {
        struct unnamed_column *column = &walk->columns[i];
        if (column->field >= walk->fields.count || !says_something(walk->fields.fields[column->field]))
            continue;
        if (column->rows++ == 0)
            column->first_line = line;
    }
    return true;
}

void unnamed_place(struct buffer *out, const struct layout *layout, const struct unnamed_column *column) {
    char cell[CELL_NAME_SIZE];
    if (layout->sheet == NULL) {
        buffer_number(out, column->field + 1);
        return;
    }
    cell_name(cell, 1, column->field + 1);
    buffer_put(out, cell, strlen(cell) - 1);
}

/* Makes it one that nothing reads, for the findings of the goods. */
static bool note(const struct csv_source *source, struct layout *layout,
                 const struct unnamed_column *column) {
    struct buffer place = {0};
    struct unread_column unread = {.field = column->field, .unnamed = true};
    if (layout->first != &GOOD_COLUMNS && layout->first != &MATERIAL_COLUMNS)
        return true;
    unnamed_place(&place, layout, column);
    unread.header = buffer_keep(&place, &layout->arena);
    return unread_add(layout, &layout->unread, unread, source->path);
}

static usmca_status refuse(const struct csv_source *source, const struct unnamed_column *column,
                           usmca_error *error) {
    if (column->rows == 1)
        error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)source->header_line, column->field + 1,
                  "column %u has no name: 1 row has something there, from line %llu on, which is not read "
                  "(--strict-columns)",
                  (unsigned)column->field + 1, (unsigned long long)column->first_line);
    else
        error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)source->header_line, column->field + 1,
                  "column %u has no name: %llu rows have something there, from line %llu on, which is not "
                  "read (--strict-columns)",
                  (unsigned)column->field + 1, (unsigned long long)column->rows,
                  (unsigned long long)column->first_line);
    csv_source_name_cell(source, error);
    return USMCA_ERROR_INPUT;
}

static uint32_t count_columns(const struct layout *layout) {
    uint32_t count = 0;
    for (uint32_t i = 0; i + layout->appended < layout->count; i++)
        count += is_unnamed(&layout->slots[i]);
    return count;
}

bool unnamed_any(const struct layout *layout) {
    return count_columns(layout) > 0;
}

usmca_status unnamed_count(const struct csv_source *source, struct layout *layout, usmca_error *error) {
    struct unnamed_walk walk = {.source = source, .layout = layout, .count = count_columns(layout)};
    if (walk.count == 0)
        return USMCA_OK;
    walk.columns = ARENA_ARRAY(&layout->arena, struct unnamed_column, walk.count);
    if (walk.columns == NULL)
        return error_memory(error);
    walk.count = 0;
    for (uint32_t i = 0; i + layout->appended < layout->count; i++)
        if (is_unnamed(&layout->slots[i]))
            walk.columns[walk.count++] = (struct unnamed_column){.field = i};
    usmca_status status = csv_source_walk(source, source->data, source->data_line, take_row, &walk, error);
    for (uint32_t i = 0; status == USMCA_OK && i < walk.count; i++)
        if (walk.columns[i].rows > 0 && !note(source, layout, &walk.columns[i]))
            return error_memory(error);
    layout->unnamed = walk.columns;
    layout->unnamed_count = walk.count;
    for (uint32_t i = 0; status == USMCA_OK && layout->format.strict && i < walk.count; i++)
        if (walk.columns[i].rows > 0)
            return refuse(source, &walk.columns[i], error);
    return status;
}
