#include "unit.h"

#include "origin/day_steps.h"

static uint32_t rank_on(const struct day_span *spans, uint32_t count, date day) {
    struct arena arena = {0};
    struct day_steps steps = {0};
    assert_true(day_steps_make(&steps, &arena, spans, count));
    uint32_t rank = day_steps_rank(&steps, day);
    arena_free(&arena);
    return rank;
}

static void a_day_is_of_the_first_in_rank_that_has_it(void **state) {
    (void)state;
    static const struct day_span SPANS[] = {
        {20260301, 20260331, 0}, {20260101, 20260630, 1}, {20260601, DAY_LAST, 2}};
    assert_int_equal(rank_on(SPANS, 3, 20251231), NO_RANK);
    assert_int_equal(rank_on(SPANS, 3, 20260101), 1);
    assert_int_equal(rank_on(SPANS, 3, 20260228), 1);
    assert_int_equal(rank_on(SPANS, 3, 20260301), 0);
    assert_int_equal(rank_on(SPANS, 3, 20260331), 0);
    assert_int_equal(rank_on(SPANS, 3, 20260401), 1);
    assert_int_equal(rank_on(SPANS, 3, 20260630), 1);
    assert_int_equal(rank_on(SPANS, 3, 20260701), 2);
    assert_int_equal(rank_on(SPANS, 3, 20991231), 2);
}

static void one_may_hold_on_days_apart(void **state) {
    (void)state;
    static const struct day_span SPANS[] = {{DAY_FIRST, 20260131, 0}, {20260301, DAY_LAST, 0}};
    assert_int_equal(rank_on(SPANS, 2, 20260131), 0);
    assert_int_equal(rank_on(SPANS, 2, 20260201), NO_RANK);
    assert_int_equal(rank_on(SPANS, 2, 20260301), 0);
}

static void of_nothing_no_day_has_a_rank(void **state) {
    (void)state;
    assert_int_equal(rank_on(NULL, 0, 20260101), NO_RANK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_of_the_first_in_rank_that_has_it),
        cmocka_unit_test(one_may_hold_on_days_apart),
        cmocka_unit_test(of_nothing_no_day_has_a_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
