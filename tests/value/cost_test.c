#include "value/cost.h"

#include <stdlib.h>

#include "unit.h"

enum { GOODS = 7, ENTRIES = 60, BASES = 3, RUNS = 200 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static const char *const GOOD_IDS[GOODS] = {"A", "B", "C", "D", "E", "F", "G"};
static const char *const BASE_NAMES[BASES] = {"hours", "sales", "floor"};

struct books {
    struct ledger_entry ledger[ENTRIES];
    struct base_share bases[GOODS * BASES];
    struct arena arena;
};

static void fill(struct books *books, uint32_t seed) {
    for (size_t i = 0; i < ENTRIES; i++) {
        struct ledger_entry *entry = &books->ledger[i];
        *entry = (struct ledger_entry){.account = TEXT("account"),
                                       .class = (enum cost_class)(1 + next(&seed) % COST_CURRENCY_LOSS)};
        entry->amount = (struct total_amount){(total)(next(&seed) + 1) * next(&seed) * DECIMAL_ONE / 7, true};
        if (next(&seed) % 3 == 0 || entry->class <= COST_DIRECT_LABOUR)
            entry->good_id = text_from(GOOD_IDS[next(&seed) % GOODS]);
        else if (entry->class == COST_DIRECT_OVERHEAD || next(&seed) % 2 == 0)
            entry->base = text_from(BASE_NAMES[next(&seed) % BASES]);
        if (entry->class > COST_DIRECT_MATERIAL && next(&seed) % 4 == 0) {
            entry->excluded = EXCLUDED_ROYALTIES;
            entry->excluded_amount = (struct total_amount){entry->amount.value / 3, true};
        }
    }
    for (size_t i = 0; i < (size_t)GOODS * BASES; i++)
        books->bases[i] = (struct base_share){.good_id = text_from(GOOD_IDS[i % GOODS]),
                                              .base = text_from(BASE_NAMES[i / GOODS]),
                                              .amount = {(total)(next(&seed) + 1) * DECIMAL_ONE / 3, true}};
}

static total sum_of_ledger(const struct books *books) {
    total sum = 0;
    for (size_t i = 0; i < ENTRIES; i++)
        sum += books->ledger[i].class == COST_CURRENCY_GAIN ? -books->ledger[i].amount.value
                                                            : books->ledger[i].amount.value;
    return sum;
}

/* Whatever the method, the route and the rounding: what the goods have is what the books have. */
static void test_allocation_sums_to_the_ledger(void **state) {
    (void)state;
    struct books *books = calloc(1, sizeof *books);
    for (uint32_t seed = 1; seed <= RUNS; seed++) {
        const struct cost_choice choice = {
            .method = (enum overhead_method)(seed % OVERHEAD_METHODS),
            .route = (enum net_cost_route)(seed / 3 % NET_COST_ROUTES),
            .base = seed % OVERHEAD_METHODS == OVERHEAD_COST_RATIO ? TEXT("sales") : TEXT(""),
            .places = (int)(seed % 5) - 1};
        struct cost_outcome outcome;
        total costs = 0;
        total excluded = 0;
        total net = 0;
        fill(books, seed);
        assert_true(cost_allocate(&outcome, &choice, books->ledger, ENTRIES, books->bases,
                                  (size_t)GOODS * BASES, NULL, 0, &books->arena));
        assert_int_equal(outcome.problem_count, 0);
        for (size_t i = 0; i < outcome.good_count; i++) {
            costs += outcome.goods[i].total_cost;
            excluded += outcome.goods[i].excluded;
            net += outcome.goods[i].net_cost;
        }
        assert_true(costs == sum_of_ledger(books) && costs == outcome.ledger);
        assert_true(excluded == outcome.excluded && net == costs - excluded);
        for (size_t p = 0; p < outcome.pool_count; p++) {
            total given = 0;
            for (size_t i = 0; i < outcome.good_count; i++)
                given += outcome.goods[i].shares[p].amount;
            assert_true(given == outcome.pools[p].amount);
        }
        arena_reset(&books->arena);
    }
    arena_free(&books->arena);
    free(books);
}

static const struct cost_problem *problem_of(struct ledger_entry entry, struct cost_outcome *outcome,
                                             struct arena *arena) {
    const struct cost_choice choice = {.places = -1};
    const struct base_share bases[] = {
        {.good_id = TEXT("A"), .base = TEXT("hours"), .amount = {DECIMAL_ONE, true}}};
    assert_true(cost_allocate(outcome, &choice, &entry, 1, bases, 1, NULL, 0, arena));
    return outcome->problem_count > 0 ? outcome->problems : NULL;
}

static void test_what_cannot_be_allocated(void **state) {
    (void)state;
    struct arena arena = {0};
    struct cost_outcome outcome;
    struct ledger_entry entry = {
        .account = TEXT("Rent"), .class = COST_PERIOD, .amount = {100 * DECIMAL_ONE, true}};
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.no-base");
    entry.base = TEXT("weight");
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.base-unknown");
    entry.base = TEXT("hours");
    assert_null(problem_of(entry, &outcome, &arena));
    entry.excluded_amount = (struct total_amount){DECIMAL_ONE, true};
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.excluded-kind");
    entry.excluded = EXCLUDED_ROYALTIES;
    entry.excluded_amount.value = 101 * DECIMAL_ONE;
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.excluded-exceeds");
    entry.class = COST_DIRECT_MATERIAL;
    entry.excluded_amount.value = DECIMAL_ONE;
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.excluded-material");
    entry = (struct ledger_entry){.account = TEXT("Gain"),
                                  .class = COST_CURRENCY_GAIN,
                                  .amount = {-DECIMAL_ONE, true},
                                  .good_id = TEXT("A")};
    assert_string_equal(problem_of(entry, &outcome, &arena)->row.message, "cost.currency-sign");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_allocation_sums_to_the_ledger),
                                       cmocka_unit_test(test_what_cannot_be_allocated)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
