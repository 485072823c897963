#include "intake/unread.h"

#include "case/two_figures.h"
#include "intake/number_form.h"
#include "intake/spaces.h"

/* ---- which columns ---- */

/* The column that one of its words stands for. */
static bool by_words(const struct vocabulary *words, const char *kind, struct text header,
                     struct text *column) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    if (!word_fold(room, &rest, header))
        return false;
    while (rest.length > 0 && text_split(&rest, ' ', &word))
        if (word.length > 0 && vocabulary_find(words, kind, word, column) == WORD_FOUND)
            return true;
    return false;
}

static bool suggests(const struct vocabulary *words, struct text header, struct text *column) {
    return vocabulary_find(words, "line-total", header, column) == WORD_FOUND ||
           vocabulary_find(words, "line-value", header, column) == WORD_FOUND ||
           vocabulary_find(words, "header", header, column) == WORD_FOUND ||
           by_words(words, "header-word", header, column);
}

/* The file, wherever it lies: an answer does not hang on that. */
static struct text name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return text_from(slash != NULL ? slash + 1 : path);
}

static bool is_unread(const struct layout *layout, uint32_t field) {
    const struct layout_slot *slot = &layout->slots[field];
    return slot->target == TARGET_NONE && !slot->ignored && !slot->passed;
}

static bool is_of_origin(struct text column) {
    return text_is(column, "origin") || text_is(column, "country");
}

static bool suggests_doubt(const struct vocabulary *words, struct text header, struct text *column) {
    while (header.length > 0 && header.data[header.length - 1] == '?')
        header.length--;
    if (vocabulary_find(words, "header", header, column) == WORD_FOUND && is_of_origin(*column))
        return true;
    return vocabulary_find(words, "paper-header", header, column) == WORD_FOUND ||
           by_words(words, "paper-header-word", header, column);
}

bool unread_find_doubts(struct layout *layout, const char *path) {
    const struct vocabulary *words = layout->format.words;
    struct unread_column *list = NULL;
    for (uint32_t i = 0; words != NULL && layout->first == &DOCUMENT_COLUMNS && i < layout->count; i++) {
        struct text header = spaces_trim(layout->slots[i].header);
        struct text column = {NULL, 0};
        if (!is_unread(layout, i) || !suggests_doubt(words, header, &column))
            continue;
        if (list == NULL)
            list = ARENA_ARRAY(&layout->arena, struct unread_column, layout->count);
        if (list == NULL)
            return false;
        list[layout->doubts.count++] =
            (struct unread_column){.file = arena_copy(&layout->arena, name_of(path)),
                                   .header = arena_copy(&layout->arena, header),
                                   .column = column,
                                   .field = i,
                                   .of_origin = is_of_origin(column)};
        layout->doubts.list = list;
    }
    return true;
}

bool unread_find(struct layout *layout, const char *path) {
    const struct vocabulary *words = layout->format.words;
    struct unread_column *list = NULL;
    for (uint32_t i = 0; words != NULL && i + layout->appended < layout->count; i++) {
        struct text header = spaces_trim(layout->slots[i].header);
        struct text column = {NULL, 0};
        if (!is_unread(layout, i) || !suggests(words, header, &column))
            continue;
        if (list == NULL)
            list = ARENA_ARRAY(&layout->arena, struct unread_column, layout->count);
        if (list == NULL)
            return false;
        bool of_origin = is_of_origin(column);
        if (of_origin && layout->first != &MATERIAL_COLUMNS)
            continue;
        list[layout->unread.count++] = (struct unread_column){
            .file = arena_copy(&layout->arena, name_of(path)),
            .header = arena_copy(&layout->arena, header),
            .column = column,
            .field = i,
            .of_origin = of_origin,
            .spare = of_origin && layout_field(layout, text_is(column, "origin") ? "origin" : "country") !=
                                      CSV_MOST_FIELDS};
        layout->unread.list = list;
    }
    return true;
}

/* ---- whether a field of one changes anything ---- */

static bool read_number(const struct layout *layout, struct text field, decimal *number) {
    char room[NUMBER_FORM_SIZE];
    struct text plain = field;
    struct text sign = {NULL, 0};
    bool rounded = false;
    if (field.length > 0 && field.data[field.length - 1] == '%')
        plain.length--;
    return decimal_parse(number, plain, layout->format.number) == DECIMAL_OK ||
           (number_form(room, &plain, &rounded, &sign, plain, layout->format.number) &&
            decimal_parse(number, plain, PLAIN_FORMAT.number) == DECIMAL_OK);
}

static bool is_number(const struct layout *layout, struct text field, decimal one, decimal other) {
    decimal number = 0;
    return read_number(layout, field, &number) && (number == one || number == other);
}

/* Whether the good's day is known to lie on its side of a border. */
static bool holds_on(const struct layout *layout, struct text field, date day, bool from) {
    date border = 0;
    return day != 0 && date_read(&border, field, &layout->format.date) &&
           (from ? border <= day : border >= day);
}

/* Levels are numbers, with points before them or not; the first counts as the good's own line. */
static bool is_first_level(struct text field) {
    while (field.length > 0 && (field.data[0] == '.' || field.data[0] == '0'))
        field = (struct text){field.data + 1, field.length - 1};
    return text_is(field, "1") || field.length == 0;
}

/* Whether it is that currency, by its code or its name. */
static bool is_currency(const struct layout *layout, struct text field, struct text currency) {
    struct text is = field;
    vocabulary_find(layout->format.words, "currency", field, &is);
    return text_equal(is, currency);
}

static bool is_neutral(const struct layout *layout, const struct unread_column *unread, struct text field,
                       const struct text *currency, date day) {
    const decimal one = DECIMAL_ONE;
    if (text_is(unread->column, "price_unit") || text_is(unread->column, "base_quantity"))
        return is_number(layout, field, one, one);
    if (text_is(unread->column, "scrap_percent"))
        return is_number(layout, field, 0, 0);
    if (text_is(unread->column, "yield_percent"))
        return is_number(layout, field, one, 100 * one);
    if (text_is(unread->column, "valid_from") || text_is(unread->column, "valid_to"))
        return holds_on(layout, field, day, text_is(unread->column, "valid_from"));
    if (text_is(unread->column, "level"))
        return is_first_level(field);
    if (text_is(unread->column, "currency"))
        return currency == NULL || is_currency(layout, field, *currency);
    return !text_is(unread->column, "alternative");
}

static struct text field_of(const struct unread_column *unread, const struct csv_fields *fields) {
    return unread->field < fields->count ? spaces_trim(fields->fields[unread->field])
                                         : (struct text){NULL, 0};
}

static bool differ(struct text a, struct text b) {
    char room[2][WORD_LONGEST];
    struct text own;
    struct text other;
    return a.length > 0 && b.length > 0 && word_fold(room[0], &own, a) && word_fold(room[1], &other, b) &&
           !text_equal(own, other);
}

/* A unit says nothing but beside another one that is not the same: of the price, or where none is read of the
 * quantity. */
static bool units_differ(const struct layout *layout, const struct csv_fields *fields, uint32_t at) {
    const struct unread_column *unread = &layout->unread.list[at];
    bool of_price = text_is(unread->column, "price_unit_of_measure");
    if (!of_price && !text_is(unread->column, "unit"))
        return false;
    if (layout_field(layout, "price_unit_of_measure") != CSV_MOST_FIELDS)
        return false;
    uint32_t read = layout_field(layout, "unit");
    if (read < fields->count)
        return differ(field_of(unread, fields), spaces_trim(fields->fields[read]));
    for (uint32_t i = 0; !of_price && i < layout->unread.count; i++) {
        const struct unread_column *price = &layout->unread.list[i];
        if (text_is(price->column, "price_unit_of_measure") &&
            differ(field_of(unread, fields), field_of(price, fields)))
            return true;
    }
    return false;
}

static bool says_something(const struct layout *layout, struct text field) {
    struct text ignored;
    return field.length > 0 &&
           vocabulary_find(layout->format.words, "nothing", field, &ignored) != WORD_FOUND;
}

const struct unread_column *unread_doubt(const struct layout *layout, const struct csv_fields *fields,
                                         const struct text *currency, date day) {
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = field_of(unread, fields);
        if (says_something(layout, field) &&
            (units_differ(layout, fields, i) || !is_neutral(layout, unread, field, currency, day)))
            return unread;
    }
    return NULL;
}

/* ---- a second figure of what a line is worth ---- */

/* What the row says itself, as quantity × unit value; not given where it does not. */
static enum amount_status by_price(struct amount *out, const struct material *material, struct arena *arena) {
    *out = material->unit_value;
    return material->unit_value.given && material->quantity.given
               ? amount_times(out, material->quantity, material->unit_value, arena)
               : AMOUNT_OK;
}

static bool contradicts(const struct material *material, struct amount stated, struct arena *arena) {
    struct amount price = {0};
    bool agree = false;
    if (by_price(&price, material, arena) != AMOUNT_OK)
        return false; /* it is told where the line is reckoned */
    if (material->value.given && two_figures_agree(&agree, material->value, stated, arena) == AMOUNT_OK &&
        agree)
        return false;
    if (price.given && two_figures_agree(&agree, stated, price, arena) == AMOUNT_OK && agree)
        return false;
    return material->value.given || price.given;
}

/* A profile that says which column the value is has chosen among them. */
static bool chosen_by_profile(const struct layout *layout) {
    static const char *const FIGURES[] = {"value", "unit_value"};
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++) {
        uint32_t field = layout_field(layout, FIGURES[i]);
        if (field != CSV_MOST_FIELDS && layout->slots[field].profile != NULL)
            return true;
    }
    return false;
}

const struct unread_column *unread_total(const struct layout *layout, const struct csv_fields *fields,
                                         struct material *material, struct arena *arena) {
    const struct vocabulary *words = layout->format.words;
    struct text ignored = {NULL, 0};
    for (uint32_t i = 0; i < layout->unread.count && !chosen_by_profile(layout); i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = field_of(unread, fields);
        decimal number = 0;
        if (!text_is(unread->column, "value") || !says_something(layout, field))
            continue;
        bool of_line = vocabulary_find(words, "line-total", unread->header, &ignored) == WORD_FOUND;
        if (!of_line && vocabulary_find(words, "line-value", unread->header, &ignored) != WORD_FOUND)
            continue;
        bool known = read_number(layout, field, &number);
        if (known && (number == 0 || !contradicts(material, amount_of(number), arena)))
            continue;
        if (!known || !of_line || material->value.given || !material->quantity.given || number < 0)
            return unread;
        material->value = amount_of(number); /* beside quantity × unit value, from which it differs */
    }
    return NULL;
}

static bool says_originating(const struct layout *layout, struct text field) {
    const struct vocabulary *words = layout->format.words;
    struct text is = {NULL, 0};
    return text_is(field, "originating") ||
           (vocabulary_find(words, "origin", field, &is) == WORD_FOUND && text_is(is, "originating")) ||
           (vocabulary_find(words, "yes", field, &is) == WORD_FOUND && text_is(is, "yes"));
}

static struct text country_of(const struct layout *layout, struct text field) {
    struct text is = field;
    if (!vocabulary_country(layout->format.words, field))
        vocabulary_find(layout->format.words, "country", field, &is);
    return is;
}

const struct unread_column *unread_denial(const struct layout *layout, const struct csv_fields *fields,
                                          struct text own_country, struct text *country) {
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = field_of(unread, fields);
        *country = (struct text){NULL, 0};
        if (!unread->of_origin || !says_something(layout, field) || says_originating(layout, field))
            continue;
        if (text_is(unread->column, "origin"))
            return unread;
        *country = country_of(layout, field);
        if (!text_equal(*country, own_country))
            return unread;
    }
    return NULL;
}

static bool is_word(const struct layout *layout, const char *kind, struct text field, const char *word) {
    struct text is = {NULL, 0};
    return text_is(field, word) ||
           (vocabulary_find(layout->format.words, kind, field, &is) == WORD_FOUND && text_is(is, word));
}

/* Whether it says that the paper holds: in a column of whether it was revoked, that it was not; in one of
 * whether it is in force, that it is. */
static bool says_holding(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const decimal one = DECIMAL_ONE;
    if (is_word(layout, "paper-standing", field, "in-force"))
        return true;
    if (text_is(unread->column, "revoked"))
        return is_word(layout, "yes", field, "no") || is_number(layout, field, 0, 0);
    return text_is(unread->column, "in-force") &&
           (is_word(layout, "yes", field, "yes") || is_number(layout, field, one, one));
}

static bool is_doubt(const struct layout *layout, const struct unread_column *unread, struct text field,
                     bool certification) {
    if (!says_something(layout, field))
        return false;
    return unread->of_origin ? certification && !says_originating(layout, field)
                             : !says_holding(layout, unread, field);
}

static struct document_doubt doubt_of(const struct layout *layout, const struct unread_column *unread,
                                      struct text field, struct arena *arena) {
    struct buffer said = {0};
    struct text country = {NULL, 0};
    buffer_text(&said, unread->header);
    buffer_string(&said, ": ");
    buffer_text(&said, field);
    if (unread->of_origin)
        country = country_of(layout, field);
    return (struct document_doubt){buffer_keep(&said, arena), arena_copy(arena, country)};
}

void unread_doubt_document(const struct layout *layout, const struct csv_fields *fields,
                           struct document *document, struct arena *arena) {
    bool certification = document->kind == DOCUMENT_CERTIFICATION;
    struct document_doubt *doubts = NULL;
    for (uint32_t i = 0; i < layout->doubts.count; i++) {
        const struct unread_column *unread = &layout->doubts.list[i];
        struct text field = field_of(unread, fields);
        if (!is_doubt(layout, unread, field, certification))
            continue;
        if (doubts == NULL)
            doubts = ARENA_ARRAY(arena, struct document_doubt, layout->doubts.count);
        if (doubts == NULL)
            return;
        doubts[document->doubt_count++] = doubt_of(layout, unread, field, arena);
        document->doubts = doubts;
    }
}
