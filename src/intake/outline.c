#include "intake/outline.h"

#include "intake/spaces.h"
#include "intake/unread.h"

void outline_begin(struct outline *outline, const struct layout *layout) {
    static const char *const COLUMNS[OUTLINE_FIELDS] = {"line", "material_id", "description"};
    outline->numbered = layout_field(layout, COLUMNS[0]) != CSV_MOST_FIELDS;
    outline->count = 0;
    for (size_t i = 0; i < OUTLINE_FIELDS; i++) {
        const uint32_t field = layout_field(layout, COLUMNS[i]);
        if (field != CSV_MOST_FIELDS)
            outline->fields[outline->count++] = field;
    }
}

/* A blank may stand before anything; two are put there. */
static uint32_t indent_of(struct text field) {
    uint32_t width = 0;
    while (width < field.length && (field.data[width] == ' ' || field.data[width] == '.'))
        width++;
    return width == field.length || (width == 1 && field.data[0] == ' ') ? 0 : width;
}

/* Whether two blanks or two points stand beside each other. */
static bool has_indent(struct text record) {
    for (size_t at = 0; at + 1 < record.length; at++)
        if (record.data[at] == record.data[at + 1] && (record.data[at] == ' ' || record.data[at] == '.'))
            return true;
    return false;
}

/* Whether a field may begin with such, by two bytes that were read anyway: the rest of a row is looked at
 * only then. A field that is no view of its record may. */
static inline bool may_be_set_in(struct text record, struct text field) {
    const uintptr_t at = (uintptr_t)field.data - (uintptr_t)record.data;
    if (field.length == 0)
        return false;
    if (at >= record.length || field.data[0] == '.')
        return true;
    const unsigned char before = at > 0 ? (unsigned char)field.data[-1] : 0;
    return before == ' ' || before > '~'; /* no-break spaces among it */
}

static bool is_set_in(const struct outline *outline, const struct csv_fields *fields, struct text record) {
    for (uint32_t i = 0; i < outline->count; i++)
        if (outline->fields[i] < fields->count && may_be_set_in(record, fields->fields[outline->fields[i]]))
            return has_indent(record);
    return false;
}

static void note_widths(struct outline *outline, struct text record, char delimiter) {
    char room[CSV_LONGEST_FIELD];
    for (uint32_t i = 0; i < outline->count; i++) {
        const uint32_t width = indent_of(csv_indented(record, delimiter, outline->fields[i], room));
        if (outline->set_in == 0 || width < outline->least[i])
            outline->least[i] = width;
        if (outline->set_in == 0 || width > outline->most[i])
            outline->most[i] = width;
    }
    outline->set_in++;
}

void outline_note(struct outline *outline, const struct csv_fields *fields, struct text record,
                  char delimiter, struct text number, bool first) {
    const struct text above = outline->above;
    outline->above = number;
    if (first) {
        outline->set_in = outline->lines = 0;
        outline->within = false;
    } else if (above.length > 0 && number.length > above.length && number.data[above.length] == '.' &&
               memcmp(number.data, above.data, above.length) == 0) {
        outline->within = true;
    }
    outline->lines++;
    if (is_set_in(outline, fields, record))
        note_widths(outline, record, delimiter);
}

/* The field that shows it; CSV_MOST_FIELDS where none does. */
static uint32_t shown_by(const struct outline *outline) {
    const bool others = outline->set_in < outline->lines; /* that are not set in */
    for (uint32_t i = 0; i < outline->count; i++) {
        const bool numbers = i == 0 && outline->numbered && outline->within;
        const uint32_t least = others ? 0 : outline->least[i];
        if (numbers || (outline->set_in > 0 && outline->most[i] > least))
            return outline->fields[i];
    }
    return CSV_MOST_FIELDS;
}

void outline_settle(const struct outline *outline, const struct layout *layout, const char *path,
                    struct good *good, struct arena *arena) {
    const uint32_t at = shown_by(outline);
    if (at == CSV_MOST_FIELDS || good->material_count < 2)
        return;
    struct unread_column *column = ARENA_NEW(arena, struct unread_column);
    if (column == NULL)
        return;
    const struct text header = spaces_trim(layout->slots[at].header);
    *column = (struct unread_column){.file = unread_file_name(path),
                                     .header = header,
                                     .written = header,
                                     .column = TEXT("level"),
                                     .field = at,
                                     .changes = CHANGES_VALUE | CHANGES_QUANTITY | CHANGES_USE,
                                     .test = TEST_INDENTED};
    good->unread_price = column;
}
