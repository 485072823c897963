#include "intake/preview.h"

#include <stdlib.h>

#include "intake/field_text.h"
#include "intake/row_reader.h"
#include "intake/table_source.h"

struct looking {
    struct preview *preview;
    struct row_reader rows;
    struct arena arena; /* of a row */
    void *first;
    void *second;
    uint32_t show;
};

/* ---- columns ---- */

/* Of what is not read, what it may be; in a flat file the words of lines go before those of goods. */
static const struct header_word *suggested(struct header_words *words, const char *table,
                                           struct text header) {
    size_t from = 0;
    bool flat = strcmp(table, "flat") == 0;
    const struct header_word *word = header_words_next(words, flat ? "bom" : table, header, &from);
    from = 0;
    return word == NULL && flat ? header_words_next(words, "goods", header, &from) : word;
}

static void take_slot(struct preview *preview, const struct layout_slot *slot, uint32_t field,
                      struct header_words *words) {
    struct preview_column *column = &preview->columns[preview->column_count++];
    *column = (struct preview_column){.header = slot->header,
                                      .place = layout_field_of_file(preview->layout, field) + 1,
                                      .column = slot->column,
                                      .second = slot->second,
                                      .by_profile = slot->profile != NULL,
                                      .ignored = slot->ignored};
    if (slot->column == NULL && slot->second == NULL && !slot->ignored)
        column->like = suggested(words, preview->table, slot->header);
}

static usmca_status take_columns(struct preview *preview, struct header_words *words, usmca_error *error) {
    const struct layout *layout = preview->layout;
    preview->columns =
        ARENA_ARRAY(&preview->arena, struct preview_column, layout->count + layout->more_count + 1);
    if (preview->columns == NULL)
        return error_memory(error);
    for (uint32_t i = 0; i < layout->count; i++) {
        bool filled = i < layout->count - layout->appended && layout->slots[i].ignored &&
                      layout->slots[i].profile == NULL && layout->appended > 0;
        bool stands_for_it = false;
        for (uint32_t k = layout->count - layout->appended; filled && k < layout->count; k++)
            stands_for_it = stands_for_it || layout->slots[k].of_field == i;
        if (!stands_for_it)
            take_slot(preview, &layout->slots[i], i, words);
    }
    for (uint32_t i = 0; i < layout->more_count; i++)
        take_slot(preview, &layout->more[i].slot, layout->more[i].field, words);
    return USMCA_OK;
}

/* ---- rows ---- */

static void take_values(struct looking *looking, struct preview_row *row, const struct column_table *table,
                        const void *record, bool of_good) {
    for (size_t i = 0; i < table->count; i++) {
        struct buffer text = {0};
        field_text(&text, &table->columns[i], record);
        if (text.length > 0 || text.failed)
            row->values[row->value_count++] = (struct preview_value){
                &table->columns[i], of_good, buffer_keep(&text, &looking->preview->arena)};
    }
}

static void keep_row(struct looking *looking, uint64_t file_line) {
    struct preview *preview = looking->preview;
    const struct layout *layout = preview->layout;
    struct preview_row *row = &preview->rows[preview->row_count];
    size_t most = layout->first->count + (layout->second != NULL ? layout->second->count : 0);
    row->file_line = file_line;
    row->values = ARENA_ARRAY(&preview->arena, struct preview_value, most);
    if (row->values == NULL)
        return;
    preview->row_count++;
    take_values(looking, row, layout->first, looking->first, false);
    if (layout->second != NULL)
        take_values(looking, row, layout->second, looking->second, true);
}

static bool take_row(void *context, const struct csv_place *place) {
    struct looking *looking = context;
    struct preview *preview = looking->preview;
    const struct layout *layout = preview->layout;
    arena_reset(&looking->arena);
    memset(looking->first, 0, layout->first->record_size);
    if (layout->second != NULL)
        memset(looking->second, 0, layout->second->record_size);
    bool nothing = layout_names_nothing(layout, place->slice, preview->source.delimiter);
    bool read =
        !nothing && row_reader_read(&looking->rows, &place->slice, looking->first, looking->second, NULL);
    if (read && preview->row_count < looking->show)
        keep_row(looking, place->slice.file_line);
    return ++preview->looked_at < PREVIEW_ROWS;
}

static usmca_status read_rows(struct looking *looking, const struct hs_pattern *codes, const char *path,
                              usmca_error *error) {
    struct preview *preview = looking->preview;
    const struct layout *layout = preview->layout;
    looking->first = calloc(1, layout->first->record_size);
    looking->second = calloc(1, layout->second != NULL ? layout->second->record_size : 1);
    preview->rows = ARENA_ARRAY(&preview->arena, struct preview_row, looking->show + 1);
    if (looking->first == NULL || looking->second == NULL || preview->rows == NULL)
        return error_memory(error);
    usmca_status status = row_reader_open(&looking->rows, path, layout, preview->source.delimiter, codes,
                                          &looking->arena, &preview->rejects, error);
    if (status == USMCA_OK)
        status = csv_source_walk(&preview->source, preview->source.data, preview->source.data_line, take_row,
                                 looking, error);
    const bool failed = preview->arena.failed || looking->arena.failed || preview->rejects.lines.failed ||
                        preview->rejects.rows.failed;
    return status == USMCA_OK && failed ? error_memory(error) : status;
}

usmca_status preview_read(struct preview *preview, const char *path, const struct profile *profile,
                          const char *table, uint32_t show, struct header_words *words,
                          const struct messages *messages, usmca_error *error) {
    struct looking looking = {.preview = preview, .show = show};
    struct hs_pattern *codes = NULL;
    *preview = (struct preview){.source = {.descriptor = -1},
                                .layout = calloc(1, sizeof *preview->layout),
                                .table = table,
                                .rejects = {.messages = messages}};
    if (preview->layout == NULL)
        return error_memory(error);
    usmca_status status =
        table_source_open(&preview->source, preview->layout, path, profile, table, 1, false, error);
    if (status == USMCA_OK)
        status = take_columns(preview, words, error);
    if (status == USMCA_OK && words->failed)
        status = error_memory(error);
    if (status == USMCA_OK)
        status = hs_pattern_new(&codes, error);
    if (status == USMCA_OK)
        status = read_rows(&looking, codes, path, error);
    row_reader_close(&looking.rows);
    hs_pattern_free(codes);
    arena_free(&looking.arena);
    free(looking.first);
    free(looking.second);
    return status;
}

void preview_free(struct preview *preview) {
    csv_source_close(&preview->source);
    if (preview->layout != NULL)
        layout_free(preview->layout);
    free(preview->layout);
    rejects_free(&preview->rejects);
    arena_free(&preview->arena);
}
