#include "intake/columns.h"

#include "intake/hs_pattern.h"
#include "intake/movement.h"

/* NOLINTBEGIN(bugprone-macro-parentheses): names, not expressions */
#define COLUMN(record, field, kind, needed)                                                                  \
    { #field, kind, needed, offsetof(struct record, field) }
#define TABLE(name, columns, record)                                                                         \
    { name, columns, sizeof columns / sizeof columns[0], sizeof(struct record) }
/* NOLINTEND(bugprone-macro-parentheses) */

static const struct column GOOD[] = {
    COLUMN(good, good_id, COLUMN_TEXT, true), COLUMN(good, hs, COLUMN_CODE, true),
    COLUMN(good, country, COLUMN_COUNTRY, true), COLUMN(good, description, COLUMN_TEXT, false),
    COLUMN(good, producer, COLUMN_TEXT, false), COLUMN(good, import_country, COLUMN_COUNTRY, false),
    COLUMN(good, date, COLUMN_DATE, false), COLUMN(good, currency, COLUMN_CURRENCY, false),
    COLUMN(good, transaction_value, COLUMN_AMOUNT, false),
    COLUMN(good, international_shipping, COLUMN_AMOUNT, false), COLUMN(good, net_cost, COLUMN_AMOUNT, false),
    COLUMN(good, total_cost, COLUMN_AMOUNT, false), COLUMN(good, other_product_costs, COLUMN_AMOUNT, false),
    COLUMN(good, period_costs, COLUMN_AMOUNT, false),
    /* a gain on currency conversion is deducted from total cost, U.R. 1(6)(d) */
    COLUMN(good, other_costs, COLUMN_SIGNED, false), COLUMN(good, excluded_costs, COLUMN_AMOUNT, false),
    COLUMN(good, weight_kg, COLUMN_AMOUNT, false), COLUMN(good, use, COLUMN_USE, false),
    COLUMN(good, criterion_claimed, COLUMN_CRITERION, false), COLUMN(good, hs_rule, COLUMN_CODE, false),
    COLUMN(good, facts, COLUMN_FACTS, false)};

static const struct column MATERIAL[] = {COLUMN(material, good_id, COLUMN_TEXT, true),
                                         COLUMN(material, hs, COLUMN_CODE, true),
                                         COLUMN(material, line, COLUMN_TEXT, false),
                                         COLUMN(material, material_id, COLUMN_TEXT, false),
                                         COLUMN(material, description, COLUMN_TEXT, false),
                                         COLUMN(material, origin, COLUMN_ORIGIN, false),
                                         COLUMN(material, country, COLUMN_COUNTRY, false),
                                         COLUMN(material, quantity, COLUMN_AMOUNT, false),
                                         COLUMN(material, unit_value, COLUMN_AMOUNT, false),
                                         COLUMN(material, value, COLUMN_AMOUNT, false),
                                         COLUMN(material, deductible_costs, COLUMN_AMOUNT, false),
                                         COLUMN(material, currency, COLUMN_CURRENCY, false),
                                         COLUMN(material, weight_kg, COLUMN_AMOUNT, false),
                                         COLUMN(material, role, COLUMN_ROLE, false),
                                         COLUMN(material, document, COLUMN_TEXT, false),
                                         COLUMN(material, hs_rule, COLUMN_CODE, false),
                                         COLUMN(material, facts, COLUMN_FACTS, false)};

static const struct column DOCUMENT[] = {COLUMN(document, document_id, COLUMN_TEXT, true),
                                         COLUMN(document, kind, COLUMN_DOCUMENT_KIND, true),
                                         COLUMN(document, supplier, COLUMN_TEXT, false),
                                         COLUMN(document, material_id, COLUMN_TEXT, false),
                                         COLUMN(document, hs, COLUMN_CODE, false),
                                         COLUMN(document, criterion, COLUMN_CRITERION, false),
                                         COLUMN(document, valid_from, COLUMN_DATE, false),
                                         COLUMN(document, valid_to, COLUMN_DATE, false),
                                         COLUMN(document, signed_on, COLUMN_DATE, false),
                                         COLUMN(document, certifier, COLUMN_TEXT, false),
                                         COLUMN(document, certifier_role, COLUMN_TEXT, false),
                                         COLUMN(document, exporter, COLUMN_TEXT, false),
                                         COLUMN(document, producer, COLUMN_TEXT, false),
                                         COLUMN(document, importer, COLUMN_TEXT, false),
                                         COLUMN(document, net_cost, COLUMN_AMOUNT, false),
                                         COLUMN(document, vnm, COLUMN_AMOUNT, false),
                                         COLUMN(document, amount, COLUMN_AMOUNT, false),
                                         COLUMN(document, currency, COLUMN_CURRENCY, false)};

static const struct column RATE[] = {
    COLUMN(rate, date, COLUMN_DATE, true), COLUMN(rate, from, COLUMN_CURRENCY, true),
    COLUMN(rate, to, COLUMN_CURRENCY, true), COLUMN(rate, rate, COLUMN_AMOUNT, true)};

static const struct column DUTY[] = {COLUMN(duty, hs, COLUMN_CODE, true),
                                     COLUMN(duty, rate_percent, COLUMN_AMOUNT, false),
                                     COLUMN(duty, surcharge_percent, COLUMN_AMOUNT, false)};

const char *const MOVEMENT_WORDS[MOVEMENTS] = {"", "receipt", "opening", "withdrawal"};

static const struct column MOVEMENT[] = {COLUMN(movement, material_id, COLUMN_TEXT, true),
                                         COLUMN(movement, date, COLUMN_DATE, true),
                                         {"movement", COLUMN_MOVEMENT, true, offsetof(struct movement, kind)},
                                         COLUMN(movement, quantity, COLUMN_AMOUNT, true),
                                         COLUMN(movement, unit_value, COLUMN_AMOUNT, false),
                                         COLUMN(movement, value, COLUMN_AMOUNT, false),
                                         COLUMN(movement, origin, COLUMN_ORIGIN, false),
                                         COLUMN(movement, lot, COLUMN_TEXT, false),
                                         COLUMN(movement, reference, COLUMN_TEXT, false)};

const struct column_table GOOD_COLUMNS = TABLE("goods.csv", GOOD, good);
const struct column_table MATERIAL_COLUMNS = TABLE("bom.csv", MATERIAL, material);
const struct column_table DOCUMENT_COLUMNS = TABLE("documents.csv", DOCUMENT, document);
const struct column_table RATE_COLUMNS = TABLE("rates.csv", RATE, rate);
const struct column_table DUTY_COLUMNS = TABLE("duties.csv", DUTY, duty);
const struct column_table MOVEMENT_COLUMNS = TABLE("movements.csv", MOVEMENT, movement);

const struct field_format PLAIN_FORMAT = {
    .number = {.point = '.', .thousands = '\0'}, .date = {"YYYY-MM-DD", 10}, .hs_digits = 0};

const struct column *column_named(const struct column_table *table, struct text name) {
    for (size_t i = 0; i < table->count; i++)
        if (text_is(name, table->columns[i].name))
            return &table->columns[i];
    return NULL;
}

static const char *set_amount(const struct column_reader *reader, struct amount *amount, struct text field,
                              bool negative) {
    switch (decimal_parse(&amount->value, field, reader->format.number)) {
    case DECIMAL_OK:
        amount->given = true;
        return amount->value < 0 && !negative ? "field.negative" : NULL;
    case DECIMAL_TOO_PRECISE:
        return "field.too-precise";
    case DECIMAL_OVERFLOW:
        return "field.overflow";
    default:
        return "field.number";
    }
}

static bool is_letters(struct text field, size_t length) {
    bool letters = field.length == length;
    for (size_t i = 0; letters && i < length; i++)
        letters = field.data[i] >= 'A' && field.data[i] <= 'Z';
    return letters;
}

/* The index of `field` among `words`, or -1. */
static int word_index(struct text field, const char *const *words, int count) {
    for (int i = 0; i < count; i++)
        if (text_is(field, words[i]))
            return i;
    return -1;
}

static const char *set_word(int *out, struct text field, const char *const *words, int count,
                            const char *message) {
    *out = word_index(field, words, count);
    return *out < 0 ? message : NULL;
}

static const char *set_facts(struct column_reader *reader, struct facts *facts, struct text field) {
    uint32_t most = 1;
    for (size_t i = 0; i < field.length; i++)
        most += field.data[i] == ';';
    struct fact_value *values = ARENA_ARRAY(reader->arena, struct fact_value, most);
    if (values == NULL)
        return "field.memory";
    struct text rest = field;
    struct text part;
    uint32_t count = 0;
    while (text_split(&rest, ';', &part)) {
        struct text key;
        struct text value = text_trim(part);
        if (value.length == 0)
            continue;
        text_split(&value, '=', &key);
        key = text_trim(key);
        value = text_trim(value);
        if (key.length == 0 || value.data == NULL || value.length == 0)
            return "field.facts";
        values[count++] = (struct fact_value){key, value};
    }
    *facts = (struct facts){values, count};
    return NULL;
}

static const char *set_choice(const struct column *column, char *at, struct text field) {
    static const char *const ORIGINS[] = {"", "originating", "non-originating"};
    static const char *const KINDS[] = {"certification", "accumulation-cost", "accumulation-amount",
                                        "accumulation-vnm"};
    int index = 0;
    const char *problem = NULL;
    switch (column->type) {
    case COLUMN_ORIGIN:
        problem = set_word(&index, field, ORIGINS, 3, "field.origin");
        *(enum declared_origin *)at = problem == NULL ? (enum declared_origin)index : ORIGIN_NOT_DECLARED;
        return problem;
    case COLUMN_ROLE:
        problem = set_word(&index, field, ROLE_WORDS, ROLES, "field.role");
        *(enum role *)at = problem == NULL ? (enum role)index : ROLE_MATERIAL;
        return problem;
    case COLUMN_MOVEMENT:
        problem = set_word(&index, field, MOVEMENT_WORDS, MOVEMENTS, "field.movement");
        *(enum movement_kind *)at = problem == NULL ? (enum movement_kind)index : MOVEMENT_NONE;
        return problem;
    case COLUMN_USE:
        problem = set_word(&index, field, USE_WORDS, USES, "field.use");
        *(enum use *)at = problem == NULL ? (enum use)index : USE_NONE;
        return problem;
    case COLUMN_DOCUMENT_KIND:
        problem = set_word(&index, field, KINDS, DOCUMENT_KINDS, "field.kind");
        *(enum document_kind *)at = problem == NULL ? (enum document_kind)index : DOCUMENT_CERTIFICATION;
        return problem;
    default:
        if (field.length != 1 || field.data[0] < 'A' || field.data[0] > 'D')
            return "field.criterion";
        *at = field.data[0];
        return NULL;
    }
}

const char *column_set(struct column_reader *reader, const struct column *column, void *record,
                       struct text field) {
    char *at = (char *)record + column->offset;
    if (field.length == 0)
        return NULL;
    switch (column->type) {
    case COLUMN_TEXT:
        *(struct text *)at = field;
        return NULL;
    case COLUMN_CODE:
        return hs_pattern_read(reader->codes, (struct hs_code *)at, field, reader->format.hs_digits)
                   ? NULL
                   : "field.hs";
    case COLUMN_COUNTRY:
        *(struct text *)at = field;
        return is_letters(field, 2) ? NULL : "field.country";
    case COLUMN_CURRENCY:
        *(struct text *)at = field;
        return is_letters(field, 3) ? NULL : "field.currency";
    case COLUMN_DATE:
        return date_parse((date *)at, field, reader->format.date) ? NULL : "field.date";
    case COLUMN_AMOUNT:
        return set_amount(reader, (struct amount *)at, field, false);
    case COLUMN_SIGNED:
        return set_amount(reader, (struct amount *)at, field, true);
    case COLUMN_FACTS:
        return set_facts(reader, (struct facts *)at, field);
    default:
        return set_choice(column, at, field);
    }
}
