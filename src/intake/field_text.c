#include "intake/field_text.h"

#include "base/date.h"
#include "case/values.h"
#include "hs/code.h"

static void put_code(struct buffer *out, const struct hs_code *code) {
    char text[HS_TEXT_SIZE];
    if (code->given > 0)
        buffer_put(out, text, hs_print_digits(text, *code));
}

static void put_amount(struct buffer *out, const struct amount *amount) {
    char text[DECIMAL_TEXT_SIZE];
    if (amount->given)
        buffer_put(out, text, decimal_print(text, amount->value, 0));
}

static void put_total(struct buffer *out, const struct total_amount *amount) {
    char text[TOTAL_TEXT_SIZE];
    if (amount->given)
        buffer_put(out, text, total_print(text, amount->value, 0));
}

static void put_day(struct buffer *out, date day) {
    char text[DATE_TEXT_SIZE];
    if (day != 0)
        buffer_put(out, text, date_print(text, day));
}

static void put_facts(struct buffer *out, const struct facts *facts) {
    for (uint32_t i = 0; i < facts->count; i++) {
        buffer_string(out, i > 0 ? "; " : "");
        buffer_text(out, facts->values[i].key);
        buffer_char(out, '=');
        buffer_text(out, facts->values[i].value);
    }
}

void field_text(struct buffer *out, const struct column *column, const void *record) {
    const void *at = (const char *)record + column->offset;
    switch (column->type) {
    case COLUMN_CODE:
        put_code(out, at);
        return;
    case COLUMN_DATE:
        put_day(out, *(const date *)at);
        return;
    case COLUMN_AMOUNT:
    case COLUMN_POSITIVE:
    case COLUMN_SIGNED:
    case COLUMN_PERCENT:
    case COLUMN_YIELD_PERCENT:
    case COLUMN_SIGNED_PERCENT:
        put_amount(out, at);
        return;
    case COLUMN_TOTAL:
    case COLUMN_SIGNED_TOTAL:
        put_total(out, at);
        return;
    case COLUMN_WORD:
        buffer_string(out, column->words->words[*(const int *)at]);
        return;
    case COLUMN_CRITERION:
        if (*(const char *)at != '\0')
            buffer_char(out, *(const char *)at);
        return;
    case COLUMN_FACTS:
        put_facts(out, at);
        return;
    default:
        buffer_text(out, *(const struct text *)at);
    }
}
