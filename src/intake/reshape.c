#include "intake/reshape.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "case/levels.h"
#include "intake/profile.h"

enum { FLUSH_AT = 256 * 1024 };

/* A rule of the profile, where the file has its header. */
struct skip {
    const struct profile_skip *rule;
    uint32_t field;
    uint64_t rows;
};

/* A column that is filled down. */
struct fill {
    uint32_t field;
    struct buffer value; /* of the row above */
    struct text here;    /* of this row */
};

struct reshaping {
    struct csv_source *source;
    struct layout *layout;
    struct arena arena; /* of a row */
    struct csv_record_reader *reader;
    struct csv_fields fields;
    struct skip *skips;
    uint32_t skip_count;
    struct fill *fills;
    uint32_t fill_count;
    struct buffer key; /* the id of the row above */
    bool product_above;
    uint32_t level_field;
    uint32_t material_field;
    struct level_indents indents;
    struct buffer product;
    bool product_seen;
    uint64_t product_missing; /* line of a row with no row of level 0 above it */
    uint64_t file_line;       /* the next to be written */
    struct buffer out;
    int copy;
    usmca_status status;
    usmca_error *error;
};

/* ---- what is asked ---- */

static uint32_t field_of(struct layout *layout, void *header) {
    for (uint32_t i = 0; i < layout->count; i++)
        if (profile_matches(header, layout->slots[i].header, &layout->unmatched))
            return i;
    return CSV_MOST_FIELDS;
}

static bool find_skips(struct reshaping *shape, struct arena *arena) {
    const struct profile_table *profile = shape->layout->profile;
    if (profile == NULL || profile->skip_count == 0)
        return true;
    shape->skips = ARENA_ARRAY(arena, struct skip, profile->skip_count);
    if (shape->skips == NULL)
        return false;
    for (uint32_t i = 0; i < profile->skip_count; i++) {
        uint32_t field = field_of(shape->layout, profile->skips[i].header);
        if (field != CSV_MOST_FIELDS)
            shape->skips[shape->skip_count++] = (struct skip){&profile->skips[i], field, 0};
    }
    return true;
}

static bool is_filled(const struct layout *layout, uint32_t field) {
    bool filled = layout->slots[field].profile != NULL && layout->slots[field].profile->fill_down;
    for (uint32_t i = 0; !filled && i < layout->more_count; i++)
        filled = layout->more[i].field == field && layout->more[i].slot.profile != NULL &&
                 layout->more[i].slot.profile->fill_down;
    return filled;
}

static bool find_fills(struct reshaping *shape, struct arena *arena) {
    const struct layout *layout = shape->layout;
    uint32_t count = 0;
    for (uint32_t i = 0; i < layout->count; i++)
        count += is_filled(layout, i);
    shape->fills = count > 0 ? ARENA_ARRAY(arena, struct fill, count) : NULL;
    if (count > 0 && shape->fills == NULL)
        return false;
    for (uint32_t i = 0; i < layout->count && count > 0; i++)
        if (is_filled(layout, i))
            shape->fills[shape->fill_count++].field = i;
    return true;
}

/* ---- rows ---- */

static void flush(struct reshaping *shape) {
    if (shape->status == USMCA_OK)
        shape->status = shape->out.failed
                            ? error_memory(shape->error)
                            : csv_source_write(shape->copy, buffer_view(&shape->out), shape->error);
    shape->out.length = 0;
}

static uint64_t line_ends(struct text record) {
    uint64_t lines = 0;
    for (size_t i = 0; i < record.length; i++)
        lines += record.data[i] == '\n';
    return lines;
}

/* Empty lines for those that were left out. */
static void fill_lines(struct reshaping *shape, uint64_t file_line) {
    for (; shape->file_line < file_line; shape->file_line++)
        buffer_char(&shape->out, '\n');
}

static void put_field(struct reshaping *shape, struct text value) {
    buffer_char(&shape->out, shape->source->delimiter);
    buffer_char(&shape->out, '"');
    for (size_t i = 0; i < value.length; i++) {
        if (value.data[i] == '"')
            buffer_char(&shape->out, '"');
        buffer_char(&shape->out, value.data[i]);
    }
    buffer_char(&shape->out, '"');
}

/* A row whose fields cannot be told apart: it stays one that is rejected, of no good that is known. */
static void put_malformed(struct reshaping *shape, struct text record) {
    for (size_t i = 0; i < record.length; i++)
        buffer_char(&shape->out, (char)(record.data[i] == '"' ? CSV_WRONG_QUOTE : record.data[i]));
}

/* `known` is whether what is filled down holds for it. */
static void put_row(struct reshaping *shape, const struct csv_slice *slice, bool readable, bool known) {
    struct text record = slice->record;
    size_t end = record.length;
    while (end > 0 && (record.data[end - 1] == '\n' || record.data[end - 1] == '\r'))
        end--;
    struct text row = {record.data, end};
    fill_lines(shape, slice->file_line);
    uint32_t appended = shape->fill_count + shape->product_above;
    if (!readable && appended > 0)
        put_malformed(shape, row);
    else
        buffer_text(&shape->out, row);
    for (uint32_t i = 0; i < shape->fill_count; i++)
        put_field(shape, known ? shape->fills[i].here : (struct text){"", 0});
    if (shape->product_above)
        put_field(shape, known ? buffer_view(&shape->product) : (struct text){"", 0});
    buffer_put(&shape->out, record.data + end, record.length - end);
    shape->file_line += line_ends(record);
    if (shape->out.length >= FLUSH_AT)
        flush(shape);
}

static struct text field_at(const struct reshaping *shape, uint32_t field) {
    return field < shape->fields.count ? shape->fields.fields[field] : (struct text){"", 0};
}

static bool is_skipped(struct reshaping *shape, uint64_t file_line) {
    bool failed = false;
    for (uint32_t i = 0; i < shape->skip_count && !failed; i++)
        if (profile_matches(shape->skips[i].rule->match, field_at(shape, shape->skips[i].field), &failed)) {
            shape->skips[i].rows++;
            return true;
        }
    if (failed)
        shape->status = error_set(shape->error, USMCA_ERROR_INPUT, shape->source->path, (unsigned)file_line,
                                  1, "an expression of the profile's <skip> cannot be tried on this row");
    return false;
}

static void keep(struct buffer *to, struct text value) {
    to->length = 0;
    buffer_text(to, value);
}

/* Another key begins another group: what is not said of it is not that of the group above. */
static void fill_row(struct reshaping *shape) {
    struct text said = field_at(shape, shape->layout->id_field);
    bool another = said.length > 0 && !text_equal(said, buffer_view(&shape->key));
    if (another)
        keep(&shape->key, said);
    for (uint32_t i = 0; i < shape->fill_count; i++) {
        struct fill *fill = &shape->fills[i];
        struct text here = field_at(shape, fill->field);
        if (here.length > 0 || another)
            keep(&fill->value, here);
        fill->here = buffer_view(&fill->value);
    }
}

/* The row may be the product of those below it. */
static void note_product(struct reshaping *shape, const struct csv_slice *slice) {
    char indented[CSV_LONGEST_FIELD];
    struct text level = field_at(shape, shape->level_field);
    uint32_t depth = 0;
    if (shape->layout->level.indented)
        level = csv_indented(slice->record, shape->source->delimiter, shape->level_field, indented);
    bool read = level_read(level, &shape->layout->level, &shape->indents, &depth);
    if (read && depth == 0) {
        keep(&shape->product, field_at(shape, shape->material_field));
        shape->product_seen = true;
    }
    if (!shape->product_seen && shape->product_missing == 0)
        shape->product_missing = slice->file_line;
}

static bool take_row(void *context, const struct csv_place *place) {
    struct reshaping *shape = context;
    uint32_t column = 0;
    arena_reset(&shape->arena);
    bool readable =
        place->slice.malformed == 0 &&
        csv_record_read(shape->reader, place->slice.record, &shape->arena, &shape->fields, &column) == NULL;
    if (shape->arena.failed)
        shape->status = error_memory(shape->error);
    if (readable && is_skipped(shape, place->slice.file_line))
        return true;
    const struct csv_slice *slice = &place->slice;
    bool own = readable && field_at(shape, shape->layout->id_field).length > 0;
    bool sum = readable && !own && layout_is_total(shape->layout, slice->record, shape->source->delimiter);
    if (readable && !sum && shape->product_above)
        note_product(shape, slice);
    if (readable && !sum)
        fill_row(shape);
    put_row(shape, slice, readable, readable && !sum);
    return shape->status == USMCA_OK;
}

/* ---- the file ---- */

/* All down to the first row. */
static usmca_status copy_head(struct reshaping *shape) {
    off_t at = 0;
    while (at < shape->source->data) {
        size_t wanted = (size_t)(shape->source->data - at);
        wanted = wanted < FLUSH_AT ? wanted : FLUSH_AT;
        char *room = buffer_reserve(&shape->out, wanted);
        if (room == NULL)
            return error_memory(shape->error);
        ssize_t got = file_read_at(shape->source->descriptor, room, wanted, at);
        if (got <= 0)
            return error_set(shape->error, USMCA_ERROR_IO, shape->source->path, 0, 0, "cannot read: %s",
                             got < 0 ? strerror(errno) : "the file became shorter");
        shape->out.length += (size_t)got;
        at += got;
        flush(shape);
    }
    return shape->status;
}

static usmca_status write_copy(struct reshaping *shape) {
    const struct csv_source *source = shape->source;
    shape->copy = csv_source_temporary();
    if (shape->copy < 0)
        return error_set(shape->error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    usmca_status status = csv_record_reader_new(&shape->reader, source->delimiter, shape->error);
    if (status == USMCA_OK) {
        csv_record_reader_restores(shape->reader, shape->layout->plain_quotes);
        status = copy_head(shape);
    }
    shape->file_line = source->data_line;
    if (status == USMCA_OK)
        status = csv_source_walk(source, source->data, source->data_line, take_row, shape, shape->error);
    if (status == USMCA_OK)
        flush(shape);
    return status != USMCA_OK ? status : shape->status;
}

/* What was skipped, for whoever reads the answer. */
static void tell_skipped(struct reshaping *shape) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < shape->skip_count; i++) {
        if (shape->skips[i].rows == 0)
            continue;
        shape->layout->skipped += shape->skips[i].rows;
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, shape->layout->slots[shape->skips[i].field].header);
        buffer_string(&list, " = ");
        buffer_text(&list, shape->skips[i].rule->match_expression);
        buffer_string(&list, " (");
        buffer_number(&list, shape->skips[i].rows);
        buffer_string(&list, ")");
    }
    if (list.length > 0 || list.failed)
        shape->layout->skipped_by = buffer_keep(&list, &shape->layout->arena);
}

static usmca_status append_fields(struct reshaping *shape) {
    bool room = true;
    for (uint32_t i = 0; i < shape->fill_count && room; i++)
        room = layout_append(shape->layout, shape->fills[i].field);
    if (room && shape->product_above)
        room = layout_append(shape->layout, CSV_MOST_FIELDS);
    return room ? USMCA_OK
                : error_set(shape->error, USMCA_ERROR_INPUT, shape->source->path, 1, 1,
                            "a header of more than %d columns", CSV_MOST_FIELDS);
}

static usmca_status settle(struct reshaping *shape) {
    usmca_status status = write_copy(shape);
    if (status == USMCA_OK && shape->product_missing > 0)
        status = layout_id_missing(shape->layout, shape->source->path, (unsigned)shape->product_missing,
                                   shape->error);
    if (status == USMCA_OK) {
        tell_skipped(shape);
        status = shape->layout->arena.failed ? error_memory(shape->error) : append_fields(shape);
    }
    if (status != USMCA_OK) {
        if (shape->copy >= 0)
            close(shape->copy);
        return status;
    }
    return csv_source_replace(shape->source, shape->copy, shape->error);
}

usmca_status reshape(struct csv_source *source, struct layout *layout, usmca_error *error) {
    struct arena arena = {0};
    struct reshaping *shape = ARENA_NEW(&arena, struct reshaping);
    if (shape == NULL)
        return error_memory(error);
    *shape = (struct reshaping){.source = source, .layout = layout, .copy = -1, .error = error};
    shape->product_above = layout->product_above && layout->level_field != CSV_MOST_FIELDS;
    shape->level_field = layout->level_field;
    shape->material_field = layout_field(layout, "material_id");
    usmca_status status =
        find_skips(shape, &arena) && find_fills(shape, &arena) ? USMCA_OK : error_memory(error);
    if (status == USMCA_OK && layout->unmatched)
        status = error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1,
                           "an expression of the profile cannot be tried on the header row");
    if (status == USMCA_OK && (shape->skip_count > 0 || shape->fill_count > 0 || shape->product_above))
        status = settle(shape);
    for (uint32_t i = 0; i < shape->fill_count; i++)
        buffer_free(&shape->fills[i].value);
    buffer_free(&shape->key);
    buffer_free(&shape->product);
    buffer_free(&shape->out);
    csv_record_reader_free(shape->reader);
    arena_free(&shape->arena);
    arena_free(&arena);
    return status;
}
