#include "intake/layout.h"

#include "intake/hs_pattern.h"
#include "intake/spaces.h"

/* The fields of a row into the records of its columns. */

/* ---- any field ---- */

struct row_fields {
    const struct layout *layout;
    const struct csv_fields *fields;
};

/* Whether the row has a field under such a header that is that. */
static bool row_has(const void *row, void *header, void *is, bool *failed) {
    const struct row_fields *of = row;
    for (uint32_t i = 0; i < of->fields->count; i++)
        if (profile_matches(header, spaces_trim(of->layout->slots[i].header), failed) &&
            profile_matches(is, of->fields->fields[i], failed))
            return true;
    return false;
}

/* What the field stands for, in the arena where it is put together; the field itself where memory is
 * exhausted. */
static struct text translate(const struct profile_column *column, struct text field,
                             const struct row_fields *of, struct arena *arena, bool *failed) {
    char room[PROFILE_LONGEST_VALUE];
    struct profile_row row = {row_has, of};
    struct text value = profile_translate(column, field, room, &row, failed);
    if (value.data != room)
        return value;
    struct text copy = arena_copy(arena, value);
    *failed = *failed || copy.data == NULL;
    return copy.data != NULL ? copy : field;
}

static bool gives_nothing(const struct field_reader *reader, struct text value, bool *failed) {
    for (uint32_t i = 0; i < reader->format.nothing_count; i++)
        if (profile_matches(reader->format.nothing[i], value, failed))
            return true;
    return false;
}

static const char *set(const struct layout_slot *slot, struct field_reader *reader, void *first, void *second,
                       struct text value) {
    const char *message = NULL;
    if (slot->column != NULL && slot->target != TARGET_SECOND)
        message = field_set(reader, slot->column, first, value);
    if (message == NULL && slot->second != NULL && second != NULL)
        message = field_set(reader, slot->second, second, value);
    return message;
}

/* A row that turns out to be an assembly needs no more than its level (intake/unit.c). */
static bool needed_of_all(const struct layout *layout, const struct column *column) {
    return column->required == NEED_FIELD &&
           (layout->level_field == CSV_MOST_FIELDS || column == &layout->first->columns[0]);
}

static bool required_missing(const struct layout *layout, const struct layout_slot *slot, struct text value) {
    if (value.length > 0)
        return false;
    return (slot->target != TARGET_SECOND && slot->column != NULL && needed_of_all(layout, slot->column)) ||
           (slot->second != NULL && slot->second->required == NEED_FIELD);
}

/* What an empty key probably means. */
static const char *missing_message(const struct layout *layout, const struct layout_slot *slot) {
    bool key = layout->first == &MATERIAL_COLUMNS && slot->column == &layout->first->columns[0];
    return key ? "field.missing-key" : slot->target == TARGET_SECOND ? "row.good-empty" : "field.missing";
}

static void fill_constants(const struct layout *layout, struct field_reader *reader, void *first,
                           void *second) {
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++) {
        const struct profile_column *column = &layout->profile->columns[i];
        struct layout_slot slot = {0};
        if (column->constant.length == 0)
            continue;
        layout_aim(layout, &slot, column->name);
        set(&slot, reader, first, second, column->constant);
    }
}

/* A description decides nothing: a cell of it that cannot be read does no harm. */
static bool only_for_reader(const struct layout_slot *slot) {
    const struct column *column = slot->column != NULL ? slot->column : slot->second;
    return column != NULL && strcmp(column->name, "description") == 0;
}

static bool may_give_nothing(const struct layout_slot *slot, const struct field_reader *reader,
                             struct text given) {
    return given.length == 0 || slot->profile != NULL || reader->of_sheet || reader->format.nothing_count > 0;
}

/* A field that a profile, the cells of a workbook or words for nothing bear on. */
static const char *take_field(const struct layout *layout, const struct layout_slot *slot,
                              struct field_reader *reader, const struct row_fields *of, struct text given,
                              void *first, void *second) {
    bool failed = false;
    struct text value =
        slot->profile != NULL ? translate(slot->profile, given, of, reader->arena, &failed) : given;
    if (value.length > 0 && gives_nothing(reader, value, &failed))
        value.length = 0;
    const char *message = reader->of_sheet && !only_for_reader(slot) ? cell_unreadable(value) : NULL;
    if (reader->of_sheet && only_for_reader(slot))
        value = cell_unstruck(value);
    if (failed)
        message = "field.unmatched";
    if (message != NULL)
        return message;
    return required_missing(layout, slot, value) ? missing_message(layout, slot)
                                                 : set(slot, reader, first, second, value);
}

static void fill_field(const struct layout *layout, const struct layout_slot *slot,
                       struct field_reader *reader, const struct csv_fields *fields, uint32_t field,
                       void *first, void *second, struct layout_problem *problem) {
    struct text given = fields->fields[field];
    struct row_fields of = {layout, fields};
    const char *message = may_give_nothing(slot, reader, given)
                              ? take_field(layout, slot, reader, &of, given, first, second)
                              : set(slot, reader, first, second, given);
    if (message == NULL && reader->sign.length > 0)
        message = currency_sign_note(reader, slot->column == NULL || slot->target == TARGET_SECOND, field);
    reader->sign = NO_TEXT; /* of this field alone */
    if (message != NULL && problem->message == NULL)
        *problem = (struct layout_problem){message, field + 1, slot->header, given};
}

/* ---- what most fields are ---- */

/* Of a file without profile, sheet and words of its own for nothing, most fields are read as they stand: a
 * number as base/decimal reads it, a code as intake/hs_pattern, a code of ISO, a word of its list, a text. */

static bool set_nothing(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                        void *at) {
    (void)bound, (void)reader, (void)given, (void)at;
    return false;
}

static bool set_text(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                     void *at) {
    (void)bound, (void)reader;
    *(struct text *)at = given;
    return true;
}

/* A text that may be a word, but none with a digit. */
static bool set_number_of_paper(const struct bound_field *bound, const struct field_reader *reader,
                                struct text given, void *at) {
    return word_has_digit(given) && set_text(bound, reader, given, at);
}

static bool set_code(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                     void *at) {
    (void)bound;
    return hs_pattern_read(reader->codes, at, given, reader->format.hs_digits);
}

static bool set_country(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                        void *at) {
    return vocabulary_country(reader->format.words, given) && set_text(bound, reader, given, at);
}

static bool set_currency(const struct bound_field *bound, const struct field_reader *reader,
                         struct text given, void *at) {
    return vocabulary_currency(reader->format.words, given) && set_text(bound, reader, given, at);
}

static bool set_least(const struct field_reader *reader, struct amount *amount, struct text given,
                      decimal least) {
    decimal value = 0;
    if (decimal_parse(&value, given, reader->format.number) != DECIMAL_OK || value < least)
        return false;
    *amount = amount_of(value);
    return true;
}

static bool set_amount(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                       void *at) {
    (void)bound;
    return set_least(reader, at, given, 0);
}

static bool set_positive(const struct bound_field *bound, const struct field_reader *reader,
                         struct text given, void *at) {
    (void)bound;
    return set_least(reader, at, given, 1);
}

static bool set_word(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                     void *at) {
    const struct column_words *words = bound->words;
    (void)reader;
    for (int i = 0; i < words->count && i < BOUND_WORDS; i++)
        if (text_equal_id((struct text){words->words[i], bound->lengths[i]}, given)) {
            memcpy(at, &i, sizeof i);
            return true;
        }
    return false;
}

/* What is longer is left to those who look at any field. */
static uint8_t bound_length(const char *word) {
    const size_t length = strlen(word);
    return length < BOUND_LONGEST ? (uint8_t)length : 0;
}

static void bind_column(struct bound_field *bound, const struct column *column,
                        const struct field_reader *reader) {
    bound->words = column->words;
    bound->place = (uint32_t)column->offset;
    bound->may_be_empty = column->required != NEED_FIELD;
    switch (column->type) {
    case COLUMN_TEXT:
        bound->set = column->words == NULL                      ? set_text
                     : field_stands_with_digits(reader, column) ? set_number_of_paper
                                                                : set_nothing;
        break;
    case COLUMN_CODE:
        bound->set = set_code;
        break;
    case COLUMN_COUNTRY:
        bound->set = reader->format.words != NULL ? set_country : set_nothing;
        break;
    case COLUMN_CURRENCY:
        bound->set = reader->format.words != NULL ? set_currency : set_nothing;
        break;
    case COLUMN_AMOUNT:
    case COLUMN_PERCENT:
        bound->set = set_amount;
        break;
    case COLUMN_POSITIVE:
        bound->set = set_positive;
        break;
    case COLUMN_WORD:
        for (int i = 0; i < column->words->count && i < BOUND_WORDS; i++)
            bound->lengths[i] = bound_length(column->words->words[i]);
        bound->set = set_word;
        break;
    default:
        break;
    }
}

static struct bound_field bind_field(const struct layout *layout, const struct field_reader *reader,
                                     uint32_t field) {
    const struct layout_slot *slot = &layout->slots[field];
    struct bound_field bound = {.field = (uint16_t)field, .set = set_nothing};
    if (slot->profile != NULL || reader->of_sheet || reader->format.nothing_count > 0)
        return bound;
    if (slot->target == TARGET_FIRST) {
        bind_column(&bound, slot->column, reader);
    } else if (slot->target == TARGET_SECOND) {
        bound.of_second = true;
        bound.may_be_empty = slot->second == NULL || slot->second->required != NEED_FIELD;
    }
    return bound;
}

void layout_bind(struct bound_layout *bound, const struct layout *layout, const struct field_reader *reader) {
    bound->count = 0;
    for (uint32_t i = 0; i < layout->count; i++)
        if (layout->slots[i].target != TARGET_NONE)
            bound->fields[bound->count++] = bind_field(layout, reader, i);
    bound->fields[bound->count] = (struct bound_field){.field = UINT16_MAX};
    bound->by_row = layout->profile == NULL && layout->swallowed_count == 0 && layout->outline == NULL;
}

/* False where there is more to the field than it says as it stands. */
static inline bool set_bound(const struct bound_field *bound, const struct field_reader *reader,
                             struct text given, void *first, const void *second) {
    if (bound->of_second) /* in each row of a flat file but the first of its good */
        return second == NULL && (given.length > 0 || bound->may_be_empty);
    return given.length > 0 ? bound->set(bound, reader, given, (char *)first + bound->place)
                            : bound->may_be_empty;
}

/* ---- a row ---- */

/* Amounts whose sign is of another currency than the one that the row names. */
static void settle_currency(const struct layout *layout, struct field_reader *reader, bool of_second,
                            const struct csv_fields *fields, void *record, struct layout_problem *problem) {
    uint32_t field = reader->signs[of_second].field;
    const struct column_table *table = of_second ? layout->second : layout->first;
    if (reader->signs[of_second].currency.length == 0)
        return;
    const char *message =
        record != NULL && table != NULL ? currency_sign_settle(reader, of_second, table, record) : NULL;
    if (message != NULL && problem->message == NULL)
        *problem =
            (struct layout_problem){message, field + 1, layout->slots[field].header, fields->fields[field]};
}

/* That of the whole table is the row's where it names none. */
static void fill_currency(const struct layout *layout, struct arena *arena, void *first) {
    const struct column *column = column_named(layout->first, TEXT("currency"));
    if (column == NULL || first == NULL)
        return;
    struct text *currency = (struct text *)((char *)first + column->offset);
    if (currency->length == 0)
        *currency = arena_copy(arena, layout->currency);
}

/* Behind the fields of the row. */
static void fill_rest(const struct layout *layout, struct field_reader *reader,
                      const struct csv_fields *fields, void *first, void *second,
                      struct layout_problem *problem) {
    for (uint32_t i = 0; i < layout->more_count; i++)
        if (layout->more[i].slot.target != TARGET_NONE && layout->more[i].field < fields->count)
            fill_field(layout, &layout->more[i].slot, reader, fields, layout->more[i].field, first, second,
                       problem);
    if (layout->currency.length > 0)
        fill_currency(layout, reader->arena, first);
    settle_currency(layout, reader, false, fields, first, problem);
    settle_currency(layout, reader, true, fields, second, problem);
}

bool layout_fill_plain(const struct layout *layout, const struct bound_layout *bound,
                       struct field_reader *reader, const struct plain_scan *scan, struct csv_fields *fields,
                       void *first, void *second, struct layout_problem *problem) {
    const uint16_t *separators = &scan->separators[scan->first];
    const struct bound_field *of = bound->fields;
    const char *from = scan->data + scan->record;
    const uint32_t count = layout->count;
    if (plain_scan_count(scan) != count || !plain_scan_readable(scan))
        return false;
    *problem = (struct layout_problem){0};
    fields->count = count;
    for (uint32_t i = 0; i < count; i++) {
        const char *to = scan->data + separators[i];
        const struct text given = plain_field(from, to);
        fields->fields[i] = given;
        from = to + 1;
        if (of->field != i)
            continue;
        if (!set_bound(of, reader, given, first, second))
            fill_field(layout, &layout->slots[i], reader, fields, i, first, second, problem);
        of++;
    }
    fill_rest(layout, reader, fields, first, second, problem);
    return true;
}

void layout_fill(const struct layout *layout, const struct bound_layout *bound, struct field_reader *reader,
                 const struct csv_fields *fields, void *first, void *second, struct layout_problem *problem) {
    *problem = (struct layout_problem){0};
    if (layout->profile != NULL)
        fill_constants(layout, reader, first, second);
    for (uint32_t i = 0; i < bound->count; i++) {
        const struct bound_field *of = &bound->fields[i];
        if (!set_bound(of, reader, fields->fields[of->field], first, second))
            fill_field(layout, &layout->slots[of->field], reader, fields, of->field, first, second, problem);
    }
    fill_rest(layout, reader, fields, first, second, problem);
}
