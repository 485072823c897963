#include "intake/date_form.h"

#include "unit.h"

static const struct month_word MONTHS[] = {{{"may", 3}, 5}, {{"sept", 4}, 9}, {{"ao\xc3\xbbt", 5}, 8}};

static date read(const char *field, const char *pattern, int century) {
    struct date_format format = {text_from(pattern), century, MONTHS, 3};
    date day = 0;
    assert_true(date_format_valid(&format));
    return date_read(&day, text_from(field), &format) ? day : 0;
}

static void reads_by_the_pattern(void **state) {
    (void)state;
    assert_int_equal(read("2026-05-03", "YYYY-MM-DD", 0), 20260503);
    assert_int_equal(read("05/11/2026", "DD/MM/YYYY", 0), 20261105);
    assert_int_equal(read("5/3/2026", "M/D/YYYY", 0), 20260503);
    assert_int_equal(read("05/03/2026", "M/D/YYYY", 0), 20260503);
    assert_int_equal(read("05-MAY-26", "DD-MON-YY", 20), 20260505);
    assert_int_equal(read("05-Sept.-99", "DD-MON-YY", 19), 19990905);
    assert_int_equal(read("1 ao\xc3\xbbt 2026", "D MON YYYY", 0), 20260801);
    assert_int_equal(read("20260503", "YYYYMMDD", 0), 20260503);
    assert_int_equal(read("2026-05-03", "YYYYMMDD", 0), 20260503);
    assert_int_equal(read("2026-05-03T00:00:00.000+00:00", "YYYY/MM/DD", 0), 20260503);
    assert_int_equal(read("2026-05-13", "YYYY-DD-MM", 0), 0);
    assert_int_equal(read("05.MAY.2026", "DD.MON.YYYY", 0), 20260505);
    assert_int_equal(read("05.sept..2026", "DD.MON.YYYY", 0), 20260905);
    assert_int_equal(read("05MAY2026", "DDMONYYYY", 0), 20260505);
    assert_int_equal(read("13/13/2026", "DD/MM/YYYY", 0), 0);
    assert_int_equal(read("5/3/2026", "DD/MM/YYYY", 0), 0);
    assert_int_equal(read("05-XYZ-26", "DD-MON-YY", 20), 0);
    assert_int_equal(read("31/02/2026", "DD/MM/YYYY", 0), 0);
}

static void a_time_behind_it_does_not_count(void **state) {
    (void)state;
    assert_int_equal(read("2026-05-03 00:00:00", "YYYY-MM-DD", 0), 20260503);
    assert_int_equal(read("2026-05-03T13:45:10.250Z", "YYYY-MM-DD", 0), 20260503);
    assert_int_equal(read("5/3/2026 1:05 PM", "M/D/YYYY", 0), 20260503);
    assert_int_equal(read("2026-05-03 x", "YYYY-MM-DD", 0), 0);
    assert_int_equal(read("2026-05-03 4", "YYYY-MM-DD", 0), 0);
}

static void serials_of_spreadsheets_are_days(void **state) {
    (void)state;
    assert_int_equal(read("36526", "YYYY-MM-DD", 0), 20000101);
    assert_int_equal(read("46145", "M/D/YYYY", 0), 20260503);
    assert_int_equal(read("46145.75", "YYYY-MM-DD", 0), 20260503);
    assert_int_equal(read("73050", "YYYY-MM-DD", 0), 20991231);
    assert_int_equal(read("36525", "YYYY-MM-DD", 0), 0);
    assert_int_equal(read("461456", "YYYY-MM-DD", 0), 0);
}

static void patterns_need_a_year_a_month_and_a_day(void **state) {
    (void)state;
    static const char *const WRONG[] = {"DD-MON-YY",  "YYYY-MM", "YYYY-MM-MM",
                                        "JJ.MM.AAAA", "",        "YYYY-MM-MON-DD"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(date_format_valid(&(struct date_format){.pattern = text_from(WRONG[i])}));
}

static bool reads(const char *pattern) {
    static const char *const NAMES[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    struct month_word months[12];
    bool failed = false;
    for (int i = 0; i < 12; i++)
        months[i] = (struct month_word){text_from(NAMES[i]), i + 1};
    return date_format_reads(&(struct date_format){text_from(pattern), 20, months, 12}, &failed) && !failed;
}

static void a_pattern_reads_what_it_writes(void **state) {
    (void)state;
    static const char *const RIGHT[] = {"YYYY-MM-DD", "D/M/YYYY",    "DD.MON.YYYY", "DDMONYY",
                                        "YYYYMMDD",   "D. MON YYYY", "M-D-YY"};
    static const char *const WRONG[] = {"DMYYYY", "YYYYMDD", "DDMYY", "DD-MONT-YYYY"};
    for (size_t i = 0; i < sizeof RIGHT / sizeof RIGHT[0]; i++)
        assert_true(reads(RIGHT[i]));
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(reads(WRONG[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_by_the_pattern), cmocka_unit_test(a_pattern_reads_what_it_writes),
        cmocka_unit_test(a_time_behind_it_does_not_count), cmocka_unit_test(serials_of_spreadsheets_are_days),
        cmocka_unit_test(patterns_need_a_year_a_month_and_a_day)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
