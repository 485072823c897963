#include "origin/vehicle/purchase_twins.h"

#include "unit.h"

/* What is paired by order is held against each row beside each. */

enum { ROWS = 80 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static struct text word(uint32_t *seed, const char *one, const char *other) {
    uint32_t which = next(seed) % 4;
    return which == 0 ? (struct text){NULL, 0} : text_from(which == 1 ? other : one);
}

static void fill(struct purchase_row *rows, struct purchase_standing *standings, uint32_t *seed) {
    date from = 20250101;
    for (size_t i = 0; i < ROWS; i++) {
        from += (date)(next(seed) % 3 == 0 && from % 100 < 27);
        from = i == ROWS / 2 ? 20250101 : from;
        rows[i] = (struct purchase_row){.producer = text_from(i < ROWS / 2 ? "P" : "Q"),
                                        .from = from,
                                        .to = from + (date)(next(seed) % 4) - 1,
                                        .basis = (enum cost_basis)(next(seed) % COST_BASES),
                                        .plant = word(seed, "A", "B"),
                                        .model_line = word(seed, "M", "N"),
                                        .class = next(seed) % 3 == 0 ? USE_NONE : USE_LIGHT_TRUCK,
                                        .exported = (enum yes_or_no)(next(seed) % YES_OR_NO)};
        standings[i] =
            (struct purchase_standing){.listed = {[METAL_STEEL] = (enum result)(next(seed) % 3),
                                                  [METAL_ALUMINUM] = (enum result)(next(seed) % 3)}};
    }
}

static enum result least(enum result one, enum result other) {
    return one < other ? one : other;
}

static enum result same_number(int one, int other) {
    return one == other ? RESULT_PASS : one == 0 || other == 0 ? RESULT_UNKNOWN : RESULT_FAIL;
}

static enum result same(const struct vehicle_data *data, size_t i, size_t k) {
    const struct purchase_row *one = &data->purchases[i];
    const struct purchase_row *other = &data->purchases[k];
    const enum result *listed = data->purchase_standings[i].listed;
    const enum result *listed_other = data->purchase_standings[k].listed;
    enum result steel = least(listed[METAL_STEEL], listed_other[METAL_STEEL]);
    enum result aluminum = least(listed[METAL_ALUMINUM], listed_other[METAL_ALUMINUM]);
    enum result result = steel > aluminum ? steel : aluminum;
    result = least(result, vehicle_same_text(one->plant, other->plant));
    result = least(result, vehicle_same_text(one->model_line, other->model_line));
    result = least(result, same_number((int)one->class, (int)other->class));
    return least(result, same_number((int)one->exported, (int)other->exported));
}

/* The best twin of a row: the one of two that stands first reaches to the first day of the other. */
static enum result twin_by_walk(const struct vehicle_data *data, size_t i) {
    enum result best = RESULT_FAIL;
    for (size_t k = 0; k < ROWS; k++) {
        const struct purchase_row *first = &data->purchases[i < k ? i : k];
        const struct purchase_row *later = &data->purchases[i < k ? k : i];
        if (k == i || first->basis == later->basis || !text_equal(first->producer, later->producer) ||
            later->from > first->to)
            continue;
        best = same(data, i, k) > best ? same(data, i, k) : best;
    }
    return best;
}

static void estimates_and_actual_purchases_are_paired(void **state) {
    (void)state;
    size_t results[RESULT_PASS + 1] = {0};
    for (uint32_t seed = 1; seed <= 60; seed++) {
        struct purchase_row rows[ROWS];
        struct purchase_standing standings[ROWS];
        struct vehicle_data data = {
            .purchases = rows, .purchase_count = ROWS, .purchase_standings = standings};
        struct arena arena = {0};
        uint32_t random = seed;
        fill(rows, standings, &random);
        assert_true(purchase_twins_find(&data, &arena));
        for (size_t i = 0; i < ROWS; i++) {
            bool estimated = rows[i].basis == COSTS_ESTIMATED;
            enum result expected = twin_by_walk(&data, i);
            assert_int_equal(standings[i].has_actual, estimated ? expected : RESULT_FAIL);
            assert_int_equal(standings[i].has_estimate, estimated ? RESULT_FAIL : expected);
            results[expected]++;
        }
        arena_free(&arena);
    }
    for (int result = RESULT_FAIL; result <= RESULT_PASS; result++)
        assert_in_range(results[result], 40, 60 * ROWS);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(estimates_and_actual_purchases_are_paired)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
