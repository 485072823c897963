#include "intake/unread_price.h"

#include "intake/unread_field.h"
#include "intake/unread_header.h"

static bool is_shipping(const struct unread_column *column) {
    return text_is(column->column, "international_shipping");
}

/* Of what was paid: what the price is more than that is to be taken off. */
static bool is_paid(const struct layout *layout, const struct unread_column *column) {
    struct text is = {NULL, 0};
    return unread_header_is(layout->format.words, "header-paid", column->header, &is);
}

static bool is_kind(const struct layout *layout, const struct unread_column *column, const char *kind) {
    struct text is = {NULL, 0};
    return unread_header_is(layout->format.words, kind, column->header, &is);
}

bool unread_beside_price(const struct vocabulary *words, struct text header, struct text *column) {
    return unread_header_is(words, "header-terms", header, column) ||
           unread_header_is(words, "header-tax", header, column) ||
           unread_header_is(words, "header-included", header, column) ||
           unread_header_is(words, "header-excluded", header, column) ||
           unread_header_is(words, "header-no-sale", header, column);
}

static bool may_be_in_price(const struct layout *layout, const struct unread_column *column,
                            const struct good *good) {
    struct text is = {NULL, 0};
    if (is_kind(layout, column, "header-terms") || is_kind(layout, column, "header-included") ||
        is_kind(layout, column, "header-excluded") || is_kind(layout, column, "header-no-sale"))
        return false;
    if (is_kind(layout, column, "header-tax"))
        return true;
    if (is_shipping(column))
        return !good->international_shipping.given;
    return is_paid(layout, column) ||
           unread_header_has(layout->format.words, "header-discount-word", column->header, &is);
}

static bool has_percent_sign(struct text text) {
    return text.length > 0 && memchr(text.data, '%', text.length) != NULL;
}

/* What a field has: an amount, or a share of the price where it or its header has the sign. */
static bool read_deduction(const struct layout *layout, const struct unread_column *column, struct text field,
                           struct amount price, struct amount *out, struct arena *arena) {
    decimal number = 0;
    if (field.length == 0 || !unread_number(layout, field, &number) || number == 0)
        return false;
    *out = amount_of(number < 0 ? -number : number);
    if (is_paid(layout, column))
        return amount_minus(out, price, *out, arena) == AMOUNT_OK && out->value > 0;
    if (!has_percent_sign(field) && !has_percent_sign(column->header))
        return true;
    return amount_times(out, *out, price, arena) == AMOUNT_OK &&
           amount_over(out, *out, amount_of(100 * DECIMAL_ONE), arena) == AMOUNT_OK;
}

/* By a term of delivery (CIF, DDP Laredo) the price contains international shipment, U.R. 1(1): how much,
 * nobody says. */
static const struct unread_deduction *delivered(const struct layout *layout, const struct csv_fields *fields,
                                                const struct good *good, struct arena *arena) {
    const struct vocabulary *words = layout->format.words;
    for (uint32_t i = 0; i < layout->unread.count && !good->international_shipping.given; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        char room[WORD_LONGEST];
        struct text rest;
        struct text term;
        struct text is = {NULL, 0};
        if (!unread_header_is(words, "header-terms", column->header, &is) ||
            !unread_header_words(room, &rest, unread_field(column, fields)) || rest.length == 0 ||
            !text_split(&rest, ' ', &term) ||
            vocabulary_find(words, "terms-delivered", term, &is) != WORD_FOUND)
            continue;
        struct unread_deduction *deduction = ARENA_NEW(arena, struct unread_deduction);
        if (deduction != NULL)
            *deduction = (struct unread_deduction){.column = column,
                                                   .terms = arena_copy(arena, unread_field(column, fields))};
        return deduction;
    }
    return NULL;
}

static bool is_yes(const struct layout *layout, struct text field) {
    struct text is = {NULL, 0};
    return field.length > 0 && (unread_is_word(layout, "yes", field, "yes") ||
                                vocabulary_find(layout->format.words, "included", field, &is) == WORD_FOUND);
}

const struct unread_deduction *unread_no_sale(const struct layout *layout, const struct csv_fields *fields,
                                              struct arena *arena) {
    const decimal one = DECIMAL_ONE;
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        const struct text field = unread_field(column, fields);
        if (!is_kind(layout, column, "header-no-sale") ||
            !(is_yes(layout, field) || unread_is_number(layout, field, one, one)))
            continue;
        struct unread_deduction *found = ARENA_NEW(arena, struct unread_deduction);
        if (found != NULL)
            *found = (struct unread_deduction){.column = column, .terms = arena_copy(arena, field)};
        return found;
    }
    return NULL;
}

/* That taxes or freight are in the price, by a word: how much, nobody says. */
static const struct unread_deduction *included(const struct layout *layout, const struct csv_fields *fields,
                                               struct arena *arena) {
    const decimal one = DECIMAL_ONE;
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        const struct text field = unread_field(column, fields);
        const bool asks = is_kind(layout, column, "header-included");
        const bool yes = is_yes(layout, field) || (asks && unread_is_number(layout, field, one, one));
        if (!yes || !(asks || is_kind(layout, column, "header-tax")))
            continue;
        struct unread_deduction *deduction = ARENA_NEW(arena, struct unread_deduction);
        if (deduction != NULL)
            *deduction =
                (struct unread_deduction){.column = column, .terms = arena_copy(arena, field), .taxes = true};
        return deduction;
    }
    return NULL;
}

/* Adds what a column has. False where the arithmetic does not fit. */
static bool take(struct unread_deduction *sum, const struct layout *layout,
                 const struct unread_column *column, struct amount amount, struct arena *arena) {
    if (sum->column == NULL) {
        sum->column = column;
        sum->own = amount;
        sum->amount = amount_of(0);
        sum->taxes = is_kind(layout, column, "header-tax");
    }
    return amount_plus(&sum->amount, sum->amount, amount, arena) == AMOUNT_OK;
}

static const struct unread_deduction *keep(const struct unread_deduction *sum, struct arena *arena) {
    struct unread_deduction *kept = sum->column != NULL ? ARENA_NEW(arena, struct unread_deduction) : NULL;
    if (kept != NULL)
        *kept = *sum;
    return kept;
}

const struct unread_deduction *unread_deduction(const struct layout *layout, const struct csv_fields *fields,
                                                const struct good *good, struct arena *arena) {
    struct unread_deduction sum = {0};
    struct unread_deduction paid = {0};
    if (!good->transaction_value.given || layout->unread.count == 0)
        return NULL;
    const struct unread_deduction *unknown = included(layout, fields, arena);
    if (unknown != NULL)
        return unknown;
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        struct amount amount;
        if (may_be_in_price(layout, column, good) &&
            read_deduction(layout, column, unread_field(column, fields), good->transaction_value, &amount,
                           arena) &&
            !take(is_paid(layout, column) ? &paid : &sum, layout, column, amount, arena))
            return NULL;
    }
    const bool more =
        paid.column != NULL && (sum.column == NULL || amount_compare(paid.amount, sum.amount) > 0);
    const struct unread_deduction *found = keep(more ? &paid : &sum, arena);
    return found != NULL ? found : delivered(layout, fields, good, arena);
}

const struct unread_deduction *unread_excluded(const struct layout *layout, const struct csv_fields *fields,
                                               const struct good *good, struct arena *arena) {
    struct unread_deduction sum = {0};
    for (uint32_t i = 0; i < layout->unread.count && !good->net_cost.given; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        struct amount amount;
        if (is_kind(layout, column, "header-excluded") &&
            read_deduction(layout, column, unread_field(column, fields), good->transaction_value, &amount,
                           arena) &&
            !take(&sum, layout, column, amount, arena))
            return NULL;
    }
    return keep(&sum, arena);
}
