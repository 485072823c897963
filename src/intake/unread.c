#include "intake/unread.h"

#include <strings.h>

#include "case/two_figures.h"
#include "intake/number_form.h"
#include "intake/spaces.h"
#include "intake/unread_bill.h"
#include "intake/unread_code.h"
#include "intake/unread_header.h"

/* ---- which columns ---- */

/* The words of a header but those that are a currency, and which one that is. */
static bool without_currency(const struct vocabulary *words, struct text header, char room[WORD_LONGEST],
                             struct text *rest, struct text *currency) {
    struct text all;
    struct text word;
    size_t length = 0;
    *currency = (struct text){NULL, 0};
    if (!unread_header_words(room, &all, header))
        return false;
    while (all.length > 0 && text_split(&all, ' ', &word)) {
        if (vocabulary_find(words, "currency", word, currency) != WORD_UNKNOWN)
            continue;
        if (length > 0)
            room[length++] = ' ';
        memmove(room + length, word.data, word.length);
        length += word.length;
    }
    *rest = (struct text){room, length};
    return true;
}

static enum unread_figure figure_as_written(const struct vocabulary *words, struct text header,
                                            struct text *column, struct text *currency) {
    static const struct {
        const char *kind;
        enum unread_figure figure;
    } KINDS[] = {{"line-total", FIGURE_LINE_TOTAL},
                 {"line-value", FIGURE_LINE_VALUE},
                 {"line-quantity", FIGURE_QUANTITY}};
    char room[WORD_LONGEST];
    struct text rest;
    if (!without_currency(words, header, room, &rest, currency))
        return FIGURE_NONE;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (vocabulary_find(words, KINDS[i].kind, rest, column) == WORD_FOUND)
            return KINDS[i].figure;
    return FIGURE_NONE;
}

/* What a number below the header is; *column what it may be called. */
static enum unread_figure figure_of(const struct vocabulary *words, struct text header, struct text *column,
                                    struct text *currency) {
    char room[WORD_LONGEST];
    struct text parted;
    const enum unread_figure figure = figure_as_written(words, header, column, currency);
    return figure == FIGURE_NONE && unread_header_part(room, &parted, header)
               ? figure_as_written(words, parted, column, currency)
               : figure;
}

/* Whether a word of an origin stands there behind a word that turns it round: "Non-originating". */
static bool is_turned(const struct vocabulary *words, struct text header) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    struct text is = {NULL, 0};
    bool turned = false;
    if (!unread_header_words(room, &rest, header))
        return false;
    while (rest.length > 0 && text_split(&rest, ' ', &word)) {
        if (vocabulary_find(words, "header-foreign-word", word, &is) == WORD_FOUND ||
            (turned && vocabulary_find(words, "header-origin-word", word, &is) == WORD_FOUND))
            return true;
        turned = vocabulary_find(words, "header-not", word, &is) == WORD_FOUND;
    }
    return false;
}

static bool is_reversed(const struct vocabulary *words, struct text header) {
    char room[WORD_LONGEST];
    struct text parted;
    return is_turned(words, header) ||
           (unread_header_part(room, &parted, header) && is_turned(words, parted));
}

/* Whether a header says by a word where a material comes from, or whether it originates, and not where
 * somebody is or what something goes to. */
static bool says_origin(const struct vocabulary *words, struct text header, struct text *column) {
    struct text is = {NULL, 0};
    return unread_header_has(words, "header-origin-word", header, column) &&
           !(text_is(*column, "country") && unread_header_has(words, "header-elsewhere-word", header, &is));
}

static bool suggests(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    unread->figure = figure_of(words, header, &unread->column, &unread->currency);
    return unread->figure != FIGURE_NONE || unread_header_is(words, "header", header, &unread->column) ||
           unread_header_has(words, "header-word", header, &unread->column);
}

/* What an unread column of a bill of materials that is none of those may say of an origin. */
static void note_saying(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    const bool by_word = says_origin(words, header, &unread->column);
    if (!text_is(unread->column, "country"))
        unread->column = TEXT("origin");
    unread->says = is_reversed(words, header) ? SAYS_REVERSED : by_word ? SAYS_BY_A_WORD : SAYS_IN_WORDS;
}

/* The file, wherever it lies: an answer does not hang on that. */
struct text unread_file_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return text_from(slash != NULL ? slash + 1 : path);
}

/* Whether a header of a flat file is of its goods; *rest is then what stands behind "good_". */
static bool names_good(struct text header, struct text *rest) {
    static const char PREFIX[] = "good_";
    enum { LENGTH = sizeof PREFIX - 1 };
    *rest = header;
    if (header.length <= LENGTH || strncasecmp(header.data, PREFIX, LENGTH) != 0)
        return false;
    *rest = (struct text){header.data + LENGTH, header.length - LENGTH};
    return true;
}

static bool is_unread(const struct layout *layout, uint32_t field) {
    const struct layout_slot *slot = &layout->slots[field];
    struct text rest;
    const bool of_other = layout->second != NULL && names_good(spaces_trim(slot->header), &rest);
    return slot->target == TARGET_NONE && (!slot->ignored || slot->of_bill) && !slot->passed && !of_other;
}

static bool is_of_origin(struct text column) {
    return text_is(column, "origin") || text_is(column, "country");
}

static bool is_of_lines(struct text column) {
    return text_is(column, "assists") || text_is(column, "other_additions");
}

/* Room for twice as many as there are whenever that is a power of two. */
static struct unread_column *room_for_one(struct layout *layout, struct unread_columns *columns) {
    const uint32_t count = columns->count;
    struct unread_column *list = (struct unread_column *)columns->list;
    if (count > 0 && (count & (count - 1)) != 0)
        return list;
    list = ARENA_ARRAY(&layout->arena, struct unread_column, count > 0 ? 2 * (size_t)count : 1);
    if (list != NULL && count > 0)
        memcpy(list, columns->list, sizeof *list * count);
    return list;
}

bool unread_add(struct layout *layout, struct unread_columns *columns, struct unread_column unread,
                const char *path) {
    struct unread_column *list = room_for_one(layout, columns);
    if (list == NULL)
        return false;
    if (unread.file.length == 0)
        unread.file = arena_copy(&layout->arena, unread_file_name(path));
    unread.header = arena_copy(&layout->arena, unread.header);
    unread.written = unread.written.length > 0 ? arena_copy(&layout->arena, unread.written) : unread.header;
    list[columns->count++] = unread;
    columns->list = list;
    return true;
}

/* The column of the table by which what the words say may be called: lists say it of a line. */
static struct text of_table(const struct layout *layout, struct text column) {
    if (layout->first == &MATERIAL_COLUMNS)
        return text_is(column, "international_shipping") ? TEXT("deductible_costs") : column;
    return text_is(column, "unit_value") || text_is(column, "value") ? TEXT("transaction_value") : column;
}

/* Whether a column gives the classification: of the good in its own table, of the line in that of lines. */
static bool says_code(const struct layout *layout, struct text header) {
    const struct vocabulary *words = layout->format.words;
    const bool of_lines = layout->first == &MATERIAL_COLUMNS;
    struct text is = {NULL, 0};
    return (of_lines || layout->first == &GOOD_COLUMNS || layout->first == &DOCUMENT_COLUMNS) &&
           (unread_header_is(words, "header-code", header, &is) ||
            unread_header_has(words, "header-code-word", header, &is)) &&
           !(of_lines && unread_header_has(words, "header-of-good-word", header, &is));
}

/* Whether a column of goods.csv says in which country they are made. */
static bool says_made(const struct vocabulary *words, struct unread_column *unread) {
    struct text is = {NULL, 0};
    const bool wholly = unread_header_is(words, "header", unread->header, &is) && text_is(is, "country");
    unread->says = wholly ? SAYS_WHOLLY : SAYS_BY_A_WORD;
    return wholly || (unread_header_has(words, "header-made-word", unread->header, &is) &&
                      !unread_header_has(words, "header-bound-word", unread->header, &is));
}

/* What is said there is held against what the row says itself: its classification, and where it is made. */
static bool find_others(struct layout *layout, struct unread_column unread, const char *path) {
    const struct vocabulary *words = layout->format.words;
    if (says_code(layout, unread.header)) {
        struct unread_column code = unread;
        code.column = TEXT("hs");
        if (!unread_add(layout, &layout->codes, code, path))
            return false;
    }
    unread.of_origin = true;
    if (layout->first == &MATERIAL_COLUMNS)
        note_saying(words, unread.header, &unread);
    else if (layout->first == &GOOD_COLUMNS && says_made(words, &unread))
        unread.column = TEXT("country");
    else
        return true;
    return unread_add(layout, &layout->others, unread, path);
}

static bool suggests_doubt(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    if (unread_header_is(words, "header", header, &unread->column) && is_of_origin(unread->column))
        return true;
    if (unread_header_is(words, "paper-header", header, &unread->column) ||
        unread_header_has(words, "paper-header-word", header, &unread->column))
        return true;
    note_saying(words, header, unread);
    return true;
}

bool unread_find_doubts(struct layout *layout, const char *path) {
    const struct vocabulary *words = layout->format.words;
    bool room = true;
    for (uint32_t i = 0; words != NULL && layout->first == &DOCUMENT_COLUMNS && i < layout->count && room;
         i++) {
        struct unread_column unread = {.header = spaces_trim(layout->slots[i].header), .field = i};
        if (!is_unread(layout, i) || !suggests_doubt(words, unread.header, &unread))
            continue;
        unread.of_origin = is_of_origin(unread.column);
        room = unread_add(layout, &layout->doubts, unread, path);
        unread.column = TEXT("hs");
        if (room && says_code(layout, unread.header))
            room = unread_add(layout, &layout->codes, unread, path);
    }
    return room;
}

/* In a file of goods every header is as it stands; in what a flat file has of them it begins with "good_". */
static struct text said_in(const struct layout *layout, uint32_t field) {
    const struct text header = spaces_trim(layout->slots[field].header);
    struct text rest = header;
    return layout->first == &GOOD_COLUMNS && names_good(header, &rest) ? rest : header;
}

/* What is known by its whole header, but how a field of it changes nothing. */
static enum unread_test test_of(const struct vocabulary *words, struct text header, struct text *column) {
    static const struct {
        const char *kind;
        enum unread_test test;
        struct text column;
    } KINDS[] = {{"header-basis", TEST_BASIS, {"base_quantity", 13}},
                 {"header-portion", TEST_PORTION, {"alternative", 11}},
                 {"header-parent", TEST_PARENT, {"level", 5}},
                 {"header-outline", TEST_OUTLINE, {"level", 5}}};
    struct text is = {NULL, 0};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (unread_header_is(words, KINDS[i].kind, header, &is)) {
            *column = KINDS[i].column;
            return KINDS[i].test;
        }
    return TEST_OF_COLUMN;
}

/* Of a bill of materials, what a field says of its line beside an amount. */
static bool knows_line(const struct layout *layout, uint32_t field, struct unread_column *unread) {
    const struct vocabulary *words = layout->format.words;
    unread->test = test_of(words, unread->header, &unread->column);
    unread->fixed = unread->test == TEST_BASIS ||
                    unread_header_is(words, "header-fixed", unread->header, &unread->column);
    if (unread->fixed)
        unread->column = TEXT("base_quantity");
    unread->in_use = unread_header_is(words, "header-in-use", unread->header, &unread->column);
    unread->status = unread->in_use && text_is(unread->column, "status");
    if (layout->slots[field].of_bill)
        unread->bill = BILL_SAID;
    else if (!unread->fixed && !unread->in_use && unread->test == TEST_OF_COLUMN)
        unread->bill = unread_bill_said(words, unread->header);
    if (unread->in_use || unread->bill != BILL_NOT_SAID)
        unread->column = TEXT("alternative");
    if (unread->fixed || unread->in_use || unread->bill != BILL_NOT_SAID || unread->test != TEST_OF_COLUMN)
        return true;
    if (unread_header_has(words, "header-discount-word", unread->header, &unread->column)) {
        unread->test = TEST_DISCOUNT;
        unread->column = TEXT("unit_value");
    }
    return unread->test != TEST_OF_COLUMN;
}

static bool knows_price(const struct vocabulary *words, struct unread_column *unread) {
    return suggests(words, unread->header, unread) ||
           unread_header_has(words, "header-discount-word", unread->header, &unread->column);
}

static bool find(struct layout *layout, const char *path) {
    const struct vocabulary *words = layout->format.words;
    const bool of_lines = layout->first == &MATERIAL_COLUMNS;
    bool room = true;
    for (uint32_t i = 0; words != NULL && i + layout->appended < layout->count && room; i++) {
        struct unread_column unread = {
            .header = said_in(layout, i), .written = spaces_trim(layout->slots[i].header), .field = i};
        if (!is_unread(layout, i))
            continue;
        const bool known = of_lines ? knows_line(layout, i, &unread) : knows_price(words, &unread);
        if (known || suggests(words, unread.header, &unread)) {
            unread.column = of_table(layout, unread.column);
            unread.of_origin = is_of_origin(unread.column);
            unread.spare = unread.of_origin &&
                           layout_field(layout, text_is(unread.column, "origin") ? "origin" : "country") !=
                               CSV_MOST_FIELDS;
            if (of_lines || !(unread.of_origin || is_of_lines(unread.column)))
                room = unread_add(layout, &layout->unread, unread, path);
            if ((unread.of_origin && of_lines) || layout->slots[i].ignored)
                continue;
        }
        if (room && !of_lines && unread_header_is(words, "header-terms", unread.header, &unread.column)) {
            unread.spare = true; /* what it has is told, where it matters */
            room = unread_add(layout, &layout->unread, unread, path);
        }
        if (room)
            room = find_others(layout, unread, path);
    }
    return room;
}

struct layout *unread_of_goods(struct layout *layout) {
    struct text rest;
    if (layout->of_goods != NULL)
        return layout->of_goods;
    struct layout *goods = ARENA_NEW(&layout->arena, struct layout);
    if (goods == NULL)
        return NULL;
    *goods = (struct layout){.first = &GOOD_COLUMNS,
                             .format = layout->format,
                             .count = layout->count,
                             .appended = layout->appended};
    layout->of_goods = goods;
    for (uint32_t i = 0; i < layout->count; i++) {
        struct layout_slot slot = layout->slots[i];
        const bool of_goods =
            slot.target == TARGET_NONE ? names_good(spaces_trim(slot.header), &rest) : slot.second != NULL;
        slot.column = slot.second;
        slot.second = NULL;
        slot.target = slot.column != NULL ? TARGET_FIRST : TARGET_NONE;
        slot.ignored = slot.ignored || !of_goods;
        goods->slots[i] = slot;
    }
    return goods;
}

/* The columns of a flat file that are of its goods, as those of a file of goods. */
static bool find_of_goods(struct layout *layout, const char *path) {
    bool any = false;
    struct text rest;
    for (uint32_t i = 0; i < layout->count; i++)
        any = any || (layout->slots[i].target == TARGET_NONE &&
                      names_good(spaces_trim(layout->slots[i].header), &rest));
    if (!any)
        return true;
    struct layout *goods = unread_of_goods(layout);
    return goods != NULL && find(goods, path);
}

bool unread_find(struct layout *layout, const char *path) {
    return find(layout, path) && (layout->second == NULL || find_of_goods(layout, path));
}

/* ---- whether a field of one changes anything ---- */

bool unread_number(const struct layout *layout, struct text field, decimal *number) {
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
    return unread_number(layout, field, &number) && (number == one || number == other);
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

static bool is_word(const struct layout *layout, const char *kind, struct text field, const char *word) {
    struct text is = {NULL, 0};
    return text_is(field, word) ||
           (vocabulary_find(layout->format.words, kind, field, &is) == WORD_FOUND && text_is(is, word));
}

/* "Active" by no, and a status by words alone ("Obsolete"): N may be new there. */
static bool says_not_in_use(const struct layout *layout, const struct unread_column *unread,
                            struct text field) {
    struct text is = {NULL, 0};
    const struct vocabulary *words = layout->format.words;
    return vocabulary_find(words, "not-in-use", field, &is) == WORD_FOUND ||
           (!unread->status && (is_word(layout, "yes", field, "no") || is_number(layout, field, 0, 0)));
}

static bool differ(struct text a, struct text b) {
    char room[2][WORD_LONGEST];
    struct text own;
    struct text other;
    return a.length > 0 && b.length > 0 && word_fold(room[0], &own, a) && word_fold(room[1], &other, b) &&
           !text_equal(own, other);
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

static bool passes(const struct layout *layout, const struct unread_column *unread, struct text field,
                   struct text good_id) {
    const decimal one = DECIMAL_ONE;
    struct text is = {NULL, 0};
    switch (unread->test) {
    case TEST_BASIS:
        return vocabulary_find(layout->format.words, "basis-each", field, &is) == WORD_FOUND;
    case TEST_PORTION:
        return is_number(layout, field, one, 100 * one);
    case TEST_PARENT:
        return !differ(field, good_id) || is_word(layout, "yes", field, "no") ||
               is_number(layout, field, 0, 0);
    case TEST_INDENTED:
        return true;
    case TEST_OUTLINE:
        return !is_within(field);
    default:
        return is_number(layout, field, 0, 0);
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
        return is_word(layout, "yes", field, "no") || is_number(layout, field, 0, 0);
    if (unread->in_use)
        return !says_not_in_use(layout, unread, field);
    if (text_is(unread->column, "price_unit") || text_is(unread->column, "base_quantity"))
        return is_number(layout, field, one, one);
    if (text_is(unread->column, "scrap_percent") || is_of_lines(unread->column))
        return is_number(layout, field, 0, 0);
    if (text_is(unread->column, "yield_percent"))
        return is_number(layout, field, one, 100 * one);
    if (text_is(unread->column, "valid_from") || text_is(unread->column, "valid_to"))
        return holds_on(layout, field, day, text_is(unread->column, "valid_from"));
    if (text_is(unread->column, "level"))
        return is_first_level(field);
    if (text_is(unread->column, "currency"))
        return currency == NULL || is_currency(layout, field, *currency);
    if (text_is(unread->column, "exchange_rate"))
        return currency == NULL || layout_field(layout, "exchange_rate") != CSV_MOST_FIELDS ||
               is_number(layout, field, one, one);
    return !text_is(unread->column, "alternative") || is_word(layout, "alternative", field, "no") ||
           is_word(layout, "alternative", field, "in-use");
}

struct text unread_field(const struct unread_column *unread, const struct csv_fields *fields) {
    return unread->field < fields->count ? spaces_trim(fields->fields[unread->field]) : unread->stated;
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
        return differ(unread_field(unread, fields), spaces_trim(fields->fields[read]));
    for (uint32_t i = 0; !of_price && i < layout->unread.count; i++) {
        const struct unread_column *price = &layout->unread.list[i];
        if (text_is(price->column, "price_unit_of_measure") &&
            differ(unread_field(unread, fields), unread_field(price, fields)))
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
                                         const struct text *currency, date day, struct text good_id) {
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = unread_field(unread, fields);
        if (unread->said == HEADER_SAYS_SEVERAL)
            return unread;
        if (unread->said == HEADER_SAYS_NOTHING && says_something(layout, field) &&
            (units_differ(layout, fields, i) || !is_neutral(layout, unread, field, currency, day, good_id)))
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

/* Whether what it says a line is worth is another figure than the row's, which becomes the row's value where
 * that can be. */
static bool is_other_value(const struct layout *layout, const struct unread_column *unread, struct text field,
                           struct material *material, struct arena *arena) {
    decimal number = 0;
    const bool known = unread_number(layout, field, &number);
    if (known && (number == 0 || !contradicts(material, amount_of(number), arena)))
        return false;
    if (!known || unread->figure != FIGURE_LINE_TOTAL || material->value.given || !material->quantity.given ||
        number < 0)
        return true;
    material->value = amount_of(number); /* beside quantity × unit value, from which it differs */
    return false;
}

/* Whether it says that there is more or less of the material than the quantity, by which it is priced. What
 * is lost or made at once is counted in where it is read. */
static bool is_other_quantity(const struct layout *layout, struct text field, const struct material *material,
                              struct arena *arena) {
    static const char *const COUNTED[] = {"base_quantity", "scrap_percent", "yield_percent", "value"};
    decimal number = 0;
    bool agree = false;
    for (size_t i = 0; i < sizeof COUNTED / sizeof COUNTED[0]; i++)
        if (layout_field(layout, COUNTED[i]) != CSV_MOST_FIELDS)
            return false;
    if (!material->quantity.given || !material->unit_value.given || !unread_number(layout, field, &number))
        return false;
    return number != 0 &&
           !(two_figures_agree(&agree, amount_of(number), material->quantity, arena) == AMOUNT_OK && agree);
}

const struct unread_column *unread_figure(const struct layout *layout, const struct csv_fields *fields,
                                          struct material *material, struct text currency,
                                          struct arena *arena) {
    if (material->currency.length > 0)
        currency = material->currency;
    for (uint32_t i = 0; i < layout->unread.count && !chosen_by_profile(layout); i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = unread_field(unread, fields);
        if (unread->figure == FIGURE_NONE || !says_something(layout, field) ||
            (unread->currency.length > 0 && currency.length > 0 && !text_equal(unread->currency, currency)))
            continue;
        if (unread->figure == FIGURE_QUANTITY ? is_other_quantity(layout, field, material, arena)
                                              : is_other_value(layout, unread, field, material, arena))
            return unread;
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

static bool is_country(const struct layout *layout, struct text field, struct text *is) {
    *is = field;
    return vocabulary_country(layout->format.words, field) ||
           vocabulary_find(layout->format.words, "country", field, is) == WORD_FOUND;
}

/* The country that it says that something was made in: none, where it is none that is known. */
static bool made_in(const struct layout *layout, struct text field, struct text *country) {
    size_t before = vocabulary_begins(layout->format.words, "made-in", field);
    if (before == 0)
        return false;
    while (before < field.length && strchr(" :,.", field.data[before]) != NULL)
        before++;
    return is_country(layout, (struct text){field.data + before, field.length - before}, country);
}

static struct text country_of(const struct layout *layout, struct text field) {
    struct text is = field;
    return is_country(layout, field, &is) || made_in(layout, field, &is) ? is : field;
}

/* Whether it says that a part originates, and so that another does not: 60 below "% originating". The
 * regional value content of what originates is another share. */
static bool is_part(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const struct vocabulary *words = layout->format.words;
    const decimal one = DECIMAL_ONE;
    const bool percent = field.length > 0 && field.data[field.length - 1] == '%';
    decimal number = 0;
    struct text is = {NULL, 0};
    return text_is(unread->column, "origin") && unread_number(layout, field, &number) && number > 0 &&
           number < 100 * one && (percent || number != one) &&
           (percent || memchr(unread->header.data, '%', unread->header.length) != NULL ||
            unread_header_has(words, "header-share-word", unread->header, &is)) &&
           !unread_header_has(words, "header-regional-word", unread->header, &is);
}

/* Whether it says that less originates than the row has: 3 below "originating qty", of a quantity of 10. */
static bool is_less(const struct layout *layout, const struct unread_column *unread,
                    const struct csv_fields *fields, struct text field) {
    static const char *const FIGURES[] = {"quantity", "value", "unit_value"};
    struct text figure = {NULL, 0};
    decimal number = 0;
    decimal own = 0;
    if (unread->says != SAYS_BY_A_WORD || !text_is(unread->column, "origin") ||
        !unread_number(layout, field, &number) ||
        !unread_header_has(layout->format.words, "header-word", unread->header, &figure))
        return false;
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++) {
        const uint32_t at = text_is(figure, FIGURES[i]) ? layout_field(layout, FIGURES[i]) : CSV_MOST_FIELDS;
        if (at < fields->count && unread_number(layout, spaces_trim(fields->fields[at]), &own))
            return number < own;
    }
    return false;
}

/* Whether a field says, or may say, that what it is about does not originate; *country is what has to be
 * judged for that, or empty. */
static bool denies(const struct layout *layout, const struct unread_column *unread, struct text field,
                   struct text own_country, struct text *country) {
    const bool originating = says_originating(layout, field);
    const bool no = is_word(layout, "yes", field, "no") || is_number(layout, field, 0, 0);
    struct text is = {NULL, 0};
    *country = (struct text){NULL, 0};
    if (unread->says == SAYS_IN_WORDS)
        return vocabulary_find(layout->format.words, "origin-denial", field, &is) == WORD_FOUND ||
               vocabulary_begins(layout->format.words, "origin-denial-begins", field) > 0 ||
               (made_in(layout, field, country) && !text_equal(*country, own_country));
    if (unread->says == SAYS_REVERSED)
        return !no && !text_is(field, "originating");
    if (originating)
        return false;
    if (unread->says == SAYS_BY_A_WORD &&
        (no || is_word(layout, "origin", field, "non-originating") || is_part(layout, unread, field)))
        return true;
    if (unread->says == SAYS_WHOLLY && text_is(unread->column, "origin"))
        return true;
    *country = country_of(layout, field);
    return !text_equal(*country, own_country) &&
           (unread->says == SAYS_WHOLLY || vocabulary_country(layout->format.words, *country));
}

static void add_denials(const struct layout *layout, const struct unread_columns *columns,
                        const struct csv_fields *fields, struct text own_country,
                        struct origin_denials *denials, struct arena *arena) {
    struct origin_denial *list = (struct origin_denial *)denials->list;
    for (uint32_t i = 0; i < columns->count; i++) {
        const struct unread_column *unread = &columns->list[i];
        const struct text field = unread_field(unread, fields);
        struct text country = {NULL, 0};
        if (!unread->of_origin || field.length == 0 || !says_something(layout, field) ||
            !(denies(layout, unread, field, own_country, &country) || is_less(layout, unread, fields, field)))
            continue;
        if (list == NULL)
            list = ARENA_ARRAY(arena, struct origin_denial, layout->count);
        if (list == NULL)
            return;
        list[denials->count++] = (struct origin_denial){unread, arena_copy(arena, country)};
        denials->list = list;
    }
}

struct origin_denials unread_denials(const struct layout *layout, const struct csv_fields *fields,
                                     struct text own_country, struct arena *arena) {
    struct origin_denials denials = {0};
    add_denials(layout, &layout->unread, fields, own_country, &denials, arena);
    add_denials(layout, &layout->others, fields, own_country, &denials, arena);
    return denials;
}

/* Whether it says that the paper holds: in a column of whether it was revoked, that it was not; in one of
 * whether it is in force, that it is. */
static bool says_holding(const struct layout *layout, const struct unread_column *unread, struct text field) {
    const decimal one = DECIMAL_ONE;
    if (is_word(layout, "paper-standing", field, "in-force"))
        return true;
    if (text_is(unread->column, "agreement"))
        return is_word(layout, "agreement", field, "USMCA");
    if (text_is(unread->column, "revoked"))
        return is_word(layout, "yes", field, "no") || is_number(layout, field, 0, 0);
    date day = 0;
    return text_is(unread->column, "in-force") &&
           (is_word(layout, "yes", field, "yes") || is_number(layout, field, one, one) ||
            date_read(&day, field, &layout->format.date));
}

/* Whether it says of how much, or of which lot, the paper is, and not that it is of all. The figures of a
 * statement are of one unit (U.R. 9). */
static bool is_of_part(const struct layout *layout, struct text field, bool certification) {
    const decimal one = DECIMAL_ONE;
    return !is_number(layout, field, 0, 0) && (certification || !is_number(layout, field, one, one)) &&
           !is_word(layout, "paper-whole", field, "all");
}

static bool is_doubt(const struct layout *layout, const struct unread_column *unread, struct text field,
                     bool certification) {
    if (!says_something(layout, field))
        return false;
    if (text_is(unread->column, "part"))
        return is_of_part(layout, field, certification);
    if (unread->of_origin && unread->says != SAYS_WHOLLY) {
        struct text country = {NULL, 0};
        bool revoked = unread->says == SAYS_IN_WORDS &&
                       vocabulary_begins(layout->format.words, "paper-denial", field) > 0;
        return revoked || (certification && denies(layout, unread, field, country, &country));
    }
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

static void add_doubt(const struct layout *layout, const struct unread_column *unread, struct text field,
                      struct document *document, struct arena *arena) {
    struct document_doubt *doubts = (struct document_doubt *)document->doubts;
    if (doubts == NULL)
        doubts = ARENA_ARRAY(arena, struct document_doubt, (size_t)layout->doubts.count + 1);
    if (doubts == NULL)
        return;
    doubts[document->doubt_count++] = doubt_of(layout, unread, field, arena);
    document->doubts = doubts;
}

void unread_doubt_document(const struct layout *layout, const struct csv_fields *fields,
                           struct document *document, struct arena *arena) {
    bool certification = document->kind == DOCUMENT_CERTIFICATION;
    for (uint32_t i = 0; i < layout->doubts.count; i++) {
        const struct unread_column *unread = &layout->doubts.list[i];
        struct text field = unread_field(unread, fields);
        if (is_doubt(layout, unread, field, certification))
            add_doubt(layout, unread, field, document, arena);
    }
    const struct unread_code *other = unread_code(layout, fields, document->hs, arena);
    if (other != NULL)
        add_doubt(layout, other->column, unread_field(other->column, fields), document, arena);
}
