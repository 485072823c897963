#include "base/number_form.h"

#include "unit.h"

static void assert_written(const char *plain, struct number_form form, const char *expected) {
    char out[3 * DECIMAL_TEXT_SIZE];
    size_t length = number_form_write(out, text_from(plain), form);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(out, expected, length);
}

static void test_groups(void **state) {
    (void)state;
    const struct number_form english = {TEXT("."), TEXT(",")};
    const struct number_form french = {TEXT(","), TEXT("\u00a0")};
    assert_written("1234.56", english, "1,234.56");
    assert_written("1234.56", french, "1\u00a0234,56");
    assert_written("999", english, "999");
    assert_written("-999.5", french, "-999,5");
    assert_written("-100000", english, "-100,000");
    assert_written("1000000.123456789", english, "1,000,000.123456789");
    assert_written("0.00", french, "0,00");
    assert_written("", english, "");
}

static void assert_percent(int64_t percent, const char *limit, const char *expected) {
    static const struct decimal_format PLAIN = {'.', '\0'};
    char out[DECIMAL_TEXT_SIZE];
    decimal value = 0;
    assert_int_equal(decimal_parse(&value, text_from(limit), PLAIN), DECIMAL_OK);
    size_t length = number_form_percent(out, percent, value);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(out, expected, length);
}

static void test_percentages_stay_on_their_side(void **state) {
    (void)state;
    assert_percent(762123, "60", "76.21");
    assert_percent(750000, "60", "75");
    assert_percent(599960, "60", "59.99");
    assert_percent(599999, "60", "59.99");
    assert_percent(600001, "60", "60.0001");
    assert_percent(600041, "60", "60.004");
    assert_percent(600000, "60", "60");
    assert_percent(625049, "62.5", "62.504");
    assert_percent(624999, "62.5", "62.49");
    assert_percent(600000, "60.000000001", "60");
    assert_percent(600001, "60.000000001", "60.0001");
    assert_percent(99999, "10", "9.99");
}

static void test_percentages_are_not_nothing(void **state) {
    (void)state;
    assert_percent(3, "0", "0.0003");
    assert_percent(99, "0", "0.009");
    assert_percent(100, "0", "0.01");
    assert_percent(0, "0", "0");
    assert_percent(-3, "0", "-0.01");
    assert_percent(-123456, "0", "-12.35");
    assert_percent(INT64_MAX, "0", "922337203685477.58");
    assert_percent(INT64_MIN + 100, "0", "-922337203685477.58");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_percentages_stay_on_their_side),
        cmocka_unit_test(test_percentages_are_not_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
