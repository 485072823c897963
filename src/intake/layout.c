#include "intake/layout.h"

#include <stdio.h>

#include "base/buffer.h"
#include "case/tables.h"
#include "intake/header_says.h"
#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_paper.h"

/* ---- which column a name stands for ---- */

static struct text behind_good(struct text name) {
    static const char PREFIX[] = "good_";
    size_t length = sizeof PREFIX - 1;
    bool prefixed = name.length > length && memcmp(name.data, PREFIX, length) == 0;
    return prefixed ? (struct text){name.data + length, name.length - length} : (struct text){NULL, 0};
}

void layout_aim(const struct layout *layout, struct layout_slot *slot, struct text name) {
    slot->column = column_named(layout->first, name);
    if (layout->second == NULL) {
        slot->target = slot->column != NULL ? TARGET_FIRST : TARGET_NONE;
        return;
    }
    if (text_is(name, "good_id")) {
        slot->second = column_named(layout->second, name);
        slot->target = TARGET_BOTH;
        return;
    }
    struct text of_good = behind_good(name);
    if (slot->column == NULL && of_good.length > 0)
        slot->second = column_named(layout->second, of_good);
    slot->target = slot->column != NULL ? TARGET_FIRST : slot->second != NULL ? TARGET_SECOND : TARGET_NONE;
}

static struct text lower(struct arena *arena, struct text name) {
    struct text copy = arena_copy(arena, text_trim(name));
    char *data = (char *)copy.data;
    for (size_t i = 0; i < copy.length; i++)
        if (data[i] >= 'A' && data[i] <= 'Z')
            data[i] = (char)(data[i] - 'A' + 'a');
    return copy;
}

/* Which of the headers that match the same expression it is, from 1. */
static uint32_t place_among(struct layout *layout, const struct profile_column *column, uint32_t field) {
    uint32_t place = 0;
    for (uint32_t i = 0; i <= field; i++)
        place += profile_matches(column->header, spaces_trim(layout->slots[i].header), &layout->unmatched);
    return place;
}

/* Whether the profile knows of the header, without reading it into a column. */
static bool is_ignored(struct layout *layout, struct text header, bool *of_bill) {
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->skip_count; i++)
        if (profile_matches(layout->profile->skips[i].header, header, &layout->unmatched))
            return true;
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->ignored_count; i++)
        if (profile_matches(layout->profile->ignored[i], header, &layout->unmatched)) {
            *of_bill = layout->profile->of_bill[i];
            return true;
        }
    return false;
}

static bool add_more(struct layout *layout, uint32_t field, struct layout_slot slot) {
    if (layout->more == NULL)
        layout->more = ARENA_ARRAY(&layout->arena, struct layout_more, layout->profile->column_count);
    if (layout->more == NULL)
        return false;
    layout->more[layout->more_count++] = (struct layout_more){field, slot};
    return true;
}

/* By the profile; where that has no column for the header and does not describe the whole file, by its name.
 */
static bool aim_by_header(struct layout *layout, uint32_t field) {
    struct layout_slot *slot = &layout->slots[field];
    struct text header = spaces_trim(slot->header);
    bool found = false;
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++) {
        const struct profile_column *column = &layout->profile->columns[i];
        if (column->header == NULL || !profile_matches(column->header, header, &layout->unmatched) ||
            (column->nth > 0 && place_among(layout, column, field) != column->nth))
            continue;
        struct layout_slot of_column = {.profile = column, .header = slot->header};
        layout_aim(layout, &of_column, column->name);
        if (found && !add_more(layout, field, of_column))
            return false;
        if (!found)
            *slot = of_column;
        found = true;
    }
    slot->ignored = !found && is_ignored(layout, header, &slot->of_bill);
    if (!found && !slot->ignored && (layout->profile == NULL || !layout->profile->complete))
        layout_aim(layout, slot, lower(&layout->arena, header));
    return true;
}

/* What the profile says of a field as that column; NULL where it says nothing. */
static const struct profile_column *profile_of(const struct layout *layout, uint32_t field,
                                               const char *column) {
    const struct profile_column *profile = NULL;
    if (field == CSV_MOST_FIELDS)
        return NULL;
    if (layout->slots[field].profile != NULL && text_is(layout->slots[field].profile->name, column))
        profile = layout->slots[field].profile;
    for (uint32_t i = 0; profile == NULL && i < layout->more_count; i++)
        if (layout->more[i].field == field && text_is(layout->more[i].slot.profile->name, column))
            profile = layout->more[i].slot.profile;
    return profile;
}

/* The column `level` is read in any bill of materials that has it, even beside a profile that does not name
 * it: rows that stand within others would count twice else. */
static void find_level(struct layout *layout) {
    const struct column *level = column_named(layout->first, TEXT("level"));
    layout->level_field = level != NULL ? layout_field(layout, level->name) : CSV_MOST_FIELDS;
    for (uint32_t i = 0; level != NULL && layout->level_field == CSV_MOST_FIELDS && i < layout->count; i++) {
        struct layout_slot *slot = &layout->slots[i];
        if (slot->target != TARGET_NONE || slot->ignored ||
            !text_is(lower(&layout->arena, spaces_trim(slot->header)), level->name))
            continue;
        layout_aim(layout, slot, text_from(level->name));
        layout->level_field = i;
    }
    const struct profile_column *profile = profile_of(layout, layout->level_field, "level");
    if (profile != NULL)
        layout->level = profile->level;
}

/* ---- checks of the header as a whole ---- */

static bool same_column(const struct layout_slot *a, const struct layout_slot *b) {
    if (a->passed && b->passed)
        return text_equal_in_any_case(spaces_trim(a->header), spaces_trim(b->header));
    return a->target != TARGET_NONE && a->target == b->target && a->column == b->column &&
           a->second == b->second;
}

static bool column_present(const struct layout *layout, const struct column *column, bool second) {
    for (uint32_t i = 0; i < layout->more_count; i++)
        if ((second ? layout->more[i].slot.second : layout->more[i].slot.column) == column)
            return true;
    for (uint32_t i = 0; i < layout->count; i++)
        if ((second ? layout->slots[i].second : layout->slots[i].column) == column)
            return true;
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++) {
        struct layout_slot slot = {0};
        layout_aim(layout, &slot, layout->profile->columns[i].name);
        if (layout->profile->columns[i].constant.length > 0 && (second ? slot.second : slot.column) == column)
            return true;
    }
    return false;
}

/* What a profile looks for in place of the column, and the headers as they stand. */
static void add_found(usmca_error *error, const struct layout *layout, const struct column *column,
                      bool second) {
    enum { LONGEST_FOUND = 320 }; /* what is added behind has room then */
    struct buffer found = {0};
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++) {
        struct layout_slot slot = {0};
        layout_aim(layout, &slot, layout->profile->columns[i].name);
        if (layout->profile->columns[i].header == NULL || (second ? slot.second : slot.column) != column)
            continue;
        const struct text expression = layout->profile->columns[i].expression;
        error_add(error, "; the profile looks for %.*s", (int)expression.length, expression.data);
    }
    for (uint32_t i = 0; i < layout->count; i++) {
        if (spaces_trim(layout->slots[i].header).length == 0)
            continue;
        if (found.length > 0)
            buffer_string(&found, ", ");
        buffer_text(&found, text_trim(layout->slots[i].header));
    }
    const size_t said = strlen(error->text);
    const struct text shown = text_cut(buffer_view(&found), said < LONGEST_FOUND ? LONGEST_FOUND - said : 0);
    if (shown.length < found.length)
        error_add(error, "; found are: %.*s \xe2\x80\xa6", (int)shown.length, shown.data);
    else
        error_add(error, "; found are: %.*s", (int)shown.length, shown.data != NULL ? shown.data : "");
    buffer_free(&found);
}

/* Whether the header has every column that the other file of a case needs, of which this one lacks some. */
static bool seems_swapped(const struct layout *layout) {
    const struct column_table *other = layout->second != NULL               ? NULL
                                       : layout->first == &GOOD_COLUMNS     ? &MATERIAL_COLUMNS
                                       : layout->first == &MATERIAL_COLUMNS ? &GOOD_COLUMNS
                                                                            : NULL;
    uint32_t only_there = 0;
    for (size_t i = 0; other != NULL && i < other->count; i++) {
        struct text name = text_from(other->columns[i].name);
        bool has = false;
        for (uint32_t k = 0; k < layout->count && !has; k++)
            has = text_equal_in_any_case(spaces_trim(layout->slots[k].header), name);
        if (other->columns[i].required != NEED_NONE && !has)
            return false;
        only_there += has && column_named(layout->first, name) == NULL;
    }
    return only_there > 0;
}

/* Whether a table has a column of that name, in letters of any case. */
static bool has_column(const struct column_table *table, struct text name) {
    for (size_t i = 0; i < table->count; i++)
        if (text_equal_in_any_case(name, text_from(table->columns[i].name)))
            return true;
    return false;
}

static bool has_header(const struct layout *layout, const char *name) {
    for (uint32_t i = 0; i < layout->count; i++)
        if (text_equal_in_any_case(spaces_trim(layout->slots[i].header), text_from(name)))
            return true;
    return false;
}

/* How many headers name a column of the table; none where one that it needs is missing. */
static uint32_t known_to(const struct layout *layout, const struct column_table *table) {
    uint32_t known = 0;
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].required != NEED_NONE && !has_header(layout, table->columns[i].name))
            return 0;
    for (uint32_t i = 0; i < layout->count; i++)
        known += has_column(table, spaces_trim(layout->slots[i].header));
    return known;
}

const struct column_table *layout_alone(const struct layout *layout) {
    for (uint32_t i = 0; i < layout->count; i++) {
        const struct text of_good = behind_good(spaces_trim(layout->slots[i].header));
        if (of_good.length > 0 && !text_is(of_good, "id") && has_column(&GOOD_COLUMNS, of_good))
            return NULL;
    }
    const uint32_t of_goods = known_to(layout, &GOOD_COLUMNS);
    const uint32_t of_lines = known_to(layout, &MATERIAL_COLUMNS);
    if (of_goods == of_lines)
        return NULL;
    return of_goods > of_lines ? &GOOD_COLUMNS : &MATERIAL_COLUMNS;
}

static usmca_status column_missing(const struct layout *layout, const struct column *column, bool second,
                                   const char *path, unsigned file_line, usmca_error *error) {
    char name[64];
    snprintf(name, sizeof name, "%s%s", second ? "good_" : "", column->name);
    error_set(error, USMCA_ERROR_INPUT, path, file_line, 1, "the column %s is missing from the header row",
              name);
    add_found(error, layout, column, second);
    if (layout->first == &MATERIAL_COLUMNS && layout->second == NULL && column == &layout->first->columns[0])
        error_add(error, "; --good ID names the good of a whole file");
    if (seems_swapped(layout))
        error_add(error, "; goods and bill of materials seem to be swapped");
    const struct column_table *alone = layout->second != NULL ? layout_alone(layout) : NULL;
    if (alone == &MATERIAL_COLUMNS)
        error_add(error,
                  "; this is a bill of materials, and its goods are missing (--goods FILE --bom FILE)");
    else if (alone == &GOOD_COLUMNS)
        error_add(error,
                  "; these are goods, and their bill of materials is missing (--goods FILE --bom FILE)");
    else if (layout->profile == NULL)
        error_add(error,
                  "; for the headers of another system, usmca profile suggest makes a profile from the file");
    return USMCA_ERROR_INPUT;
}

usmca_status layout_id_missing(const struct layout *layout, const char *path, unsigned file_line,
                               usmca_error *error) {
    return column_missing(layout, &layout->first->columns[0], false, path, file_line, error);
}

/* Rows of a list over several levels may name the good they are of by a row of level 0. */
static bool told_by_levels(const struct layout *layout, const struct column *column) {
    return layout->second == NULL && layout->level_field != CSV_MOST_FIELDS &&
           column == &layout->first->columns[0] && layout_field(layout, "material_id") != CSV_MOST_FIELDS;
}

static bool told_by_option(const struct layout *layout, const struct column *column) {
    return layout->constant_id.length > 0 && column == &layout->first->columns[0];
}

static usmca_status check_required(const struct layout *layout, const struct column_table *table, bool second,
                                   const char *path, unsigned file_line, usmca_error *error) {
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].required != NEED_NONE && !column_present(layout, &table->columns[i], second) &&
            (second ||
             !(told_by_levels(layout, &table->columns[i]) || told_by_option(layout, &table->columns[i]))))
            return column_missing(layout, &table->columns[i], second, path, file_line, error);
    return USMCA_OK;
}

static usmca_status check_header(struct layout *layout, const char *path, unsigned file_line,
                                 usmca_error *error) {
    for (uint32_t i = 0; i < layout->count; i++)
        for (uint32_t k = 0; k < i; k++)
            if (same_column(&layout->slots[i], &layout->slots[k]))
                return error_set(
                    error, USMCA_ERROR_INPUT, path, file_line, i + 1,
                    "the headers \"%.*s\" and \"%.*s\" name the same column; a profile says with nth "
                    "which of them it is",
                    (int)layout->slots[k].header.length, layout->slots[k].header.data,
                    (int)layout->slots[i].header.length, layout->slots[i].header.data);
    for (uint32_t i = 0; layout->format.strict && i + layout->appended < layout->count; i++)
        if (layout->slots[i].target == TARGET_NONE && !layout->slots[i].ignored && !layout->slots[i].passed &&
            spaces_trim(layout->slots[i].header).length > 0)
            return error_set(error, USMCA_ERROR_INPUT, path, file_line, i + 1,
                             "nothing reads the column \"%.*s\" (--strict-columns)",
                             (int)layout->slots[i].header.length, layout->slots[i].header.data);
    uint32_t field = 0;
    if (header_says_unit_of_mass(layout, &field))
        return error_set(
            error, USMCA_ERROR_INPUT, path, file_line, field + 1,
            "the header \"%.*s\" says another unit than kilograms, which the column is of: give "
            "the weights in kilograms, or a profile maps them to unit_weight_kg, with their unit in "
            "weight_unit",
            (int)layout->slots[field].header.length, layout->slots[field].header.data);
    const enum table_says says = header_says_of_table(layout, &field);
    if (says == TABLE_SAYS_SEVERAL)
        return error_set(error, USMCA_ERROR_INPUT, path, file_line, field + 1,
                         "the header \"%.*s\" says that the figures are of several, or so many times as "
                         "large: write them as they are",
                         (int)layout->slots[field].header.length, layout->slots[field].header.data);
    if (says == TABLE_SAYS_CURRENCY)
        return error_set(error, USMCA_ERROR_INPUT, path, file_line, field + 1,
                         "the header \"%.*s\" says a currency that is not known to be that of every "
                         "amount of a row: name it in a column, or give the amounts in that of the good",
                         (int)layout->slots[field].header.length, layout->slots[field].header.data);
    usmca_status status = check_required(layout, layout->first, false, path, file_line, error);
    if (status == USMCA_OK && layout->second != NULL)
        status = check_required(layout, layout->second, true, path, file_line, error);
    return status;
}

uint32_t layout_known(const struct layout *layout) {
    uint32_t known = 0;
    for (uint32_t i = 0; i < layout->count; i++)
        known += layout->slots[i].target != TARGET_NONE;
    return known;
}

static void note_unknown(struct layout *layout) {
    struct buffer names = {0};
    for (uint32_t i = 0; i < layout->count; i++) {
        if (layout->slots[i].target != TARGET_NONE || layout->slots[i].ignored || layout->slots[i].passed ||
            spaces_trim(layout->slots[i].header).length == 0)
            continue;
        if (names.length > 0)
            buffer_string(&names, ", ");
        buffer_text(&names, layout->slots[i].header);
    }
    if (names.length > 0)
        layout->unknown = buffer_keep(&names, &layout->arena);
    else
        buffer_free(&names);
}

static bool field_is(const struct layout *layout, uint32_t field, const struct column *column) {
    bool is = layout->slots[field].column == column;
    for (uint32_t i = 0; !is && i < layout->more_count; i++)
        is = layout->more[i].field == field && layout->more[i].slot.column == column;
    return is;
}

/* Amounts whose number a comma may part in two, without any other column to notice it. */
static void find_before_texts(struct layout *layout) {
    for (uint32_t i = 0; i + 1 < layout->count && layout->before_text_count < MOST_BEFORE_TEXTS; i++) {
        const struct column *column = layout_column(layout, i);
        const struct column *next = layout_column(layout, i + 1);
        if (column != NULL && next != NULL && column_is_amount(column) && next->type == COLUMN_TEXT)
            layout->before_text[layout->before_text_count++] = i;
    }
}

static unsigned input_of(const char *table) {
    enum table_kind kind = table_named(table);
    return kind != TABLES ? (unsigned)kind : strcmp(table, "goods") == 0 ? INPUT_GOODS : INPUT_LINES;
}

usmca_status layout_read(struct layout *layout, struct text header, char delimiter, const char *path,
                         unsigned file_line, const struct profile *profile, const char *table,
                         usmca_error *error) {
    *layout = (struct layout){.format = profile != NULL ? profile->format : PLAIN_FORMAT,
                              .profile = profile_table_named(profile, table),
                              .input = input_of(table),
                              .id_field = CSV_MOST_FIELDS};
    struct input_file file = {0};
    input_file_named(&file, text_from(table));
    layout->first = file.first;
    layout->second = file.second;
    struct csv_record_reader *reader = NULL;
    usmca_status status = csv_record_reader_new(&reader, delimiter, error);
    if (status != USMCA_OK)
        return status;
    struct csv_fields fields;
    uint32_t column = 0;
    const char *problem = csv_record_read(reader, header, &layout->arena, &fields, &column);
    csv_record_reader_free(reader);
    if (layout->arena.failed)
        return error_memory(error);
    if (problem != NULL && fields.beyond > 0)
        return error_set(error, USMCA_ERROR_INPUT, path, file_line, CSV_MOST_FIELDS + 1,
                         "a header of more than %d columns", CSV_MOST_FIELDS);
    if (problem != NULL || fields.count == 0)
        return error_set(error, USMCA_ERROR_INPUT, path, file_line, column, "the header row cannot be read");
    layout->count = fields.count;
    for (uint32_t i = 0; i < fields.count; i++) {
        csv_restore_quotes((char *)fields.fields[i].data, fields.fields[i].length);
        layout->slots[i] = (struct layout_slot){.header = fields.fields[i], .of_field = CSV_MOST_FIELDS};
    }
    for (uint32_t i = 0; i < fields.count; i++) {
        if (!aim_by_header(layout, i))
            return error_memory(error);
        if (layout->unmatched)
            return error_set(error, USMCA_ERROR_INPUT, path, file_line, 1,
                             "an expression of the profile cannot be tried on the header row");
        if (field_is(layout, i, &layout->first->columns[0]))
            layout->id_field = i;
    }
    find_level(layout);
    layout->id_profile = profile_of(layout, layout->id_field, layout->first->columns[0].name);
    layout->material_field = layout_field(layout, "material_id");
    layout->material_profile = profile_of(layout, layout->material_field, "material_id");
    if (!layout_find_passed(layout))
        return error_memory(error);
    note_unknown(layout);
    if (!unread_find(layout, path) || !header_says_find(layout, path) || !unread_find_doubts(layout, path))
        return error_memory(error);
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++)
        if (text_is(layout->profile->columns[i].name, layout->first->columns[0].name))
            layout->constant_id = layout->profile->columns[i].constant;
    bool named = layout->id_field != CSV_MOST_FIELDS || layout->constant_id.length > 0;
    if (profile != NULL && !named && layout->first == &MATERIAL_COLUMNS && layout->second == NULL)
        layout->constant_id = profile->good;
    find_before_texts(layout);
    layout->product_above = layout->id_field == CSV_MOST_FIELDS && layout->constant_id.length == 0;
    return check_header(layout, path, file_line, error);
}

uint32_t layout_field(const struct layout *layout, const char *column) {
    for (uint32_t i = 0; i < layout->count; i++)
        if (layout->slots[i].column != NULL && strcmp(layout->slots[i].column->name, column) == 0)
            return i;
    for (uint32_t i = 0; i < layout->more_count; i++)
        if (layout->more[i].slot.column != NULL && strcmp(layout->more[i].slot.column->name, column) == 0)
            return layout->more[i].field;
    return CSV_MOST_FIELDS;
}

const struct column *layout_column(const struct layout *layout, uint32_t field) {
    const struct layout_slot *slot = &layout->slots[field];
    return slot->column != NULL ? slot->column : slot->second;
}

uint32_t layout_good_differs(const struct layout *layout, const struct csv_fields *first,
                             const struct csv_fields *other, uint32_t from) {
    while (from < layout->count && (layout->slots[from].target != TARGET_SECOND ||
                                    text_equal(first->fields[from], other->fields[from])))
        from++;
    return from;
}

void layout_free(struct layout *layout) {
    if (layout->of_goods != NULL)
        arena_free(&layout->of_goods->arena);
    layout->of_goods = NULL;
    arena_free(&layout->arena);
}
