#include "base/total.h"

#include "unit.h"

static const struct decimal_format PLAIN = {'.', '\0'};

static void test_reads_and_prints(void **state) {
    (void)state;
    static const char *const NUMBERS[] = {"0.00", "-0.01", "1000000000000000000.00", "123456789012.123456789",
                                          "-9300000000.50"};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof NUMBERS[0]; i++) {
        total value = 0;
        char printed[TOTAL_TEXT_SIZE];
        assert_int_equal(total_parse(&value, text_from(NUMBERS[i]), PLAIN), DECIMAL_OK);
        assert_int_equal(total_print(printed, value, 2), strlen(NUMBERS[i]));
        assert_string_equal(printed, NUMBERS[i]);
    }
    total value = 0;
    assert_int_equal(total_parse(&value, TEXT("1000000000000000000.01"), PLAIN), DECIMAL_OVERFLOW);
    assert_int_equal(total_parse(&value, TEXT("1.0000000001"), PLAIN), DECIMAL_TOO_PRECISE);
    assert_int_equal(total_parse(&value, TEXT("1,5"), PLAIN), DECIMAL_SYNTAX);
}

static void test_portions(void **state) {
    (void)state;
    const total most = (total)DECIMAL_ONE * DECIMAL_ONE * DECIMAL_ONE;
    total portion = 0;
    assert_true(total_portion(&portion, most, most - 1, most));
    assert_true(portion == most - 1);
    assert_true(total_portion(&portion, 1, 1, 2) && portion == 0); /* half to even */
    assert_true(total_portion(&portion, 3, 1, 2) && portion == 2);
    assert_true(total_portion(&portion, -3, 1, 2) && portion == -2);
    assert_true(total_portion(&portion, 10, 1, -3) && portion == -3);
    assert_false(total_portion(&portion, most, 2, 1));
    assert_false(total_portion(&portion, 1, 1, 0));
    assert_false(total_add(&portion, most, 1));
}

static void test_percentages(void **state) {
    (void)state;
    const total whole = (total)DECIMAL_ONE * DECIMAL_ONE * 1000000;
    int64_t percent = 0;
    assert_true(total_percent(&percent, whole / 3 * 2, whole));
    assert_int_equal(percent, 666666);
    assert_true(total_percent(&percent, -1, whole));
    assert_int_equal(percent, -1); /* cut towards minus infinity */
    assert_true(total_reaches(whole / 4 * 3, whole, 75 * DECIMAL_ONE));
    assert_false(total_reaches(whole / 4 * 3 - 1, whole, 75 * DECIMAL_ONE));
    assert_false(total_percent(&percent, 1, 0));
}

static void test_sums_of_shares(void **state) {
    (void)state;
    const total one = DECIMAL_ONE;
    const total most = (total)DECIMAL_ONE * DECIMAL_ONE * DECIMAL_ONE;
    const struct total_share thirds[] = {{95 * one, 300 * one}, {one, 30 * one}, {5 * one, 100 * one}};
    int64_t percent = 0;
    assert_true(total_shares_percent(&percent, thirds, 3));
    assert_int_equal(percent, 400000);
    assert_true(total_shares_reach(thirds, 3, 40 * DECIMAL_ONE));
    assert_false(total_shares_reach(thirds, 3, 40 * DECIMAL_ONE + 1));
    assert_true(total_shares_percent(&percent, thirds, 2));
    assert_int_equal(percent, 350000);
    const struct total_share large[] = {{most - 1, most}, {most - 1, most}, {2, most}};
    assert_true(total_shares_reach(large, 3, 200 * DECIMAL_ONE));
    assert_true(total_shares_percent(&percent, large, 2));
    assert_int_equal(percent, 1999999);
    assert_true(total_shares_percent(&percent, large, 0));
    assert_int_equal(percent, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads_and_prints),
                                       cmocka_unit_test(test_portions), cmocka_unit_test(test_percentages),
                                       cmocka_unit_test(test_sums_of_shares)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
