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

static bool may_be_in_price(const struct layout *layout, const struct unread_column *column,
                            const struct good *good) {
    struct text is = {NULL, 0};
    if (unread_header_is(layout->format.words, "header-terms", column->header, &is))
        return false;
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

const struct unread_deduction *unread_deduction(const struct layout *layout, const struct csv_fields *fields,
                                                const struct good *good, struct arena *arena) {
    for (uint32_t i = 0; i < layout->unread.count && good->transaction_value.given; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        struct amount amount;
        if (!may_be_in_price(layout, column, good) ||
            !read_deduction(layout, column, unread_field(column, fields), good->transaction_value, &amount,
                            arena))
            continue;
        struct unread_deduction *deduction = ARENA_NEW(arena, struct unread_deduction);
        if (deduction != NULL)
            *deduction = (struct unread_deduction){.amount = amount, .column = column};
        return deduction;
    }
    return delivered(layout, fields, good, arena);
}
