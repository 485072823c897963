#include "origin/gap_figures.h"

#include "origin/subject.h"

static void what_is_allowed_is_what_just_reaches_the_content(void **state) {
    (void)state;
    const struct rvc rvc = {.base = amount_of(100 * DECIMAL_ONE), .content = {.required = 60 * DECIMAL_ONE}};
    assert_int_equal(gap_allowed(&rvc), 40 * DECIMAL_ONE);
}

static void a_figure_that_does_not_fit_is_the_nearest_that_does(void **state) {
    (void)state;
    assert_int_equal(gap_fit(-1), 0);
    assert_int_equal(gap_fit(INT64_MAX), INT64_MAX);
    assert_int_equal(gap_fit((__int128)INT64_MAX + 1), INT64_MAX);
}

/* U.R. 9(2)(a)(i) */
static void of_a_net_cost_that_may_be_less_the_lesser_counts(void **state) {
    (void)state;
    const struct determination determination = {.net_cost_least = amount_of(90 * DECIMAL_ONE)};
    const struct test test = {.rvc = {[METHOD_NET_COST] = {.base = amount_of(100 * DECIMAL_ONE)},
                                      [METHOD_TRANSACTION_VALUE] = {.base = amount_of(120 * DECIMAL_ONE)}}};
    assert_int_equal(gap_reckoned_content(&determination, &test, METHOD_NET_COST).base.value,
                     90 * DECIMAL_ONE);
    assert_int_equal(gap_reckoned_content(&determination, &test, METHOD_TRANSACTION_VALUE).base.value,
                     120 * DECIMAL_ONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_allowed_is_what_just_reaches_the_content),
                                       cmocka_unit_test(a_figure_that_does_not_fit_is_the_nearest_that_does),
                                       cmocka_unit_test(of_a_net_cost_that_may_be_less_the_lesser_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
