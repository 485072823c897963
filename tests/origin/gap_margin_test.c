#include "origin/gap_margin.h"

#include "origin/no_change.h"

static const struct gap_share *share_of(usmca_case **subject, const char *good, const char *const *lines) {
    *subject = subject_of(book);
    (*subject)->setting.gap = true;
    const struct determination *found = subject_determine(*subject, good, lines)->found;
    assert_int_equal(found->status, STATUS_ORIGINATING);
    return &found->gap.share;
}

/* U.R. 5(1): a tenth of 100 is 10, and 3.33 of it is used. */
static void what_a_line_within_the_share_of_the_price_may_rise(void **state) {
    usmca_case *subject = NULL;
    (void)state;
    const struct gap_share *share = share_of(
        &subject, "country=MX transaction_value=100 hs=3926.90",
        LINES("origin=originating value=9 hs=7326.90", "origin=non-originating value=3.33 hs=3901.10"));
    assert_int_equal(share->line_count, 1);
    assert_int_equal(share->lines[0], 1);
    assert_int_equal(share->rise.value, 667 * (DECIMAL_ONE / 100));
    usmca_case_free(subject);
}

/* What is dearer raises total cost as well: (5 + 5.55) ÷ (100 + 5.55) is a tenth, and a cent more is not. */
static void what_a_line_within_the_share_of_total_cost_may_rise(void **state) {
    usmca_case *subject = NULL;
    (void)state;
    const struct gap_share *share = share_of(
        &subject, "country=MX total_cost=100 hs=3926.90",
        LINES("origin=originating value=95 hs=7326.90", "origin=non-originating value=5 hs=3901.10"));
    assert_int_equal(share->rise.value, 555 * (DECIMAL_ONE / 100));
    usmca_case_free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_a_line_within_the_share_of_the_price_may_rise),
                                       cmocka_unit_test(what_a_line_within_the_share_of_total_cost_may_rise)};
    return cmocka_run_group_tests(tests, load, unload);
}
