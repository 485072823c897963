#include "intake/header_says.h"

#include <stdio.h>

#include "case/tables.h"
#include "intake/spaces.h"
#include "intake/unread.h"
#include "intake/unread_header.h"

/* ---- which columns ---- */

/* Amounts of money: all but those of how much there is, and of rates. */
static bool is_of_money(struct text column) {
    static const char *const MONEY[] = {"unit_value",
                                        "value",
                                        "assists",
                                        "other_additions",
                                        "deductible_costs",
                                        "transaction_value",
                                        "international_shipping",
                                        "net_cost",
                                        "total_cost",
                                        "other_product_costs",
                                        "period_costs",
                                        "other_costs",
                                        "excluded_costs"};
    for (size_t i = 0; i < sizeof MONEY / sizeof MONEY[0]; i++)
        if (text_is(column, MONEY[i]))
            return true;
    return false;
}

/* What the others of the row are of the same currency as. */
static bool is_price(struct text column) {
    static const char *const PRICES[] = {"unit_value", "value", "transaction_value", "net_cost",
                                         "total_cost"};
    for (size_t i = 0; i < sizeof PRICES / sizeof PRICES[0]; i++)
        if (text_is(column, PRICES[i]))
            return true;
    return false;
}

/* Whether a field of the file, or a constant of its profile, is that column of the table. */
static bool is_read(const struct layout *layout, bool of_good, const char *name) {
    char full[64];
    const bool flat = layout->second != NULL;
    snprintf(full, sizeof full, "%s%s", flat && of_good ? "good_" : "", name);
    for (uint32_t i = 0; layout->profile != NULL && i < layout->profile->column_count; i++)
        if (text_is(layout->profile->columns[i].name, full) &&
            layout->profile->columns[i].constant.length > 0)
            return true;
    for (uint32_t i = 0; i < layout->count; i++) {
        const struct layout_slot *slot = &layout->slots[i];
        const struct column *column = flat && of_good ? slot->second : slot->column;
        if (slot->target != TARGET_NONE && column != NULL && strcmp(column->name, name) == 0)
            return true;
    }
    return false;
}

/* Whether a column of the project says so many of what it is: then the header only says why. */
static bool is_said(const struct layout *layout, bool of_good, struct text column, bool by_figure) {
    if (text_is(column, "unit_value"))
        return is_read(layout, of_good, "price_unit") ||
               (!by_figure && is_read(layout, of_good, "price_unit_of_measure"));
    if (text_is(column, "quantity"))
        return is_read(layout, of_good, "base_quantity") || (!by_figure && is_read(layout, of_good, "unit"));
    return text_is(column, "transaction_value") && is_read(layout, of_good, "price_unit");
}

/* ---- its words ---- */

static bool is_number_of_several(struct text word) {
    bool several = word.length > 1;
    for (size_t i = 0; i < word.length; i++) {
        if (word.data[i] < '0' || word.data[i] > '9')
            return false;
        several = several || (word.length == 1 && word.data[i] > '1');
    }
    return several;
}

struct header_words_said {
    struct text currency;
    bool currencies; /* more than one */
    bool several;
    bool by_figure;
};

static void hear(const struct vocabulary *words, struct text header, struct header_words_said *said) {
    char room[WORD_LONGEST];
    struct text rest;
    struct text word;
    struct text is = {NULL, 0};
    bool behind_per = false;
    if (!unread_header_per_words(room, &rest, header))
        return;
    while (rest.length > 0 && text_split(&rest, ' ', &word)) {
        if (word.length == 0)
            continue;
        if (vocabulary_find(words, "header-currency", word, &is) == WORD_FOUND) {
            said->currencies =
                said->currencies || (said->currency.length > 0 && !text_equal(said->currency, is));
            said->currency = is;
        }
        if (vocabulary_find(words, "header-multiple", word, &is) == WORD_FOUND)
            said->several = true;
        if (behind_per && is_number_of_several(word))
            said->several = said->by_figure = true;
        behind_per = vocabulary_find(words, "header-per", word, &is) == WORD_FOUND;
    }
}

/* ---- what is found ---- */

/* The column that would say it. */
static struct text column_for(struct text column) {
    return text_is(column, "quantity")                                             ? TEXT("base_quantity")
           : text_is(column, "unit_value") || text_is(column, "transaction_value") ? TEXT("price_unit")
                                                                                   : column;
}

static bool note(struct layout *layout, uint32_t field, const struct column *column, bool of_good,
                 const char *path) {
    const struct vocabulary *words = layout->format.words;
    const struct text header = spaces_trim(layout->slots[field].header);
    const struct text name = text_from(column->name);
    struct header_words_said said = {.several = false};
    char room[WORD_LONGEST];
    struct text parted;
    if (!is_of_money(name) && !text_is(name, "quantity"))
        return true;
    hear(words, header, &said);
    if (unread_header_part(room, &parted, header))
        hear(words, parted, &said);
    struct unread_column unread = {.header = header, .field = field, .of_goods = of_good, .column = name};
    bool room_left = true;
    if (said.currency.length > 0 && !said.currencies && is_of_money(name)) {
        unread.said = HEADER_SAYS_CURRENCY;
        unread.currency = said.currency;
        unread.column = TEXT("currency");
        unread.spare = !is_price(name);
        room_left = unread_add(layout, &layout->unread, unread, path);
    }
    if (room_left && said.several && !is_said(layout, of_good, name, said.by_figure)) {
        unread.said = HEADER_SAYS_SEVERAL;
        unread.currency = (struct text){NULL, 0};
        unread.column = column_for(name);
        unread.spare = false;
        room_left = unread_add(layout, &layout->unread, unread, path);
    }
    return room_left;
}

bool header_says_find(struct layout *layout, const char *path) {
    const bool of_goods = layout->first == &GOOD_COLUMNS;
    bool room = true;
    if (layout->profile == NULL || layout->format.words == NULL ||
        (!of_goods && layout->first != &MATERIAL_COLUMNS))
        return true;
    for (uint32_t i = 0; i + layout->appended < layout->count && room; i++) {
        const struct layout_slot *slot = &layout->slots[i];
        if (slot->profile == NULL || slot->target == TARGET_NONE)
            continue;
        if (slot->target == TARGET_SECOND && slot->second != NULL)
            room = note(layout, i, slot->second, true, path);
        else if (slot->target == TARGET_FIRST && slot->column != NULL)
            room = note(layout, i, slot->column, of_goods, path);
    }
    return room;
}

/* A word that several countries have for theirs, with the one it may be: "MXN?". */
static bool is_of(struct text said, struct text currency) {
    const bool unsure = said.data[said.length - 1] == '?';
    return text_equal((struct text){said.data, said.length - unsure}, currency);
}

const struct unread_column *header_says_currency(const struct layout *layout, bool of_goods,
                                                 struct text *currency, struct text of_good) {
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *said = &layout->unread.list[i];
        const bool of_price = !said->spare;
        if (said->said != HEADER_SAYS_CURRENCY || said->of_goods != of_goods)
            continue;
        if (currency->length == 0 && of_price && said->currency.data[said->currency.length - 1] != '?')
            *currency = said->currency;
        const struct text of_row = currency->length > 0 ? *currency : of_good;
        if (of_row.length > 0 ? !is_of(said->currency, of_row) : of_price)
            return said;
    }
    return NULL;
}

/* ---- weights ---- */

static bool is_weight(const struct layout *layout, const struct column *column, bool of_good) {
    const struct text name = text_from(column != NULL ? column->name : NULL);
    return text_is(name, "weight_kg") ||
           (text_is(name, "unit_weight_kg") && !is_read(layout, of_good, "weight_unit"));
}

static bool is_of_weight(const struct layout *layout, const struct layout_slot *slot) {
    return slot->target != TARGET_NONE &&
           (is_weight(layout, slot->column, false) || is_weight(layout, slot->second, true));
}

bool header_says_unit_of_mass(const struct layout *layout, uint32_t *field) {
    struct text ignored;
    for (*field = 0; layout->format.words != NULL && *field + layout->appended < layout->count; ++*field)
        if (is_of_weight(layout, &layout->slots[*field]) &&
            unread_header_has(layout->format.words, "header-mass", spaces_trim(layout->slots[*field].header),
                              &ignored))
            return true;
    return false;
}

bool header_says_of_weights(const struct layout *layout) {
    bool any = false;
    for (uint32_t i = 0; !any && i < layout->count; i++)
        any = is_of_weight(layout, &layout->slots[i]);
    return any;
}

/* ---- tables of other kinds ---- */

static bool reads_amounts(const struct layout *layout) {
    bool any = false;
    for (uint32_t i = 0; !any && i < layout->count; i++)
        any = layout->slots[i].target != TARGET_NONE && layout->slots[i].column != NULL &&
              column_is_amount(layout->slots[i].column);
    return any;
}

/* Rates are of two currencies, duties of none; and an inventory or a ledger is of one, whichever it is. */
static bool is_of_one_currency(const struct layout *layout) {
    bool of_case = false;
    for (size_t i = 0; i < TABLES; i++)
        of_case =
            of_case || (INPUT_TABLES[i].columns == layout->first && INPUT_TABLES[i].user == TABLE_OF_CASE);
    return of_case && layout->first != INPUT_TABLES[TABLE_RATES].columns &&
           layout->first != INPUT_TABLES[TABLE_DUTIES].columns;
}

enum table_says table_says(struct layout *layout, struct text currency, bool currencies, bool several) {
    if (!reads_amounts(layout))
        return TABLE_SAYS_NOTHING;
    if (several)
        return TABLE_SAYS_SEVERAL;
    if (currency.length == 0)
        return TABLE_SAYS_NOTHING;
    if (column_named(layout->first, TEXT("currency")) == NULL)
        return is_of_one_currency(layout) ? TABLE_SAYS_CURRENCY : TABLE_SAYS_NOTHING;
    if (is_read(layout, false, "currency"))
        return TABLE_SAYS_NOTHING;
    if (currencies || currency.data[currency.length - 1] == '?' ||
        (layout->currency.length > 0 && !text_equal(layout->currency, currency)))
        return TABLE_SAYS_CURRENCY;
    layout->currency = currency;
    return TABLE_SAYS_NOTHING;
}

enum table_says header_says_of_table(struct layout *layout, uint32_t *field) {
    const bool other = layout->first != &GOOD_COLUMNS && layout->first != &MATERIAL_COLUMNS;
    if (layout->profile == NULL || layout->format.words == NULL || !other)
        return TABLE_SAYS_NOTHING;
    for (*field = 0; *field + layout->appended < layout->count; ++*field) {
        const struct layout_slot *slot = &layout->slots[*field];
        const struct text header = spaces_trim(slot->header);
        struct header_words_said said = {.several = false};
        char room[WORD_LONGEST];
        struct text parted;
        if (slot->profile == NULL || slot->target == TARGET_NONE || slot->column == NULL ||
            !column_is_amount(slot->column))
            continue;
        hear(layout->format.words, header, &said);
        if (unread_header_part(room, &parted, header))
            hear(layout->format.words, parted, &said);
        const enum table_says says = table_says(layout, said.currency, said.currencies, said.several);
        if (says != TABLE_SAYS_NOTHING)
            return says;
    }
    return TABLE_SAYS_NOTHING;
}
