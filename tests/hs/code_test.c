#include "unit.h"

#include "hs/code.h"

static struct hs_code of(const char *text) {
    struct hs_code code;
    assert_true(hs_code_parse(&code, text_from(text)));
    return code;
}

static void reads_codes(void **state) {
    (void)state;
    static const char *const WRONG[] = {"",        "8",     "841",   "8413.3",      "84133O",
                                        "8413-30", ".8413", "8413.", "841330909012"};
    struct hs_code code;
    assert_int_equal(of("8413.30").low, 84133000);
    assert_int_equal(of("8413 30").high, 84133099);
    assert_int_equal(of("8482.99.05").low, of("8482.99.05").high);
    assert_int_equal(of("8482990512").digits, 10);
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(hs_code_parse(&code, text_from(WRONG[i])));
}

static void knows_what_is_too_short(void **state) {
    (void)state;
    assert_int_equal(hs_same_unit(of("8413.30"), of("8413.91"), HS_HEADING), HS_INSIDE);
    assert_int_equal(hs_same_unit(of("8413.30"), of("8413.91"), HS_SUBHEADING), HS_OUTSIDE);
    assert_int_equal(hs_same_unit(of("8413"), of("8413.91"), HS_SUBHEADING), HS_PARTLY);
    assert_int_equal(hs_same_unit(of("8414"), of("8413.91"), HS_SUBHEADING), HS_OUTSIDE);
}

static void finds_codes_in_sets(void **state) {
    (void)state;
    const struct hs_range ranges[] = {{72080000, 72299999}, {73010000, 73269999}, {84829905, 84829905}};
    struct hs_set set = {ranges, 3};
    assert_int_equal(hs_set_holds(set, of("7217")), HS_INSIDE);
    assert_int_equal(hs_set_holds(set, of("7230.00")), HS_OUTSIDE);
    assert_int_equal(hs_set_holds(set, of("72")), HS_PARTLY);
    assert_int_equal(hs_set_holds(set, of("8482.99")), HS_PARTLY);
    assert_int_equal(hs_set_holds(set, of("8482.99.05")), HS_INSIDE);
    assert_int_equal(hs_set_holds((struct hs_set){NULL, 0}, of("8482.99")), HS_OUTSIDE);
}

static void prints(void **state) {
    (void)state;
    char out[HS_TEXT_SIZE];
    hs_print_dotted(out, 84829905, HS_TARIFF_ITEM);
    assert_string_equal(out, "8482.99.05");
    hs_print_dotted(out, 4010000, HS_HEADING);
    assert_string_equal(out, "0401");
    static const char *const CODES[] = {"04", "0401", "040110", "04011000", "0401100005", "9999999999"};
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++) {
        assert_int_equal(hs_print_digits(out, of(CODES[i])), strlen(CODES[i]));
        assert_string_equal(out, CODES[i]);
    }
    assert_int_equal(hs_print_digits(out, (struct hs_code){0}), 0);
    assert_string_equal(out, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_codes),
                                       cmocka_unit_test(knows_what_is_too_short),
                                       cmocka_unit_test(finds_codes_in_sets), cmocka_unit_test(prints)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
