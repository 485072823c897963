#include "intake/layout.h"
#include "intake/plain_record.h"
#include "intake/spaces.h"

/* Single fields of rows, and rows whose fields are not those of the file. */

/* The appended field of that index from the end. */
static bool from_end(struct text record, char delimiter, uint32_t behind, struct text *field) {
    struct text rest = record;
    for (uint32_t i = 0; i <= behind; i++)
        if (!csv_without_last(rest, delimiter, &rest, field))
            return false;
    return true;
}

static void restore(struct text *field, char *scratch) {
    bool plain = memchr(field->data, CSV_PLAIN_QUOTE, field->length) == NULL;
    if (plain || field->length > CSV_LONGEST_FIELD)
        return;
    memmove(scratch, field->data, field->length);
    csv_restore_quotes(scratch, field->length);
    field->data = scratch;
}

bool layout_extract(const struct layout *layout, struct text record, char delimiter, uint32_t field,
                    char *scratch, struct text *out) {
    bool found = false;
    struct text last;
    if (field < layout->count - layout->appended)
        found = csv_extract(record, delimiter, field, scratch, out);
    else if (from_end(record, delimiter, layout->count - 1 - field, &last))
        found = csv_extract(last, delimiter, 0, scratch, out);
    if (found && layout->plain_quotes && out->length > 0)
        restore(out, scratch);
    return found;
}

static bool says_nothing(const struct layout *layout, struct text record, char delimiter, uint32_t field) {
    char scratch[CSV_LONGEST_FIELD];
    struct text found = {NULL, 0};
    return field == CSV_MOST_FIELDS || !layout_extract(layout, record, delimiter, field, scratch, &found) ||
           found.length == 0;
}

static bool column_empty(const struct layout *layout, struct text record, char delimiter,
                         const char *column) {
    return says_nothing(layout, record, delimiter, layout_field(layout, column));
}

/* Whether the row has no material, or has the word for a total in its place. */
static bool no_material(const struct layout *layout, struct text record, char delimiter) {
    char scratch[CSV_LONGEST_FIELD];
    char room[WORD_LONGEST];
    uint32_t field = layout_field(layout, "material_id");
    struct text found = {NULL, 0};
    struct text word = {NULL, 0};
    struct text is;
    if (field == CSV_MOST_FIELDS || !layout_extract(layout, record, delimiter, field, scratch, &found) ||
        found.length == 0)
        return true;
    return layout->format.words != NULL && word_fold(room, &found, found) &&
           (vocabulary_find(layout->format.words, "total", found, &is) == WORD_FOUND ||
            (text_split(&found, ' ', &word) &&
             vocabulary_find(layout->format.words, "total", word, &is) == WORD_FOUND));
}

bool layout_is_total(const struct layout *layout, struct text record, char delimiter) {
    return layout->first == &MATERIAL_COLUMNS && layout_field(layout, "quantity") != CSV_MOST_FIELDS &&
           column_empty(layout, record, delimiter, "hs") && no_material(layout, record, delimiter) &&
           column_empty(layout, record, delimiter, "quantity") &&
           column_empty(layout, record, delimiter, "level");
}

bool layout_names_nothing(const struct layout *layout, struct csv_slice slice, char delimiter) {
    const bool goods = layout->first == &GOOD_COLUMNS;
    if (slice.malformed > 0 || (!goods && layout->first != &MATERIAL_COLUMNS))
        return false;
    if (layout->id_field == CSV_MOST_FIELDS)
        return layout_is_total(layout, slice.record, delimiter);
    return says_nothing(layout, slice.record, delimiter, layout->id_field) &&
           column_empty(layout, slice.record, delimiter, "hs") &&
           (goods ? column_empty(layout, slice.record, delimiter, "country")
                  : no_material(layout, slice.record, delimiter));
}

/* False where it cannot be told. */
static bool translate(const struct profile_column *profile, struct text *field, char *scratch) {
    char room[PROFILE_LONGEST_VALUE];
    bool failed = false;
    *field = profile_translate(profile, *field, room, NULL, &failed);
    if (field->data != room)
        return !failed;
    memcpy(scratch, room, field->length);
    field->data = scratch;
    return !failed;
}

/* Of a line of its own in which a mark was not closed: the id stands behind it, or before. */
static void without_wrong_quotes(struct text *id) {
    while (id->length > 0 && id->data[0] == CSV_WRONG_QUOTE)
        *id = (struct text){id->data + 1, id->length - 1};
    while (id->length > 0 && id->data[id->length - 1] == CSV_WRONG_QUOTE)
        id->length--;
    *id = spaces_trim(*id);
}

static bool stands(const struct layout *layout, const struct profile_column *profile) {
    return layout->appended == 0 && layout->swallowed_count == 0 &&
           (profile == NULL || profile->value_count == 0);
}

bool layout_id_stands(const struct layout *layout) {
    return layout->id_field == 0 && stands(layout, layout->id_profile);
}

bool layout_material_stands(const struct layout *layout) {
    return layout->material_field != CSV_MOST_FIELDS && stands(layout, layout->material_profile);
}

/* What a field is as an id: by the values of the profile. */
static bool extract_id(const struct layout *layout, struct csv_slice slice, char delimiter, uint32_t field,
                       const struct profile_column *profile, char *scratch, struct text *id) {
    const struct plain_scan *plain = layout->appended == 0 ? slice.plain : NULL;
    if (plain != NULL ? !plain_scan_field(plain, field, id)
                      : !layout_extract(layout, slice.record, delimiter, field, scratch, id))
        return false;
    if (layout->swallowed_count > 0)
        without_wrong_quotes(id);
    if (profile != NULL && profile->value_count > 0 && !translate(profile, id, scratch))
        return false;
    return id->length > 0;
}

bool layout_id(const struct layout *layout, struct csv_slice slice, char delimiter, char *scratch,
               struct text *id) {
    *id = layout->constant_id;
    if (layout->id_field == CSV_MOST_FIELDS)
        return !layout_is_total(layout, slice.record, delimiter);
    if (slice.plain == NULL || !layout_id_stands(layout))
        return extract_id(layout, slice, delimiter, layout->id_field, layout->id_profile, scratch, id);
    *id = plain_scan_first(slice.plain);
    return id->length > 0;
}

/* Letter case, accents and signs aside. */
static bool same_header(struct text a, struct text b) {
    char room[2][WORD_LONGEST];
    struct text one;
    struct text other;
    return word_fold(room[0], &one, a) && word_fold(room[1], &other, b) && text_equal(one, other);
}

/* Not by a digit of another script either. */
static bool has_no_digit(struct text header) {
    for (size_t i = 0; i < header.length; i++)
        if ((unsigned char)header.data[i] >= 0x80)
            return false;
    return !word_has_digit(header);
}

/* Most ids are none by their first letter, or by a digit that the header has not. */
static bool may_be_header(struct text id, struct text header) {
    const unsigned char first = (unsigned char)(header.length > 0 ? header.data[0] : ' ');
    bool letter = (first | 0x20U) >= 'a' && (first | 0x20U) <= 'z';
    return id.length > 0 && id.length <= WORD_LONGEST &&
           (!letter || (((unsigned char)id.data[0] | 0x20U) == (first | 0x20U) &&
                        !(word_has_digit(id) && has_no_digit(header))));
}

uint32_t layout_key_field(const struct layout *layout) {
    if (layout->id_field < layout->count)
        return layout->id_field;
    for (uint32_t i = 0; i < layout->count; i++)
        if (layout->slots[i].target == TARGET_FIRST)
            return i;
    return CSV_MOST_FIELDS;
}

bool layout_other_header(const struct layout *layout, struct csv_slice slice, char delimiter,
                         struct text id) {
    char scratch[CSV_LONGEST_FIELD];
    const uint32_t id_field = layout_key_field(layout);
    if (id_field >= layout->count || !may_be_header(id, layout->slots[id_field].header) ||
        !same_header(id, layout->slots[id_field].header))
        return false;
    for (uint32_t i = 0; i < layout->count - layout->appended; i++) {
        struct text field = {NULL, 0};
        layout_extract(layout, slice.record, delimiter, i, scratch, &field);
        if (!same_header(field, layout->slots[i].header) &&
            (field.length > 0 || layout->slots[i].header.length > 0))
            return true;
    }
    return false;
}

bool layout_cut_in_id(const struct layout *layout, struct text record, char delimiter) {
    struct csv_fields fields;
    if (record.length == 0 || record.data[record.length - 1] == '\n' ||
        record.data[record.length - 1] == '"' || layout->appended > 0 ||
        layout->id_field + 1 >= layout->count)
        return false;
    csv_loose_fields(record, delimiter, &fields);
    return fields.count == layout->id_field + 1;
}

bool layout_material(const struct layout *layout, struct csv_slice slice, char delimiter, char *scratch,
                     struct text *id) {
    if (slice.plain != NULL && layout_material_stands(layout))
        return plain_scan_field(slice.plain, layout->material_field, id) && id->length > 0;
    return layout->material_field != CSV_MOST_FIELDS &&
           extract_id(layout, slice, delimiter, layout->material_field, layout->material_profile, scratch,
                      id);
}

/* ---- appended fields ---- */

bool layout_append(struct layout *layout, uint32_t field) {
    if (layout->count == CSV_MOST_FIELDS)
        return false;
    uint32_t added = layout->count++;
    struct layout_slot *slot = &layout->slots[added];
    layout->appended++;
    if (field == CSV_MOST_FIELDS) {
        const struct column *id = &layout->first->columns[0];
        *slot = (struct layout_slot){.column = id,
                                     .second = layout->second != NULL ? &layout->second->columns[0] : NULL,
                                     .target = layout->second != NULL ? TARGET_BOTH : TARGET_FIRST,
                                     .profile = layout->material_profile,
                                     .header = text_from(id->name)};
        layout->id_profile = layout->material_profile;
    } else {
        *slot = layout->slots[field];
        layout->slots[field] = (struct layout_slot){.header = slot->header, .ignored = true};
        for (uint32_t i = 0; i < layout->more_count; i++)
            if (layout->more[i].field == field)
                layout->more[i].field = added;
    }
    slot->of_field = field;
    if (field == layout->id_field)
        layout->id_field = added;
    if (field == layout->material_field && field != CSV_MOST_FIELDS)
        layout->material_field = added;
    return true;
}

uint32_t layout_field_of_file(const struct layout *layout, uint32_t field) {
    bool appended = field < layout->count && field >= layout->count - layout->appended;
    if (!appended)
        return field;
    return layout->slots[field].of_field != CSV_MOST_FIELDS ? layout->slots[field].of_field : 0;
}

struct text layout_original(const struct layout *layout, struct text record, char delimiter) {
    struct text rest = record;
    struct text field;
    for (uint32_t i = 0; i < layout->appended; i++)
        csv_without_last(rest, delimiter, &rest, &field);
    return rest;
}

/* ---- rows of another length ---- */

static size_t digits_of(struct text field) {
    size_t digits = 0;
    while (digits < field.length && field.data[digits] >= '0' && field.data[digits] <= '9')
        digits++;
    return digits;
}

bool layout_number_split(const struct layout *layout, const struct csv_fields *fields, uint32_t *field) {
    enum { GROUP = 3, MOST_PLACES = 4 };
    for (uint32_t i = 0; i < layout->before_text_count; i++) {
        *field = layout->before_text[i];
        const struct text first = fields->fields[*field];
        const struct text rest = fields->fields[*field + 1];
        if (first.length == 0 || first.length > GROUP || rest.length < GROUP + 2 || first.data[0] == '0' ||
            digits_of(first) != first.length || digits_of(rest) != GROUP || rest.data[GROUP] != '.')
            continue;
        const struct text places = {rest.data + GROUP + 1, rest.length - GROUP - 1};
        if (places.length <= MOST_PLACES && digits_of(places) == places.length)
            return true;
    }
    return false;
}

/* Whether an empty field is as good as none for every column that it is read into. */
static bool carries_no_weight(const struct layout_slot *slot) {
    return slot->target == TARGET_NONE || ((slot->column == NULL || slot->column->weightless) &&
                                           (slot->second == NULL || slot->second->weightless));
}

static bool may_be_missing(const struct layout *layout, uint32_t field) {
    bool may = carries_no_weight(&layout->slots[field]);
    for (uint32_t i = 0; may && i < layout->more_count; i++)
        may = layout->more[i].field != field || carries_no_weight(&layout->more[i].slot);
    return may;
}

void layout_fit(const struct layout *layout, struct text record, struct csv_fields *fields) {
    bool ended = record.length > 0 && record.data[record.length - 1] == '\n';
    if (fields->count < layout->appended || (fields->count < layout->count && !ended))
        return;
    uint32_t wanted = layout->count - layout->appended;
    uint32_t has = fields->count - layout->appended;
    for (uint32_t i = wanted; i < has; i++)
        if (fields->fields[i].length > 0)
            return;
    for (uint32_t i = has; i < wanted; i++)
        if (!may_be_missing(layout, i))
            return;
    memmove(&fields->fields[wanted], &fields->fields[has], sizeof *fields->fields * layout->appended);
    for (uint32_t i = has; i < wanted; i++)
        fields->fields[i] = (struct text){"", 0};
    fields->count = layout->count;
}
