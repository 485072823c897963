#include "unit.h"

#include "origin/figure.h"

enum { POINT = 10000 }; /* of decimal_percent */

static decimal points(int64_t percent) {
    return percent * DECIMAL_ONE;
}

/* U.R. 18(22): what is required is what is asked, less the points of labour value content. */
static void a_credit_lowers_what_is_required_and_the_margin_is_to_that(void **state) {
    (void)state;
    struct figure figure = figure_of(true, 61 * POINT, points(64), RESULT_FAIL);
    assert_int_equal(figure.required, points(64));
    assert_int_equal(figure.margin, -3 * POINT);
    figure_ask(&figure, points(64), points(4));
    assert_int_equal(figure.asked, points(64));
    assert_int_equal(figure.credit, points(4));
    assert_int_equal(figure.required, points(60));
    assert_int_equal(figure.margin, 1 * POINT);
    figure_ask(&figure, points(64), points(3));
    assert_int_equal(figure.margin, 0);
}

static void a_share_that_may_not_be_exceeded_has_its_margin_below_the_limit(void **state) {
    (void)state;
    assert_int_equal(figure_at_most(true, 9 * POINT, points(10), RESULT_PASS).margin, POINT);
    assert_int_equal(figure_at_most(true, 10 * POINT, points(10), RESULT_PASS).margin, 0);
    assert_int_equal(figure_at_most(true, 12 * POINT, points(10), RESULT_FAIL).margin, -2 * POINT);
}

static void where_nothing_is_known_or_asked_there_is_no_margin(void **state) {
    (void)state;
    assert_int_equal(figure_of(false, 61 * POINT, points(64), RESULT_UNKNOWN).margin, 0);
    assert_int_equal(figure_of(false, 61 * POINT, points(64), RESULT_UNKNOWN).percent, 0);
    assert_int_equal(figure_of(true, 61 * POINT, 0, RESULT_PASS).margin, 0);
    assert_int_equal(figure_at_most(false, 0, points(10), RESULT_UNKNOWN).margin, 0);
}

static void the_result_goes_before_the_margin(void **state) {
    (void)state;
    struct figure passed = figure_of(true, 50 * POINT, points(50), RESULT_PASS);
    struct figure failed = figure_of(true, 59 * POINT, points(60), RESULT_FAIL);
    struct figure nearer = figure_of(true, 49 * POINT + POINT / 2, points(50), RESULT_FAIL);
    struct figure not_known = figure_of(false, 0, points(60), RESULT_FAIL);
    assert_true(figure_better(&passed, &failed));
    assert_false(figure_better(&failed, &passed));
    assert_true(figure_better(&nearer, &failed)); /* by its margin, and not by its percentage */
    assert_false(figure_better(&failed, &nearer));
    assert_false(figure_better(&failed, &failed));
    assert_false(figure_better(&not_known, &failed));
    assert_false(figure_better(&nearer, &not_known));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_credit_lowers_what_is_required_and_the_margin_is_to_that),
        cmocka_unit_test(a_share_that_may_not_be_exceeded_has_its_margin_below_the_limit),
        cmocka_unit_test(where_nothing_is_known_or_asked_there_is_no_margin),
        cmocka_unit_test(the_result_goes_before_the_margin)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
