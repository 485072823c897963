#include "unit.h"
#include "value/fiscal.h"

static void test_fiscal_years(void **state) {
    (void)state;
    const int march = month_number(20250310);
    assert_int_equal(month_begins(march), 20250301);
    assert_int_equal(month_begins(fiscal_year_begins(march, 1)), 20250101);
    assert_int_equal(month_begins(fiscal_year_begins(march, 3)), 20250301);
    assert_int_equal(month_begins(fiscal_year_begins(march, 4)), 20240401);
    assert_int_equal(month_begins(fiscal_year_begins(march, 12)), 20241201);
}

static void check(enum calculation_period period, date day, int first_month, date from, date until) {
    struct day_range range = calculation_range(period, day, first_month);
    assert_int_equal(range.from, from);
    assert_int_equal(range.until, until);
}

static void test_periods(void **state) {
    (void)state;
    check(PREVIOUS_FISCAL_YEAR, 20250310, 4, 20230401, 20240401);
    check(PREVIOUS_CALENDAR_YEAR, 20250310, 4, 20240101, 20250101);
    check(QUARTER_TO_DATE, 20250310, 1, 20250101, 20250311);
    check(QUARTER_TO_DATE, 20250310, 3, 20250301, 20250311);
    check(QUARTER_TO_DATE, 20250131, 12, 20241201, 20250201);
    check(MONTH_TO_DATE, 20250331, 1, 20250301, 20250401);
    check(FISCAL_YEAR_TO_DATE, 20250310, 4, 20240401, 20250311);
    check(CALENDAR_YEAR_TO_DATE, 20241231, 4, 20240101, 20250101);
}

static void test_no_period_of_a_day_not_given(void **state) {
    (void)state;
    for (int period = 0; period < CALCULATION_PERIODS; period++) {
        check((enum calculation_period)period, 0, 4, 0, 0);
        assert_int_equal(calculation_period_ends((enum calculation_period)period, 0, 4), 0);
    }
    assert_false(month_is_over(0, 20250101));
    assert_true(month_is_over(20241210, 20250101));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_fiscal_years), cmocka_unit_test(test_periods),
                                       cmocka_unit_test(test_no_period_of_a_day_not_given)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
