#include "intake/number_form.h"

#include "unit.h"

static void reads(const char *field, char point, char thousands, const char *expected,
                  bool expected_rounded) {
    char out[NUMBER_FORM_SIZE];
    struct text plain = {NULL, 0};
    struct text sign = {NULL, 0};
    bool rounded = false;
    bool read = number_form(out, &plain, &rounded, &sign, text_from(field),
                            (struct decimal_format){point, thousands});
    if (expected == NULL) {
        assert_false(read);
        return;
    }
    assert_true(read);
    assert_text_equal(plain, expected);
    assert_int_equal(rounded, expected_rounded);
}

#define PLAIN(field, expected) reads(field, '.', '\0', expected, false)

static void signs_are_left_out(void **state) {
    (void)state;
    PLAIN("$108.45", "108.45");
    PLAIN("US$ 108.45", "108.45");
    PLAIN("108.45 \xe2\x82\xac", "108.45");
    PLAIN("\xc2\xa3"
          "5",
          "5");
    PLAIN("MX$5", "5");
    PLAIN("USD 5", "5");
    PLAIN("5 MXN", "5");
    PLAIN("5 pcs", NULL);
    PLAIN("5 kg", NULL);
    PLAIN("$", NULL);
}

static void signs_are_told(void **state) {
    (void)state;
    static const char *const FORMS[][2] = {
        {"$5", "$"},      {"US$ 5", "US$"}, {"5 \xe2\x82\xac", "\xe2\x82\xac"},
        {"-CA$5", "CA$"}, {"5", ""},        {"5\xc2\xa2", "\xc2\xa2"}};
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        char out[NUMBER_FORM_SIZE];
        struct text plain = {NULL, 0};
        struct text sign = {NULL, 0};
        bool rounded = false;
        assert_true(number_form(out, &plain, &rounded, &sign, text_from(FORMS[i][0]),
                                (struct decimal_format){'.', '\0'}));
        assert_text_equal(sign, FORMS[i][1]);
    }
}

static void minus_stands_behind_or_around_too(void **state) {
    (void)state;
    PLAIN("12.50-", "-12.50");
    PLAIN("(12.50)", "-12.50");
    PLAIN("-$12.50", "-12.50");
    PLAIN("$-12.50", "-12.50");
    PLAIN("-12.50-", NULL);
    PLAIN("--1", NULL);
    PLAIN("-", NULL);
}

static void no_break_spaces_part_thousands(void **state) {
    (void)state;
    reads("1\xc2\xa0"
          "056,50",
          ',', ' ', "1056.50", false);
    reads("1\xe2\x80\xaf"
          "056,50",
          ',', '\0', "1056.50", false);
    reads("1 056,50", ',', ' ', "1056.50", false);
    reads("1 056,50", ',', '\0', NULL, false);
    reads("1.056,50", ',', '.', "1056.50", false);
    reads("1\xc2\xa0"
          "05,50",
          ',', ' ', NULL, false);
    PLAIN("1,056.50", NULL);
    reads("0\xc2\xa0"
          "350",
          '.', '\0', NULL, false); /* a zero before a mark: it is no mark of thousands */
    reads("$0,350", '.', ',', NULL, false);
    reads("$1,350", '.', ',', "1350", false);
}

static void the_zero_before_a_point_may_be_left_out(void **state) {
    (void)state;
    PLAIN(".5", "0.5");
    PLAIN("-.25", "-0.25");
    PLAIN("(.25)", "-0.25");
    PLAIN("$.75", "0.75");
    PLAIN(".5E-2", "0.005");
    PLAIN("+20", "20");
    PLAIN("+.5", "0.5");
    reads(",5", ',', '.', "0.5", false);
    reads(".500", ',', '.', NULL, false);
    PLAIN(".", NULL);
    PLAIN("+", NULL);
    PLAIN("+-1", NULL);
    PLAIN("-+1", NULL);
    PLAIN("..5", NULL);
    PLAIN(".5.5", NULL);
    PLAIN("20.", NULL); /* the places may have been cut off */
}

static void exponents_are_written_out(void **state) {
    (void)state;
    PLAIN("7.7e-05", "0.000077");
    PLAIN("1E3", "1000");
    PLAIN("1.5E+2", "150");
    PLAIN("2.0098E+09", "2009800000");
    PLAIN("1e", NULL);
    PLAIN("1e999", NULL);
    PLAIN("7.7e-12", NULL); /* nothing would be left of it */
}

static void noise_is_rounded_half_to_even(void **state) {
    (void)state;
    reads("0.30000000000000004", '.', '\0', "0.300000000", true);
    reads("1.0000000005", '.', '\0', "1.000000000", true);
    reads("1.0000000015", '.', '\0', "1.000000002", true);
    reads("1.00000000050000001", '.', '\0', "1.000000001", true);
    reads("9.9999999999", '.', '\0', "10.000000000", true);
    reads("1.5000000000000", '.', '\0', "1.500000000", false);
    reads("0.0000123456789", '.', '\0', NULL, false);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(signs_are_left_out),
                                       cmocka_unit_test(signs_are_told),
                                       cmocka_unit_test(minus_stands_behind_or_around_too),
                                       cmocka_unit_test(no_break_spaces_part_thousands),
                                       cmocka_unit_test(the_zero_before_a_point_may_be_left_out),
                                       cmocka_unit_test(exponents_are_written_out),
                                       cmocka_unit_test(noise_is_rounded_half_to_even)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
