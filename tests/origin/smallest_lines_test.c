#include "origin/smallest_lines.h"

#include <stdlib.h>

#include "unit.h"

static decimal kept(const decimal *values, size_t count, decimal capacity, bool *sure) {
    bool keep[64] = {false};
    decimal sum = 0;
    struct arena arena = {0};
    *sure = smallest_lines(&arena, values, count, capacity, keep);
    arena_free(&arena);
    for (size_t i = 0; i < count; i++)
        sum += keep[i] ? values[i] : 0;
    return sum;
}

static void the_largest_that_fits_is_kept(void **state) {
    (void)state;
    bool sure = false;
    assert_int_equal(kept((const decimal[]){50, 30, 21, 20}, 4, 50, &sure), 50);
    assert_int_equal(kept((const decimal[]){51, 30, 20}, 3, 50, &sure), 50); /* the greedy way keeps 50 too */
    assert_int_equal(kept((const decimal[]){40, 26, 25}, 3, 51, &sure), 51); /* here it would keep 40 */
    assert_int_equal(kept((const decimal[]){40, 26, 25}, 3, 0, &sure), 0);
    assert_int_equal(kept((const decimal[]){40, 26, 25}, 3, -5, &sure), 0);
    assert_int_equal(kept((const decimal[]){1, 2, 3}, 3, 100, &sure), 6);
    assert_int_equal(kept(NULL, 0, 100, &sure), 0);
    assert_true(sure);
}

/* Every set of ten values, counted out. */
static void no_set_is_better(void **state) {
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        decimal values[10];
        for (size_t i = 0; i < 10; i++) {
            seed = seed * 1664525U + 1013904223U;
            values[i] = seed >> 20;
        }
        decimal capacity = (decimal)(seed >> 18);
        decimal best = 0;
        for (uint32_t set = 0; set < 1024; set++) {
            decimal sum = 0;
            for (size_t i = 0; i < 10; i++)
                sum += set >> i & 1 ? values[i] : 0;
            best = sum <= capacity && sum > best ? sum : best;
        }
        bool sure = false;
        assert_int_equal(kept(values, 10, capacity, &sure), best);
        assert_true(sure);
    }
}

/* Sixty even values and an odd capacity: no set is full, and there are too many to look at. */
static void what_is_not_sure_is_said(void **state) {
    (void)state;
    decimal values[60];
    bool sure = true;
    for (int i = 0; i < 60; i++)
        values[i] = 1000000 + 2 * i;
    decimal sum = kept(values, 60, 30500001, &sure);
    assert_false(sure);
    assert_true(sum <= 30500001 && sum > 29000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_largest_that_fits_is_kept),
                                       cmocka_unit_test(no_set_is_better),
                                       cmocka_unit_test(what_is_not_sure_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
