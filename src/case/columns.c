#include "case/columns.h"

#include "base/date.h"
#include "case/values.h"

const struct column *column_named(const struct column_table *table, struct text name) {
    for (size_t i = 0; i < table->count; i++)
        if (text_is(name, table->columns[i].name))
            return &table->columns[i];
    return NULL;
}

bool column_is_amount(const struct column *column) {
    return column->type >= COLUMN_AMOUNT && column->type <= COLUMN_SIGNED_TOTAL;
}

static bool facts_equal(const struct facts *a, const struct facts *b) {
    bool equal = a->count == b->count;
    for (uint32_t i = 0; equal && i < a->count; i++)
        equal = text_equal(a->values[i].key, b->values[i].key) &&
                text_equal(a->values[i].value, b->values[i].value);
    return equal;
}

static bool fields_equal(enum column_type type, const char *a, const char *b) {
    const struct hs_code *code = (const void *)a;
    const struct hs_code *other_code = (const void *)b;
    const struct amount *amount = (const void *)a;
    const struct amount *other_amount = (const void *)b;
    const struct total_amount *sum = (const void *)a;
    const struct total_amount *other_sum = (const void *)b;
    switch (type) {
    case COLUMN_CODE:
        return code->digits == other_code->digits && code->given == other_code->given;
    case COLUMN_DATE:
        return *(const date *)a == *(const date *)b;
    case COLUMN_AMOUNT:
    case COLUMN_POSITIVE:
    case COLUMN_SIGNED:
    case COLUMN_PERCENT:
    case COLUMN_YIELD_PERCENT:
    case COLUMN_SIGNED_PERCENT:
        return amount->given == other_amount->given && amount->value == other_amount->value;
    case COLUMN_TOTAL:
    case COLUMN_SIGNED_TOTAL:
        return sum->given == other_sum->given && sum->value == other_sum->value;
    case COLUMN_WORD:
        return *(const int *)a == *(const int *)b;
    case COLUMN_CRITERION:
        return *a == *b;
    case COLUMN_FACTS:
        return facts_equal((const void *)a, (const void *)b);
    default:
        return text_equal(*(const struct text *)a, *(const struct text *)b);
    }
}

bool column_records_equal(const struct column_table *table, const void *a, const void *b) {
    bool equal = true;
    for (size_t i = 0; equal && i < table->count; i++) {
        const struct column *column = &table->columns[i];
        equal =
            fields_equal(column->type, (const char *)a + column->offset, (const char *)b + column->offset);
    }
    return equal;
}
