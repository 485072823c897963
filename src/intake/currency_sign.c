#include "intake/fields.h"

const char *currency_sign_note(struct field_reader *reader, bool second, uint32_t field) {
    struct currency_signs *signs = &reader->signs[second];
    if (signs->currency.length > 0 && !text_equal(signs->currency, reader->sign))
        return "field.sign-differs";
    *signs = (struct currency_signs){reader->sign, field};
    return NULL;
}

const char *currency_sign_settle(struct field_reader *reader, bool second, const struct column_table *table,
                                 void *record) {
    struct currency_signs signs = reader->signs[second];
    reader->signs[second] = (struct currency_signs){0};
    if (signs.currency.length == 0)
        return NULL;
    const struct column *column = column_named(table, text_from("currency"));
    if (column == NULL)
        return NULL;
    struct text *currency = (struct text *)((char *)record + column->offset);
    if (text_is(signs.currency, SIGN_OF_SOME_CURRENCY))
        return currency->length > 0 ? NULL : "field.sign";
    if (currency->length == 0)
        *currency = signs.currency;
    return text_equal(*currency, signs.currency) ? NULL : "field.sign-differs";
}
