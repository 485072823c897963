#include "intake/unread_doubt.h"

#include <string.h>

#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_field.h"

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

/* How deep a level is, without the points, blanks and signs in front of it. */
static struct text depth_of(struct text field) {
    size_t from = 0;
    while (from < field.length && (field.data[from] < '1' || field.data[from] > '9'))
        from++;
    return (struct text){field.data + from, field.length - from};
}

/* The same level as that which is read, in another form: ..2 beside 2. */
static bool is_level_read(const struct layout *layout, const struct csv_fields *fields, struct text field) {
    const uint32_t read = layout_field(layout, "level");
    return read < fields->count && text_equal(depth_of(spaces_trim(fields->fields[read])), depth_of(field));
}

/* Whether it is that currency, by its code or its name. */
static bool is_currency(const struct layout *layout, struct text field, struct text currency) {
    struct text is = field;
    vocabulary_find(layout->format.words, "currency", field, &is);
    return text_equal(is, currency);
}

/* "Active" by no, and a status by words alone ("Obsolete"): N may be new there. */
static bool says_not_in_use(const struct layout *layout, const struct unread_column *unread,
                            struct text field) {
    struct text is = {NULL, 0};
    const struct vocabulary *words = layout->format.words;
    return vocabulary_find(words, "not-in-use", field, &is) == WORD_FOUND ||
           (!unread->status &&
            (unread_is_word(layout, "yes", field, "no") || unread_is_number(layout, field, 0, 0)));
}

/* A place in an outline that is within another: 1.2, 1-2-1. */
static bool is_within(struct text field) {
    bool parted = false;
    for (size_t i = 0; i < field.length; i++) {
        const char c = field.data[i];
        const bool mark = c == '.' || c == '-' || c == '/' || c == '_';
        if (!mark && (c < '0' || c > '9'))
            return false;
        parted = parted || (mark && i > 0 && i + 1 < field.length);
    }
    return parted;
}

/* Whether a field begins with words for that a material is not bought, or is one of whom it comes from. Its
 * first word tells of most that it does not: this is asked of every line. */
static bool begins_no_sale(const struct vocabulary *words, struct text field) {
    struct text is = {NULL, 0};
    size_t first = 0;
    while (first < field.length && strchr(" ,;:.()/-", field.data[first]) == NULL)
        first++;
    return vocabulary_find(words, "not-bought-first", (struct text){field.data, first}, &is) == WORD_FOUND &&
           (vocabulary_begins(words, "not-bought", field) > 0 ||
            vocabulary_find(words, "not-bought-from", field, &is) == WORD_FOUND);
}

/* What asks whether a material is supplied is answered by no; beside other words a yes, or how much, says it;
 * elsewhere the words themselves. */
static bool says_no_sale(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const struct vocabulary *words = layout->format.words;
    struct text is = {NULL, 0};
    decimal number = 0;
    if (begins_no_sale(words, field))
        return true;
    if (vocabulary_find(words, "bought", field, &is) == WORD_FOUND)
        return false;
    const bool of_number = unread_number(layout, field, &number);
    if (of_number || unread_is_word(layout, "yes", field, "no"))
        return of_number && number != 0;
    return unread->says == SAYS_WHOLLY || unread_is_word(layout, "yes", field, "yes") ||
           vocabulary_find(words, "included", field, &is) == WORD_FOUND;
}

static bool passes(const struct layout *layout, const struct unread_column *unread, struct text field,
                   struct text good_id) {
    const decimal one = DECIMAL_ONE;
    struct text is = {NULL, 0};
    switch (unread->test) {
    case TEST_BASIS:
        return vocabulary_find(layout->format.words, "basis-each", field, &is) == WORD_FOUND;
    case TEST_TIMES:
        return unread_is_number(layout, field, one, one);
    case TEST_PORTION:
        return unread_is_number(layout, field, one, 100 * one);
    case TEST_PARENT:
        return !unread_differs(field, good_id) || unread_is_word(layout, "yes", field, "no") ||
               unread_is_number(layout, field, 0, 0);
    case TEST_INDENTED:
    case TEST_REPLACES:
        return true;
    case TEST_OUTLINE:
        return !is_within(field);
    case TEST_NO_SALE:
        return !says_no_sale(layout, unread, field);
    default:
        return unread_is_number(layout, field, 0, 0);
    }
}

static bool is_neutral(const struct layout *layout, const struct unread_column *unread, struct text field,
                       const struct text *currency, date day, struct text good_id) {
    const decimal one = DECIMAL_ONE;
    if (unread->test != TEST_OF_COLUMN)
        return passes(layout, unread, field, good_id);
    if (unread->bill != BILL_NOT_SAID)
        return true; /* it is held against what other rows say */
    if (unread->fixed)
        return unread_is_word(layout, "yes", field, "no") || unread_is_number(layout, field, 0, 0);
    if (unread->in_use)
        return !says_not_in_use(layout, unread, field);
    if (text_is(unread->column, "price_unit") || text_is(unread->column, "base_quantity"))
        return unread_is_number(layout, field, one, one);
    if (text_is(unread->column, "scrap_percent") || unread_is_of_lines(unread->column))
        return unread_is_number(layout, field, 0, 0);
    if (text_is(unread->column, "yield_percent"))
        return unread_is_number(layout, field, one, 100 * one);
    if (text_is(unread->column, "valid_from") || text_is(unread->column, "valid_to"))
        return holds_on(layout, field, day, text_is(unread->column, "valid_from"));
    if (text_is(unread->column, "level"))
        return is_first_level(field);
    if (text_is(unread->column, "currency"))
        return currency == NULL || is_currency(layout, field, *currency);
    if (text_is(unread->column, "exchange_rate"))
        return currency == NULL || layout_field(layout, "exchange_rate") != CSV_MOST_FIELDS ||
               unread_is_number(layout, field, one, one);
    return !text_is(unread->column, "alternative") || unread_is_word(layout, "alternative", field, "no") ||
           unread_is_word(layout, "alternative", field, "in-use");
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
        return unread_differs(unread_field(unread, fields), spaces_trim(fields->fields[read]));
    for (uint32_t i = 0; !of_price && i < layout->unread.count; i++) {
        const struct unread_column *price = &layout->unread.list[i];
        if (text_is(price->column, "price_unit_of_measure") &&
            unread_differs(unread_field(unread, fields), unread_field(price, fields)))
            return true;
    }
    return false;
}

const struct unread_column *unread_doubt(const struct layout *layout, const struct csv_fields *fields,
                                         const struct text *currency, date day, struct text good_id,
                                         unsigned changes) {
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = unread_field(unread, fields);
        if ((unread->changes & changes) == 0)
            continue;
        if (unread->said == HEADER_SAYS_SEVERAL)
            return unread;
        if (unread->test == TEST_NO_SALE && unread->says == SAYS_IN_WORDS) {
            if (begins_no_sale(layout->format.words, field))
                return unread;
            continue;
        }
        if (text_is(unread->column, "level") && unread->test == TEST_OF_COLUMN &&
            is_level_read(layout, fields, field))
            continue;
        if (unread->said == HEADER_SAYS_NOTHING && unread_says_something(layout, field) &&
            (units_differ(layout, fields, i) || !is_neutral(layout, unread, field, currency, day, good_id)))
            return unread;
    }
    return NULL;
}
