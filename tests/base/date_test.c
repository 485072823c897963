#include "unit.h"

#include "base/date.h"

static void reads_days_of_the_calendar(void **state) {
    (void)state;
    static const char *const WRONG[] = {"2023-02-29",  "2024-13-01", "2024-00-10", "2024-04-31",
                                        "24-04-30",    "2024/04/30", "2024-04-3",  "",
                                        "2024-04-300", "0000-01-01"};
    date day = 0;
    assert_true(date_parse_iso(&day, TEXT("2024-02-29")) && day == 20240229);
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(date_parse_iso(&day, text_from(WRONG[i])));
}

static void adds_months_and_days(void **state) {
    (void)state;
    assert_int_equal(date_add_months(20240131, 1), 20240229);
    assert_int_equal(date_add_months(20231231, 12), 20241231);
    assert_int_equal(date_add_months(20240115, -2), 20231115);
    assert_int_equal(date_add_months(20200310, 48), 20240310);
    assert_int_equal(date_next(20231231), 20240101);
    assert_int_equal(date_next(20240228), 20240229);
    assert_int_equal(date_next(20230228), 20230301);
}

static void is_not_given_where_its_day_is_not(void **state) {
    (void)state;
    assert_int_equal(date_add_months(0, 12), 0);
    assert_int_equal(date_add_months(0, -1), 0);
    assert_int_equal(date_months_end(0, 12), 0);
    assert_int_equal(date_next(0), 0);
    assert_int_equal(date_before(0), 0);
    assert_int_equal(date_add_days(0, 400), 0);
    assert_int_equal(date_days(0, 20250101), 0);
    assert_int_equal(date_days(20250101, 0), 0);
    assert_int_equal(date_years(0, 20250101), 0);
    assert_int_equal(date_years(20250101, 0), 0);
    assert_int_equal(date_add_months(10131, -1), 0); /* no year before the first */
    assert_int_equal(date_before(10101), 0);
}

static void prints(void **state) {
    (void)state;
    char out[DATE_TEXT_SIZE];
    date_print(out, 20260705);
    assert_string_equal(out, "2026-07-05");
    date_print(out, 10203);
    assert_string_equal(out, "0001-02-03");
    assert_int_equal(date_print(out, DATE_FOREVER), 10);
    assert_string_equal(out, "9999-12-31");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_of_the_calendar), cmocka_unit_test(adds_months_and_days),
        cmocka_unit_test(is_not_given_where_its_day_is_not), cmocka_unit_test(prints)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
