#include "intake/fields.h"

/* Whether both may be of one currency: "$" and one that has it. */
static bool agree(const struct vocabulary *words, struct text sign, struct text currency) {
    struct text is = {NULL, 0};
    return text_equal(sign, currency) ||
           (text_is(sign, "$") && (words == NULL || text_is(currency, SIGN_OF_SOME_CURRENCY) ||
                                   vocabulary_find(words, "dollar-sign", currency, &is) == WORD_FOUND));
}

const char *currency_sign_note(struct field_reader *reader, bool second, uint32_t field) {
    struct currency_signs *signs = &reader->signs[second];
    const bool closer =
        text_is(signs->currency, "$") && agree(reader->format.words, signs->currency, reader->sign);
    if (signs->currency.length > 0 && !closer && !agree(reader->format.words, reader->sign, signs->currency))
        return "field.sign-differs";
    if (signs->currency.length == 0 || closer)
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
    if (text_is(signs.currency, "$"))
        return currency->length == 0 || agree(reader->format.words, signs.currency, *currency)
                   ? NULL
                   : "field.sign-differs";
    if (currency->length == 0)
        *currency = signs.currency;
    return text_equal(*currency, signs.currency) ? NULL : "field.sign-differs";
}
