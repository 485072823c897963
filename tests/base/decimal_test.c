#include "unit.h"

#include "base/decimal.h"

static const struct decimal_format PLAIN = {.point = '.'};
static const struct decimal_format GERMAN = {.point = ',', .thousands = '.'};

static decimal of(const char *text) {
    decimal value = 0;
    assert_int_equal(decimal_parse(&value, text_from(text), PLAIN), DECIMAL_OK);
    return value;
}

static void reads_plain_decimals(void **state) {
    (void)state;
    assert_true(of("0") == 0);
    assert_true(of("-1.5") == -1500000000);
    assert_true(of("0.000000001") == 1);
    assert_true(of("9223372036.854775807") == INT64_MAX);
    assert_true(of("1.0000000000000") == DECIMAL_ONE);
}

static void refuses_what_is_no_number(void **state) {
    (void)state;
    static const char *const WRONG[] = {"",   "-",   ".",    "1.",    ".5", "1,5", "1 000",
                                        "+1", "1e3", "0x10", "1.2.3", "1-", "NaN", "４"};
    decimal value = 7;
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_int_equal(decimal_parse(&value, text_from(WRONG[i]), PLAIN), DECIMAL_SYNTAX);
    assert_int_equal(decimal_parse(&value, TEXT("0.0000000001"), PLAIN), DECIMAL_TOO_PRECISE);
    assert_int_equal(decimal_parse(&value, TEXT("9223372036.854775808"), PLAIN), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_parse(&value, TEXT("99999999999999999999999999999999999999999999"), PLAIN),
                     DECIMAL_OVERFLOW);
    assert_true(value == 7);
}

static void reads_grouped_numbers(void **state) {
    (void)state;
    static const char *const WRONG[] = {"0.350", "-00.350", "035.000,5", "1.23",   "12.34,5",
                                        ".123",  "1..234",  "1234.567",  "1.234.5"};
    decimal value = 0;
    assert_int_equal(decimal_parse(&value, TEXT("1.234.567,89"), GERMAN), DECIMAL_OK);
    assert_true(value == INT64_C(1234567890000000));
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_int_equal(decimal_parse(&value, text_from(WRONG[i]), GERMAN), DECIMAL_SYNTAX);
}

static void checks_arithmetic(void **state) {
    (void)state;
    decimal value = 7;
    assert_false(decimal_add(&value, INT64_MAX, 1));
    assert_false(decimal_subtract(&value, INT64_MIN, 1));
    assert_false(decimal_multiply(&value, of("9000000000"), of("2")));
    assert_false(decimal_divide(&value, of("1"), 0));
    assert_true(value == 7);
    assert_true(decimal_multiply(&value, of("0.86"), of("3.12")) && value == of("2.6832"));
    assert_true(decimal_multiply(&value, of("0.000000001"), of("0.5")) && value == 0);
    assert_true(decimal_multiply(&value, of("0.000000003"), of("0.5")) && value == 2);
    assert_true(decimal_multiply(&value, of("-3"), of("0.5")) && value == of("-1.5"));
    assert_true(decimal_multiply_short(&value, of("-2.1194"), of("4")) && value == of("-8.4776"));
    assert_true(decimal_multiply_short(&value, of("0.0001"), of("0.00001")) && value == of("0.000000001"));
    assert_false(decimal_multiply_short(&value, of("0.00001"), of("0.00001")));
    assert_false(decimal_multiply_short(&value, of("9000000000"), of("2")));
    assert_true(decimal_divide(&value, of("1"), of("3")) && value == 333333333);
}

static void cuts_percentages(void **state) {
    (void)state;
    int64_t percent = 0;
    char out[DECIMAL_TEXT_SIZE];
    assert_true(decimal_percent(&percent, of("48"), of("88")));
    decimal_print_percent(out, percent);
    assert_string_equal(out, "54.5454");
    assert_true(decimal_percent(&percent, of("599999.999999999"), of("1000000")));
    decimal_print_percent(out, percent);
    assert_string_equal(out, "59.9999");
    assert_true(decimal_percent(&percent, of("-1"), of("3")));
    decimal_print_percent(out, percent);
    assert_string_equal(out, "-33.3334");
    assert_false(decimal_percent(&percent, of("1"), 0));
    assert_false(decimal_percent(&percent, of("1"), of("-1")));
}

static void decides_on_integers(void **state) {
    (void)state;
    assert_true(decimal_reaches(of("60"), of("100"), of("60")));
    assert_false(decimal_reaches(of("59.999999999"), of("100"), of("60")));
    assert_true(decimal_reaches(INT64_MAX, INT64_MAX, of("100")));
    assert_true(decimal_within(of("10"), of("100"), of("10")));
    assert_false(decimal_within(of("10.000000001"), of("100"), of("10")));
}

/* What is printed digit by digit. */
static void expected(char *out, int64_t value, int scale, int places) {
    char digits[32];
    int count = 0;
    uint64_t magnitude = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    for (; magnitude > 0 || count <= scale; magnitude /= 10)
        digits[count++] = (char)('0' + magnitude % 10);
    int last = 0;
    while (last < scale - places && digits[last] == '0')
        last++;
    if (value < 0)
        *out++ = '-';
    for (int i = count - 1; i >= scale; i--)
        *out++ = digits[i];
    if (last < scale)
        *out++ = '.';
    for (int i = scale - 1; i >= last; i--)
        *out++ = digits[i];
    *out = '\0';
}

static void expect_printed(int64_t value) {
    char out[DECIMAL_TEXT_SIZE];
    char wanted[DECIMAL_TEXT_SIZE];
    for (int places = 0; places <= DECIMAL_PLACES; places++) {
        expected(wanted, value, DECIMAL_PLACES, places);
        assert_int_equal(decimal_print(out, value, places), strlen(wanted));
        assert_string_equal(out, wanted);
    }
    expected(wanted, value, PERCENT_PLACES, PERCENT_PLACES);
    assert_int_equal(decimal_print_percent(out, value), strlen(wanted));
    assert_string_equal(out, wanted);
}

/* Every number of digits before the point and behind it, with zeros at either end of each. */
static void prints_every_length(void **state) {
    (void)state;
    static const int64_t SIZES[] = {1, 9, 10, 99, 100, 1001, 9999, 10000, 12345, 70000, 99990001};
    expect_printed(0);
    expect_printed(INT64_MAX);
    expect_printed(INT64_MIN);
    for (size_t i = 0; i < sizeof SIZES / sizeof SIZES[0]; i++)
        for (int64_t unit = 1; unit <= INT64_MAX / 100000000; unit *= 10) {
            expect_printed(SIZES[i] * unit);
            expect_printed(-SIZES[i] * unit);
            expect_printed(SIZES[i] * unit + 1);
            expect_printed(SIZES[i] * unit - 1);
        }
}

static void prints(void **state) {
    (void)state;
    char out[DECIMAL_TEXT_SIZE];
    decimal_print(out, of("28.2"), 2);
    assert_string_equal(out, "28.20");
    decimal_print(out, of("60"), 0);
    assert_string_equal(out, "60");
    decimal_print(out, of("0.286216"), 2);
    assert_string_equal(out, "0.286216");
    decimal_print(out, INT64_MIN, 2);
    assert_string_equal(out, "-9223372036.854775808");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_plain_decimals),
                                       cmocka_unit_test(refuses_what_is_no_number),
                                       cmocka_unit_test(reads_grouped_numbers),
                                       cmocka_unit_test(checks_arithmetic),
                                       cmocka_unit_test(cuts_percentages),
                                       cmocka_unit_test(decides_on_integers),
                                       cmocka_unit_test(prints),
                                       cmocka_unit_test(prints_every_length)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
