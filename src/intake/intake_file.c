#include "intake/intake_file.h"

#include "intake/notices.h"
#include "intake/spaces.h"

static void put_column(struct buffer *out, const struct layout_slot *slot) {
    if (slot->target == TARGET_NONE)
        return;
    buffer_string(out, out->length > 0 ? " " : "");
    if (slot->target == TARGET_SECOND)
        buffer_string(out, "good_");
    buffer_string(out, slot->target == TARGET_SECOND ? slot->second->name : slot->column->name);
}

/* The place of a field of the file that was filled down is taken by one at the end. */
static uint32_t read_as(const struct layout *layout, uint32_t field) {
    for (uint32_t i = layout->count - layout->appended; i < layout->count; i++)
        if (layout->slots[i].of_field == field)
            return i;
    return field;
}

static struct intake_column column_of(const struct layout *layout, uint32_t field, struct arena *arena) {
    struct buffer columns = {0};
    uint32_t place = read_as(layout, field);
    struct intake_column column = {.header = arena_copy(arena, spaces_trim(layout->slots[field].header)),
                                   .ignored = place == field && layout->slots[field].ignored};
    put_column(&columns, &layout->slots[place]);
    for (uint32_t i = 0; i < layout->more_count; i++)
        if (layout->more[i].field == place)
            put_column(&columns, &layout->more[i].slot);
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        const bool by_its_name = unread->test != TEST_NO_SALE || unread->says != SAYS_IN_WORDS;
        if (unread->field == field && by_its_name)
            column.may_be = arena_copy(arena, unread->column);
    }
    column.columns = buffer_keep(&columns, arena);
    return column;
}

usmca_status intake_file_note(struct intake_files *files, const struct csv_source *source,
                              const struct layout *layout, const char *table, const struct messages *messages,
                              usmca_error *error) {
    struct arena *arena = &files->arena;
    struct intake_file *file = &files->of[layout->input];
    struct buffer notices = {0};
    struct text path = text_from(source->path);
    bool book = source->sheet != NULL;
    if (book)
        path.length = (size_t)(source->sheet - source->path) - 1;
    *file = (struct intake_file){
        .table = table,
        .file = arena_copy(arena, path),
        .sheet = book ? arena_copy(arena, text_from(source->sheet)) : (struct text){NULL, 0},
        .encoding = book
                        ? (struct text){NULL, 0}
                        : arena_copy(arena, text_from(source->encoding != NULL ? source->encoding : "UTF-8")),
        .guessed = source->guessed != NULL,
        .delimiter = source->delimiter,
        .header_line = source->header_line,
        .column_count = layout->count - layout->appended,
        .skipped = layout->skipped,
        .skipped_by = arena_copy(arena, layout->skipped_by)};
    file_notices(&notices, messages, source, layout);
    file->notices = buffer_keep(&notices, arena);
    file->columns = ARENA_ARRAY(arena, struct intake_column, file->column_count);
    for (uint32_t i = 0; file->columns != NULL && i < file->column_count; i++)
        file->columns[i] = column_of(layout, i, arena);
    if (arena->failed || file->columns == NULL)
        return error_memory(error);
    return csv_source_digest(source, file->digest, &file->bytes, error);
}
