#include "origin/subject.h"

/* U.R. 8(1): what the columns of a line come to is its value, by the library as by files. */

static struct usmca_rulebook *book;

static int load(void **state) {
    (void)state;
    return book_of(
               &book,
               "<rules edition='2012' source='test'><rule id='t' cite='c' scope='01-97' status='verified'><alternative>"
               "<rvc transaction-value='60' net-cost='50'/></alternative></rule></rules>",
               NULL, NULL) == USMCA_OK
               ? 0
               : -1;
}

static int unload(void **state) {
    (void)state;
    rulebook_free(book);
    return 0;
}

#define GOOD "hs=3926.90 country=MX transaction_value=100 date=2024-03-01 facts=produced=yes "
#define PART "hs=3902.10 origin=non-originating "

static void expect(const char *good, const char *line, const char *value, const char *status) {
    usmca_case *subject = subject_of(book);
    char found[AMOUNT_TEXT_SIZE] = "-";
    const usmca_determination *answer = subject_determine(subject, good, LINES(line));
    struct amount of_line = answer->found->lines[0].value;
    if (of_line.given)
        found[amount_print(found, of_line, 2)] = '\0';
    if (strcmp(found, value) != 0 || strcmp(usmca_determination_status(answer), status) != 0)
        fail_msg("%s: %s %s, and not %s %s", line, found, usmca_determination_status(answer), value, status);
    usmca_case_free(subject);
}

static void each_column(void **state) {
    (void)state;
    expect(GOOD, PART "quantity=2 unit_value=2000 price_unit=100", "40.00", "originating");
    expect(GOOD, PART "quantity=2 unit_value=2001 price_unit=100", "40.02", "non-originating");
    expect(GOOD, PART "quantity=20 unit_value=20 base_quantity=10", "40.00", "originating");
    expect(GOOD "base_quantity=10", PART "quantity=20 unit_value=20", "40.00", "originating");
    expect(GOOD "base_quantity=10", PART "quantity=20 unit_value=20 base_quantity=9.9", "40.404040404",
           "non-originating");
    expect(GOOD, PART "quantity=1 unit_value=32 scrap_percent=25", "40.00", "originating");
    expect(GOOD, PART "quantity=1 unit_value=32 yield_percent=80", "40.00", "originating");
    expect(GOOD, PART "quantity=0.4 unit=KG unit_value=0.1 price_unit_of_measure=G", "40.00", "originating");
    expect(GOOD, PART "quantity=1 unit=KG unit_value=0.1 price_unit_of_measure=M", "-", "undetermined");
    expect(GOOD, PART "unit=KG unit_value=0.1 price_unit_of_measure=M value=40", "40.00", "originating");
    expect("hs=3926.90 country=MX transaction_value=10000 price_unit=100 date=2024-03-01 facts=produced=yes",
           PART "quantity=1 unit_value=40.01", "40.01", "non-originating");
}

/* The worse of two values is shown: for a non-originating material the higher, for another the lower. */
static void two_values(void **state) {
    (void)state;
    expect(GOOD, PART "quantity=1 unit_value=40 value=30", "40.00", "originating");
    expect(GOOD, PART "quantity=1 unit_value=30 value=40", "40.00", "originating");
    expect(GOOD, PART "quantity=1 unit_value=41 value=30", "41.00", "undetermined");
    expect(GOOD, PART "quantity=1 unit_value=30 value=41", "41.00", "undetermined");
    expect(GOOD, PART "quantity=1 unit_value=41 value=42", "42.00", "non-originating");
    expect(GOOD, "hs=3902.10 origin=originating quantity=1 unit_value=41 value=42", "41.00", "originating");
}

/* In another currency both are, and what is added and deducted holds for both. */
static void two_values_and_the_other_columns(void **state) {
    (void)state;
    static const char LINE[] = PART
        "quantity=1 unit_value=50 value=40 currency=MXN exchange_rate=0.5 assists=20 deductible_costs=10";
    usmca_case *subject = subject_of(book);
    const usmca_determination *answer = subject_determine(subject, GOOD, LINES(LINE));
    const struct line *line = &answer->found->lines[0];
    char text[AMOUNT_TEXT_SIZE];
    text[amount_print(text, line->value, 2)] = '\0';
    assert_string_equal(text, "35.00");
    text[amount_print(text, line->non_originating, 2)] = '\0';
    assert_string_equal(text, "30.00");
    assert_string_equal(usmca_determination_status(answer), "originating");
    assert_int_equal(findings_of(answer, "value-differs"), 1);
    usmca_case_free(subject);
}

/* More lines than are tried one by one. */
static void many_lines_of_two_values(void **state) {
    (void)state;
    static const char LOW[] = PART "quantity=1 unit_value=3 value=4";
    static const char HIGH[] = PART "quantity=1 unit_value=5 value=4";
    usmca_case *subject = subject_of(book);
    const usmca_determination *answer =
        subject_determine(subject, GOOD, LINES(LOW, LOW, LOW, LOW, LOW, HIGH, HIGH, HIGH, HIGH, HIGH));
    assert_string_equal(usmca_determination_status(answer), "undetermined"); /* from 35 to 45 */
    assert_int_equal(findings_of(answer, "value-differs"), 20);
    answer = subject_determine(subject, GOOD, LINES(LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW));
    assert_string_equal(usmca_determination_status(answer), "originating");
    usmca_case_free(subject);
}

/* Figures that are stated a unit: of a good that is a material, for each piece. */
static void a_dozen_of_a_good_is_twelve(void **state) {
    (void)state;
    usmca_case *subject = subject_of(book);
    usmca_error error = {0};
    const usmca_field child[] = {{"good_id", "C"},
                                 {"hs", "3926.90"},
                                 {"country", "MX"},
                                 {"total_cost", "2"},
                                 {"facts", "produced=yes"}};
    const usmca_field inner[] = {{"hs", "3902.10"}, {"origin", "non-originating"}, {"value", "2"}};
    assert_int_equal(usmca_case_good(subject, child, 5, &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, inner, 3, &error), USMCA_OK);
    assert_int_equal(usmca_case_keep(subject, &error), USMCA_OK);
    const usmca_determination *answer =
        subject_determine(subject, GOOD, LINES("hs=3926.90 material_id=C quantity=2 unit=DZN"));
    char text[AMOUNT_TEXT_SIZE];
    text[amount_print(text, answer->found->lines[0].value, 2)] = '\0';
    assert_string_equal(text, "48.00");
    usmca_case_free(subject);
}

static void refused(const char *name, const char *value) {
    usmca_case *subject = subject_of(book);
    usmca_error error = {0};
    const usmca_field good[] = {{"good_id", "G"}, {"hs", "3926.90"}, {"country", "MX"}};
    const usmca_field line[] = {{"hs", "3902.10"}, {name, value}};
    assert_int_equal(usmca_case_good(subject, good, 3, &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, line, 2, &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, name));
    usmca_case_free(subject);
}

static void what_no_column_may_say(void **state) {
    (void)state;
    static const char *const ABOVE_ZERO[] = {"price_unit", "base_quantity", "yield_percent"};
    for (size_t i = 0; i < 3; i++) {
        refused(ABOVE_ZERO[i], "0");
        refused(ABOVE_ZERO[i], "-1");
        refused(ABOVE_ZERO[i], "ten");
    }
    refused("scrap_percent", "-1");
    refused("unit_weight_kg", "-0.1");
    refused("alternative", "A1");
    refused("valid_to", "31.12.2024");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_column),
                                       cmocka_unit_test(two_values),
                                       cmocka_unit_test(two_values_and_the_other_columns),
                                       cmocka_unit_test(many_lines_of_two_values),
                                       cmocka_unit_test(a_dozen_of_a_good_is_twelve),
                                       cmocka_unit_test(what_no_column_may_say)};
    return cmocka_run_group_tests(tests, load, unload);
}
