#include "origin/no_change.h"

/* U.R. 2(1), 2(2): the rate by which an amount comes into the currency of the good. */

/* What a line comes to on 1 March 2024, in dollars, with these rates; "-" where it is not known. */
static void expect(const char *const *rates, const char *line, const char *expected) {
    usmca_case *subject = subject_of(book);
    char found[AMOUNT_TEXT_SIZE] = "-";
    for (size_t i = 0; rates[i] != NULL; i++)
        subject_row(subject, "rates", rates[i]);
    const usmca_determination *answer =
        subject_determine(subject, "hs=3926.90 country=MX transaction_value=100 date=2024-03-01",
                          LINES(line, "hs=7326.90 origin=originating value=60"));
    struct amount value = answer->found->lines[0].value;
    if (value.given)
        found[amount_print(found, value, 2)] = '\0';
    if (strcmp(found, expected) != 0)
        fail_msg("%s: %s, and not %s", line, found, expected);
    assert_int_equal(findings_of(answer, "currency-rate-missing"), value.given ? 0 : 1);
    usmca_case_free(subject);
}

#define RESIN "hs=3902.10 origin=non-originating value=20 "

static void the_latest_rate_that_is_not_later(void **state) {
    (void)state;
    static const char BEFORE[] = "date=2024-02-29 from=MXN to=USD rate=0.05";
    static const char ON_IT[] = "date=2024-03-01 from=MXN to=USD rate=0.06";
    static const char AFTER[] = "date=2024-03-02 from=MXN to=USD rate=0.062";
    expect(LINES(BEFORE, AFTER), RESIN "currency=MXN", "1.00");
    expect(LINES(BEFORE, ON_IT, AFTER), RESIN "currency=MXN", "1.20");
    expect(LINES(AFTER, ON_IT, BEFORE), RESIN "currency=MXN", "1.20");
    expect(LINES(AFTER), RESIN "currency=MXN", "-");
}

static void either_direction_and_exactly(void **state) {
    (void)state;
    expect(LINES("date=2024-02-01 from=USD to=MXN rate=16"), RESIN "currency=MXN", "1.25");
    expect(LINES("date=2024-02-01 from=USD to=MXN rate=3"), RESIN "currency=MXN", "6.666666667");
    /* the later of the two directions */
    expect(LINES("date=2024-02-01 from=USD to=MXN rate=16", "date=2024-02-02 from=MXN to=USD rate=0.05"),
           RESIN "currency=MXN", "1.00");
    expect(LINES("date=2024-02-02 from=USD to=MXN rate=16", "date=2024-02-01 from=MXN to=USD rate=0.05"),
           RESIN "currency=MXN", "1.25");
    expect(LINES("date=2024-02-01 from=CAD to=USD rate=0.7"), RESIN "currency=MXN", "-");
}

static void no_rate_is_needed(void **state) {
    (void)state;
    expect(LINES(NULL), RESIN "currency=USD", "20.00");
    expect(LINES("date=2024-02-01 from=USD to=MXN rate=16"), RESIN, "20.00");
}

/* U.R. 2(1)(a): the rate of the purchase, else that of its day. */
static void the_purchase(void **state) {
    (void)state;
    static const char THEN[] = "date=2023-06-01 from=MXN to=USD rate=0.04";
    static const char NOW[] = "date=2024-03-01 from=MXN to=USD rate=0.06";
    expect(LINES(THEN, NOW), RESIN "currency=MXN purchase_date=2023-06-01", "0.80");
    expect(LINES(THEN, NOW), RESIN "currency=MXN purchase_date=2023-05-31", "-");
    expect(LINES(THEN, NOW), RESIN "currency=MXN purchase_date=2023-06-01 exchange_rate=0.045", "0.90");
    expect(LINES(NULL), RESIN "currency=MXN exchange_rate=0.045", "0.90");
    expect(LINES(NULL), RESIN "currency=MXN exchange_rate=0", "-");
}

static void two_rates_of_one_day(void **state) {
    (void)state;
    static const char ONE[] = "date=2024-02-01 from=MXN to=USD rate=0.05";
    static const char SAME[] = "date=2024-02-01 from=MXN to=USD rate=0.050";
    static const char OTHER[] = "date=2024-02-01 from=MXN to=USD rate=0.06";
    static const char LATER[] = "date=2024-02-02 from=MXN to=USD rate=0.07";
    expect(LINES(ONE, SAME), RESIN "currency=MXN", "1.00");
    expect(LINES(ONE, OTHER), RESIN "currency=MXN", "-");
    expect(LINES(ONE, OTHER, LATER), RESIN "currency=MXN", "1.40");
}

static int told_old(const char *rate, const char *line) {
    usmca_case *subject = subject_of(book);
    subject_row(subject, "rates", rate);
    const usmca_determination *answer = subject_determine(
        subject, "hs=3926.90 country=MX transaction_value=100 date=2024-03-31 criterion_claimed=B",
        LINES(line, line, "hs=7326.90 origin=originating value=60"));
    int told = findings_of(answer, "currency-rate-old");
    usmca_case_free(subject);
    return told;
}

/* U.R. 2(1)(a), 2(1)(b)(i): one of another time may be that of the purchase; it counts, and is told. */
static void a_rate_of_another_time_is_told_once(void **state) {
    (void)state;
    static const char THIRTY[] = "date=2024-03-01 from=MXN to=USD rate=0.05";
    static const char ONE_MORE[] = "date=2024-02-29 from=USD to=MXN rate=20";
    assert_int_equal(told_old(THIRTY, RESIN "currency=MXN"), 0);
    assert_int_equal(told_old(ONE_MORE, RESIN "currency=MXN"), 1);
    assert_int_equal(told_old(ONE_MORE, RESIN "currency=USD"), 0);
    assert_int_equal(told_old(ONE_MORE, RESIN "currency=MXN purchase_date=2024-03-30"), 0);
    assert_int_equal(told_old(ONE_MORE, RESIN "currency=MXN purchase_date=2024-03-31"), 1);
    assert_int_equal(told_old(ONE_MORE, RESIN "currency=MXN exchange_rate=0.05"), 0);
}

/* Two amounts of a line, and the good undetermined rather than wrong. */
static void a_missing_rate_is_told_once_a_line(void **state) {
    (void)state;
    expect(LINES(NULL), RESIN "currency=MXN assists=4 deductible_costs=1", "-");
    usmca_case *subject = NULL;
    assert_int_equal(determine_of(&subject, book, "hs=3926.90 country=MX transaction_value=100",
                                  LINES(RESIN "currency=MXN", "hs=7326.90 origin=originating value=60"))
                         ->status,
                     STATUS_UNDETERMINED);
    usmca_case_free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_latest_rate_that_is_not_later),
                                       cmocka_unit_test(either_direction_and_exactly),
                                       cmocka_unit_test(no_rate_is_needed),
                                       cmocka_unit_test(the_purchase),
                                       cmocka_unit_test(two_rates_of_one_day),
                                       cmocka_unit_test(a_rate_of_another_time_is_told_once),
                                       cmocka_unit_test(a_missing_rate_is_told_once_a_line)};
    return cmocka_run_group_tests(tests, load, unload);
}
