#include "case/document.h"
#include "case/good.h"
#include "intake/fields.h"
#include "intake/hs_pattern.h"
#include "unit.h"

static struct arena arena;
static struct hs_pattern *codes;

static int open_reader(void **state) {
    (void)state;
    return hs_pattern_new(&codes, NULL) == USMCA_OK ? 0 : -1;
}

static int close_reader(void **state) {
    (void)state;
    hs_pattern_free(codes);
    arena_free(&arena);
    return 0;
}

static const char *set(const struct column_table *table, void *record, const char *name, const char *value) {
    struct field_reader reader = {.format = PLAIN_FORMAT, .arena = &arena, .codes = codes};
    const struct column *column = column_named(table, text_from(name));
    assert_non_null(column);
    return field_set(&reader, column, record, text_from(value));
}

static void reads_each_type(void **state) {
    (void)state;
    struct good good = {0};
    struct material material = {0};
    assert_null(set(&GOOD_COLUMNS, &good, "hs", "8413.30"));
    assert_null(set(&GOOD_COLUMNS, &good, "transaction_value", "120.50"));
    assert_null(set(&GOOD_COLUMNS, &good, "other_costs", "-3"));
    assert_null(set(&GOOD_COLUMNS, &good, "use", "heavy-truck"));
    assert_null(set(&GOOD_COLUMNS, &good, "criterion_claimed", "D"));
    assert_null(set(&GOOD_COLUMNS, &good, "facts", " a = true ;; b=MX "));
    assert_null(set(&GOOD_COLUMNS, &good, "net_cost", ""));
    assert_null(set(&MATERIAL_COLUMNS, &material, "origin", "originating"));
    assert_null(set(&MATERIAL_COLUMNS, &material, "role", "set-item"));
    assert_int_equal(good.hs.low, 84133000);
    assert_true(good.transaction_value.given && good.transaction_value.value == INT64_C(120500000000));
    assert_true(good.other_costs.value == -3 * DECIMAL_ONE);
    assert_false(good.net_cost.given);
    assert_int_equal(good.use, USE_HEAVY_TRUCK);
    assert_int_equal(good.criterion_claimed, 'D');
    assert_int_equal(good.facts.count, 2);
    assert_text_equal(good.facts.values[1].key, "b");
    assert_text_equal(good.facts.values[1].value, "MX");
    assert_int_equal(material.origin, ORIGIN_DECLARED_ORIGINATING);
    assert_int_equal(material.role, ROLE_SET_ITEM);
}

static void says_what_is_wrong(void **state) {
    (void)state;
    static const struct {
        const char *column;
        const char *value;
        const char *message;
    } WRONG[] = {{"hs", "8413.3", "field.hs-behind"},
                 {"hs", "84133", "field.hs-odd"},
                 {"hs", "402.10", "field.hs-zero"},
                 {"hs", "850300.00", "field.hs-decimal"},
                 {"hs", "841391.0", "field.hs-decimal"},
                 {"hs", "8413910000.0", "field.hs-decimal"},
                 {"hs", "84139.0", "field.hs"},
                 {"hs", "84", "field.hs"},
                 {"hs", "8413-30", "field.hs"},
                 {"country", "MEX", "field.country"},
                 {"country", "mx", "field.country"},
                 {"date", "2024-02-30", "field.date"},
                 {"currency", "US$", "field.currency"},
                 {"transaction_value", "-1", "field.negative"},
                 {"transaction_value", "1,000", "field.number-thousands"},
                 {"transaction_value", "1,00", "field.number-point"},
                 {"transaction_value", "1,0,0.5", "field.number"},
                 {"date", "05-JAN-26", "field.date-short"},
                 {"transaction_value", "0.0000123456789", "field.too-precise"},
                 {"transaction_value", "99999999999999999999", "field.overflow"},
                 {"use", "boat", "field.use"},
                 {"criterion_claimed", "E", "field.criterion"},
                 {"criterion_claimed", "AB", "field.criterion"},
                 {"facts", "a", "field.facts"},
                 {"facts", "=b", "field.facts"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        struct good good = {0};
        const char *message = set(&GOOD_COLUMNS, &good, WRONG[i].column, WRONG[i].value);
        assert_non_null(message);
        assert_string_equal(message, WRONG[i].message);
    }
    struct material material = {0};
    struct document document = {0};
    assert_string_equal(set(&MATERIAL_COLUMNS, &material, "origin", "local"), "field.origin");
    assert_string_equal(set(&MATERIAL_COLUMNS, &material, "role", "glue"), "field.role");
    assert_string_equal(set(&DOCUMENT_COLUMNS, &document, "kind", "letter"), "field.kind");
}

static void has_every_column_of_the_contract(void **state) {
    (void)state;
    static const char *const GOODS[] = {"good_id",
                                        "hs",
                                        "country",
                                        "description",
                                        "producer",
                                        "import_country",
                                        "date",
                                        "currency",
                                        "transaction_value",
                                        "international_shipping",
                                        "net_cost",
                                        "total_cost",
                                        "other_product_costs",
                                        "period_costs",
                                        "other_costs",
                                        "excluded_costs",
                                        "weight_kg",
                                        "use",
                                        "criterion_claimed",
                                        "hs_rule",
                                        "facts"};
    static const char *const BOM[] = {
        "good_id",   "hs",       "line",       "material_id", "description",      "origin",
        "country",   "quantity", "unit_value", "value",       "deductible_costs", "currency",
        "weight_kg", "role",     "document",   "facts"};
    static const char *const DOCUMENTS[] = {
        "document_id", "kind",      "supplier",  "material_id",    "hs",       "criterion", "valid_from",
        "valid_to",    "signed_on", "certifier", "certifier_role", "exporter", "producer",  "importer",
        "net_cost",    "vnm",       "amount",    "currency"};
    for (size_t i = 0; i < sizeof GOODS / sizeof GOODS[0]; i++)
        assert_non_null(column_named(&GOOD_COLUMNS, text_from(GOODS[i])));
    for (size_t i = 0; i < sizeof BOM / sizeof BOM[0]; i++)
        assert_non_null(column_named(&MATERIAL_COLUMNS, text_from(BOM[i])));
    for (size_t i = 0; i < sizeof DOCUMENTS / sizeof DOCUMENTS[0]; i++)
        assert_non_null(column_named(&DOCUMENT_COLUMNS, text_from(DOCUMENTS[i])));
    assert_null(column_named(&GOOD_COLUMNS, TEXT("price")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_each_type),
                                       cmocka_unit_test(says_what_is_wrong),
                                       cmocka_unit_test(has_every_column_of_the_contract)};
    return cmocka_run_group_tests(tests, open_reader, close_reader);
}
