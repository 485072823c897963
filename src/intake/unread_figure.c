#include "intake/unread_figure.h"

#include "case/two_figures.h"
#include "intake/unread_field.h"

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

/* A profile that says which column the value is has chosen among them: but a cost is not what is paid. */
static bool chosen_by_profile(const struct layout *layout) {
    static const char *const FIGURES[] = {"value", "unit_value"};
    for (size_t i = 0; i < sizeof FIGURES / sizeof FIGURES[0]; i++) {
        uint32_t field = layout_field(layout, FIGURES[i]);
        if (field != CSV_MOST_FIELDS && layout->slots[field].profile != NULL)
            return true;
    }
    return false;
}

/* What a column has of a line, or of a piece of it, and so of the line. */
static bool read_stated(const struct layout *layout, const struct unread_column *unread, struct text field,
                        const struct material *material, struct amount *stated, struct arena *arena) {
    decimal number = 0;
    if (!unread_number(layout, field, &number))
        return false;
    *stated = amount_of(number);
    return unread->figure != FIGURE_PAID || !material->quantity.given ||
           amount_times(stated, *stated, material->quantity, arena) == AMOUNT_OK;
}

/* Whether what it says a line is worth is another figure than the row's, which becomes the row's value where
 * that can be: the price paid is what a material is worth (Schedule 6, 2(1) and 3(1)), and no other price. */
static bool is_other_value(const struct layout *layout, const struct unread_column *unread, struct text field,
                           struct material *material, struct arena *arena) {
    struct amount stated = amount_not_given();
    const bool known = read_stated(layout, unread, field, material, &stated, arena);
    if (known && (amount_is_nothing(&stated) || !contradicts(material, stated, arena)))
        return false;
    if (!known || unread->figure == FIGURE_LINE_VALUE || material->value.given || !material->quantity.given ||
        amount_compare(stated, amount_of(0)) < 0)
        return true;
    material->value = stated; /* beside quantity × unit value, from which it differs */
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
    const bool chosen = layout->unread.count > 0 && chosen_by_profile(layout);
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *unread = &layout->unread.list[i];
        struct text field = unread_field(unread, fields);
        if (unread->figure == FIGURE_NONE || (chosen && unread->figure != FIGURE_PAID) ||
            !unread_says_something(layout, field) ||
            (unread->currency.length > 0 && currency.length > 0 && !text_equal(unread->currency, currency)))
            continue;
        if (unread->figure == FIGURE_QUANTITY ? is_other_quantity(layout, field, material, arena)
                                              : is_other_value(layout, unread, field, material, arena))
            return unread;
    }
    return NULL;
}
