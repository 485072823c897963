#include "intake/unread.h"

#include <strings.h>

#include "intake/spaces.h"
#include "intake/unread_bill.h"
#include "intake/unread_header.h"
#include "intake/unread_origin.h"
#include "intake/unread_price.h"

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
                 {"line-paid", FIGURE_PAID},
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

/* What one piece is worth: "Unit cost" is no unit, and "Costo unitario" no value of a line. */
static bool is_of_each(const struct vocabulary *words, struct text header, struct text *column) {
    struct text is;
    if (!unread_header_has(words, "header-each-word", header, &is) ||
        !unread_header_has(words, "header-worth-word", header, &is))
        return false;
    *column = TEXT("unit_value");
    return true;
}

/* The first word of the header that is of an amount; but a quantity that is lost is a loss: "Cantidad de
 * merma".
 */
static bool has_amount(const struct vocabulary *words, struct text header, struct text *column) {
    if (!unread_header_has(words, "header-word", header, column))
        return false;
    if (text_is(*column, "quantity"))
        unread_header_has(words, "header-loss-word", header, column);
    return true;
}

static bool suggests(const struct vocabulary *words, struct text header, struct unread_column *unread) {
    unread->figure = figure_of(words, header, &unread->column, &unread->currency);
    return unread->figure != FIGURE_NONE || unread_header_is(words, "header", header, &unread->column) ||
           is_of_each(words, header, &unread->column) || has_amount(words, header, &unread->column);
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

bool unread_is(const struct layout *layout, uint32_t field) {
    const struct layout_slot *slot = &layout->slots[field];
    struct text rest;
    const bool of_other = layout->second != NULL && names_good(spaces_trim(slot->header), &rest);
    return slot->target == TARGET_NONE && (!slot->ignored || slot->of_bill) && !slot->passed && !of_other;
}

bool unread_is_of_origin(struct text column) {
    return text_is(column, "origin") || text_is(column, "country");
}

bool unread_is_of_lines(struct text column) {
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

static unsigned changes_of(const struct unread_column *unread) {
    if (unread->test == TEST_NO_SALE)
        return CHANGES_SALE;
    static const struct {
        const char *column;
        unsigned changes;
    } COLUMNS[] = {{"alternative", CHANGES_USE},
                   {"valid_from", CHANGES_USE},
                   {"valid_to", CHANGES_USE},
                   {"level", CHANGES_USE | CHANGES_QUANTITY | CHANGES_VALUE},
                   {"scrap_percent", CHANGES_LOSS | CHANGES_VALUE},
                   {"yield_percent", CHANGES_LOSS | CHANGES_VALUE},
                   {"base_quantity", CHANGES_QUANTITY | CHANGES_VALUE},
                   {"quantity", CHANGES_QUANTITY | CHANGES_VALUE},
                   {"unit", CHANGES_QUANTITY | CHANGES_VALUE}};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof COLUMNS[0]; i++)
        if (text_is(unread->column, COLUMNS[i].column))
            return COLUMNS[i].changes;
    return CHANGES_VALUE;
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
    unread.changes = changes_of(&unread);
    list[columns->count++] = unread;
    columns->list = list;
    return true;
}

/* The column of the table by which what the words say may be called: lists say it of a line. */
static struct text of_table(const struct layout *layout, struct text column, struct text header) {
    struct text is;
    if (layout->first == &MATERIAL_COLUMNS)
        return text_is(column, "international_shipping") ? TEXT("deductible_costs") : column;
    if (!text_is(column, "unit_value") && !text_is(column, "value"))
        return column;
    return unread_header_has(layout->format.words, "header-cost-word", header, &is)
               ? TEXT("total_cost")
               : TEXT("transaction_value");
}

bool unread_says_code(const struct layout *layout, struct text header) {
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
    if (unread_says_code(layout, unread.header)) {
        struct unread_column code = unread;
        code.column = TEXT("hs");
        if (!unread_add(layout, &layout->codes, code, path))
            return false;
    }
    unread.of_origin = true;
    struct text is = {NULL, 0};
    if (layout->first == &GOOD_COLUMNS && unread_header_is(words, "header-transit", unread.header, &is)) {
        unread.column = TEXT("facts");
        unread.says = SAYS_TRANSIT;
        return unread_add(layout, &layout->others, unread, path);
    }
    if (layout->first == &MATERIAL_COLUMNS)
        unread_note_saying(words, unread.header, &unread);
    else if (layout->first == &GOOD_COLUMNS && says_made(words, &unread))
        unread.column = TEXT("country");
    else
        return true;
    return unread_add(layout, &layout->others, unread, path);
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
                 {"header-outline", TEST_OUTLINE, {"level", 5}},
                 {"header-times", TEST_TIMES, {"quantity", 8}},
                 {"header-replaces", TEST_REPLACES, {"alternative", 11}}};
    struct text is = {NULL, 0};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (unread_header_is(words, KINDS[i].kind, header, &is)) {
            *column = KINDS[i].column;
            return KINDS[i].test;
        }
    return TEST_OF_COLUMN;
}

/* Whether it says that a material is not bought: supplied by the buyer of the good, or from a related person,
 * it has no price of its own to go by (Schedule 6, 2). */
static bool knows_sale(const struct vocabulary *words, struct unread_column *unread) {
    static const struct {
        const char *kind;
        bool of_a_word;
        enum unread_says says;
    } KINDS[] = {{"header-supplied", false, SAYS_WHOLLY},
                 {"header-no-sale", false, SAYS_BY_A_WORD},
                 {"header-supplied-word", true, SAYS_BY_A_WORD},
                 {"header-supply", false, SAYS_IN_WORDS},
                 {"header-supply-word", true, SAYS_IN_WORDS}};
    struct text is = {NULL, 0};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (KINDS[i].of_a_word ? unread_header_has(words, KINDS[i].kind, unread->header, &is)
                               : unread_header_is(words, KINDS[i].kind, unread->header, &is)) {
            unread->test = TEST_NO_SALE;
            unread->says = KINDS[i].says;
            unread->column = TEXT("facts");
            vocabulary_find(words, "sale-fact", TEXT("material"), &unread->fact);
            return true;
        }
    return false;
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
    if (knows_sale(words, unread) ||
        unread_header_has(words, "header-addition-word", unread->header, &unread->column))
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
        if (!unread_is(layout, i))
            continue;
        const bool beside = !of_lines && unread_beside_price(words, unread.header, &unread.column);
        const bool known = of_lines ? knows_line(layout, i, &unread) : !beside && knows_price(words, &unread);
        if (known || (!beside && suggests(words, unread.header, &unread))) {
            unread.column = of_table(layout, unread.column, unread.header);
            unread.of_origin = unread_is_of_origin(unread.column);
            unread.spare = unread.of_origin &&
                           layout_field(layout, text_is(unread.column, "origin") ? "origin" : "country") !=
                               CSV_MOST_FIELDS;
            if (of_lines || !(unread.of_origin || unread_is_of_lines(unread.column)))
                room = unread_add(layout, &layout->unread, unread, path);
            if ((unread.of_origin && of_lines) || layout->slots[i].ignored)
                continue;
        }
        if (room && beside && unread_beside_price(words, unread.header, &unread.column)) {
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
