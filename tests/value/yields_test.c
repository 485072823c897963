#include "value/yields.h"

#include <stdlib.h>

#include "unit.h"

/* What is found in order is held against a walk over all rows. */

enum { ROWS = 300 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static const char *const COUNTRIES[] = {"CA", "MX", "US"};

static void fill(struct federal_yield *yields, uint32_t *seed) {
    for (uint32_t i = 0; i < ROWS; i++)
        yields[i] = (struct federal_yield){.place.line = i + 2,
                                           .country = text_from(COUNTRIES[next(seed) % 3]),
                                           .week = 20240225 + (date)(next(seed) % 5),
                                           .maturity = amount_of((decimal)(next(seed) % 9) * DECIMAL_ONE / 2),
                                           .rate = amount_of((decimal)(next(seed) % 3) * DECIMAL_ONE),
                                           .series = (enum yield_series)(next(seed) % YIELD_SERIES)};
}

static bool comparable(const struct federal_yield *yield, struct text country, date day,
                       enum yield_series unlike) {
    int32_t days = date_days(yield->week, day);
    return text_equal(yield->country, country) && days >= 0 && days < 7 && yield->series != unlike;
}

static bool stands_behind(const struct federal_yield *one, const struct federal_yield *other) {
    return one->maturity.value != other->maturity.value ? one->maturity.value > other->maturity.value
                                                        : one->place.line > other->place.line;
}

static bool is_nearer(const struct federal_yield *one, const struct federal_yield *other, decimal maturity) {
    decimal left = llabs(one->maturity.value - maturity);
    decimal right = llabs(other->maturity.value - maturity);
    if (left != right)
        return left < right;
    return one->rate.value != other->rate.value ? one->rate.value < other->rate.value
                                                : stands_behind(other, one);
}

static struct yields_found walk(const struct federal_yield *yields, struct text country, date day,
                                enum yield_series unlike, decimal maturity) {
    struct yields_found found = {NULL, NULL, NULL};
    for (size_t i = 0; i < ROWS; i++) {
        const struct federal_yield *one = &yields[i];
        if (!comparable(one, country, day, unlike))
            continue;
        if (found.nearest == NULL || is_nearer(one, found.nearest, maturity))
            found.nearest = one;
        if (one->maturity.value <= maturity && (found.below == NULL || stands_behind(one, found.below)))
            found.below = one;
        if (one->maturity.value >= maturity && (found.above == NULL || stands_behind(found.above, one)))
            found.above = one;
    }
    return found;
}

static void the_nearest_maturities_of_the_week_are_found(void **state) {
    (void)state;
    size_t found_between = 0;
    for (uint32_t seed = 1; seed < 40; seed++) {
        struct federal_yield yields[ROWS];
        struct yield_table table;
        struct arena arena = {0};
        uint32_t random = seed;
        fill(yields, &random);
        assert_true(yields_sort(&table, yields, ROWS, &arena));
        for (int i = 0; i < 200; i++) {
            struct text country = text_from(COUNTRIES[next(&random) % 3]);
            date day = date_add_days(20240224, (int32_t)(next(&random) % 15));
            enum yield_series unlike = next(&random) % 2 == 0 ? YIELD_LONG_TERM : YIELD_SHORT_TERM;
            decimal maturity = (decimal)(next(&random) % 20) * DECIMAL_ONE / 4;
            struct yields_found found = yields_find(&table, country, day, unlike, maturity);
            struct yields_found expected = walk(yields, country, day, unlike, maturity);
            assert_ptr_equal(found.nearest, expected.nearest);
            assert_ptr_equal(found.below, expected.below);
            assert_ptr_equal(found.above, expected.above);
            found_between += found.below != NULL && found.above != NULL;
        }
        arena_free(&arena);
    }
    assert_in_range(found_between, 1000, 40 * 200);
}

static void nothing_is_found_among_nothing(void **state) {
    (void)state;
    struct yield_table table;
    struct arena arena = {0};
    assert_true(yields_sort(&table, NULL, 0, &arena));
    assert_null(yields_find(&table, TEXT("MX"), 20240301, YIELD_LONG_TERM, DECIMAL_ONE).nearest);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_maturities_of_the_week_are_found),
        cmocka_unit_test(nothing_is_found_among_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
