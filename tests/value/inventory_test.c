#include "value/inventory.h"

#include <string.h>

#include "unit.h"

enum { MOVED = 400 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

struct sums {
    decimal quantity;
    decimal value;
    decimal non_originating;
};

/* Receipts and withdrawals at random, more in than out; one of each seven withdrawals asks for too much. */
static struct sums fill(struct movement *movements, uint32_t seed, bool foreign_only) {
    struct sums in = {0};
    memset(movements, 0, MOVED * sizeof *movements);
    for (uint32_t i = 0; i < MOVED; i++) {
        struct movement *movement = &movements[i];
        bool foreign = foreign_only || next(&seed) % 2 == 0;
        movement->material_id = TEXT("M");
        movement->date = 20240101 + (date)(i / 20) % 28 + (date)(i / 200) * 100;
        movement->place.line = i + 2;
        movement->kind = i % 4 == 0 || next(&seed) % 3 == 0 ? MOVEMENT_RECEIPT : MOVEMENT_WITHDRAWAL;
        movement->quantity = amount_of((decimal)(next(&seed) % 1000 + 1) * DECIMAL_ONE / 7);
        movement->origin = foreign ? ORIGIN_DECLARED_NON_ORIGINATING : ORIGIN_DECLARED_ORIGINATING;
        movement->value = amount_of((decimal)(next(&seed) % 5000) * DECIMAL_ONE / 9);
        if (movement->kind != MOVEMENT_RECEIPT) {
            movement->quantity.value = movement->quantity.value / 3 * (i % 7 == 0 ? 5000 : 1);
            continue;
        }
        in.quantity += movement->quantity.value;
        in.value += movement->value.value;
        in.non_originating += foreign ? movement->quantity.value : 0;
    }
    return in;
}

static void nothing_is_lost_or_won(const struct inventory_choice *choice, uint32_t seed) {
    static struct movement movements[MOVED];
    struct arena arena = {0};
    struct inventory_outcome *outcomes = NULL;
    const struct inventory_outcome *last = NULL;
    bool foreign_only = choice->method == INVENTORY_ROLLING_AVERAGE;
    struct sums in = fill(movements, seed, foreign_only);
    struct sums out = {0};
    assert_true(inventory_reckon(&outcomes, choice, movements, MOVED, &arena));
    for (size_t i = 0; i < MOVED; i++) {
        const struct movement *movement = outcomes[i].movement;
        if (movement->kind == MOVEMENT_RECEIPT) {
            assert_null(outcomes[i].problem);
            continue;
        }
        if (outcomes[i].problem != NULL) {
            assert_string_equal(outcomes[i].problem, "inventory.short");
            assert_true(movement->quantity.value > outcomes[i].in_stock);
            continue;
        }
        last = &outcomes[i];
        out.quantity += movement->quantity.value;
        out.value += last->value.value;
        out.non_originating += last->non_originating;
        assert_in_range(last->non_originating, 0, movement->quantity.value);
        assert_in_range(last->non_originating_value.value, 0, last->value.value);
    }
    assert_non_null(last);
    for (size_t i = (size_t)(last - outcomes); i < MOVED; i++)
        if (outcomes[i].movement->kind == MOVEMENT_RECEIPT) {
            in.quantity -= outcomes[i].movement->quantity.value;
            in.value -= outcomes[i].movement->value.value;
            bool foreign = outcomes[i].movement->origin == ORIGIN_DECLARED_NON_ORIGINATING;
            in.non_originating -= foreign ? outcomes[i].movement->quantity.value : 0;
        }
    assert_int_equal(in.quantity, out.quantity + last->left);
    assert_int_equal(in.value, out.value + last->left_value.value);
    assert_int_equal(in.non_originating, out.non_originating + last->left_non_originating);
    arena_free(&arena);
}

static void every_method_conserves_quantity_origin_and_value(void **state) {
    (void)state;
    static const enum inventory_method METHODS_TRIED[] = {INVENTORY_FIFO, INVENTORY_LIFO, INVENTORY_AVERAGE,
                                                          INVENTORY_ROLLING_AVERAGE};
    for (size_t i = 0; i < sizeof METHODS_TRIED / sizeof METHODS_TRIED[0]; i++)
        for (uint32_t seed = 1; seed <= 50; seed++)
            nothing_is_lost_or_won(
                &(struct inventory_choice){.method = METHODS_TRIED[i], .first_month = 1, .places = -1}, seed);
}

/* ---- specific identification, held against a walk over all receipts ---- */

static void name_lots(struct movement *movements, uint32_t seed) {
    static const char *const LOTS[] = {"", "L1", "L2", "L3"};
    for (uint32_t i = 0; i < MOVED; i++) {
        struct movement *movement = &movements[i];
        movement->lot = text_from(LOTS[next(&seed) % 4]);
        if (movement->kind != MOVEMENT_RECEIPT && movement->lot.length > 0 && next(&seed) % 2 == 0)
            movement->origin = ORIGIN_NOT_DECLARED;
    }
}

static bool may_be(const struct movement *receipt, const struct movement *withdrawal) {
    return (withdrawal->lot.length == 0 || text_equal(withdrawal->lot, receipt->lot)) &&
           (withdrawal->origin == ORIGIN_NOT_DECLARED || withdrawal->origin == receipt->origin);
}

static decimal left_for(const struct movement *withdrawal, const struct movement *movements,
                        const decimal *left, size_t count) {
    decimal sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += may_be(&movements[i], withdrawal) ? left[i] : 0;
    return sum;
}

static void the_earliest_that_is_meant_is_taken(const struct inventory_outcome *outcome,
                                                const struct movement *movements, decimal *left,
                                                size_t count) {
    size_t part = 0;
    decimal wanted = outcome->movement->quantity.value;
    for (size_t i = 0; i < count && wanted > 0; i++) {
        if (left[i] == 0 || !may_be(&movements[i], outcome->movement))
            continue;
        assert_in_range(part, 0, outcome->part_count - 1);
        assert_ptr_equal(outcome->parts[part].receipt, &movements[i]);
        assert_int_equal(outcome->parts[part].quantity, left[i] < wanted ? left[i] : wanted);
        left[i] -= outcome->parts[part].quantity;
        wanted -= outcome->parts[part].quantity;
        part++;
    }
    assert_int_equal(wanted, 0);
    assert_int_equal(part, outcome->part_count);
}

static void specific_identification_takes_what_is_named(void **state) {
    (void)state;
    static struct movement movements[MOVED];
    for (uint32_t seed = 1; seed <= 50; seed++) {
        const struct inventory_choice choice = {.method = INVENTORY_SPECIFIC, .first_month = 1, .places = -1};
        struct inventory_outcome *outcomes = NULL;
        struct arena arena = {0};
        decimal left[MOVED] = {0};
        size_t taken = 0;
        (void)fill(movements, seed, false);
        name_lots(movements, seed);
        assert_true(inventory_reckon(&outcomes, &choice, movements, MOVED, &arena));
        for (size_t i = 0; i < MOVED; i++) {
            if (movements[i].kind == MOVEMENT_RECEIPT) {
                left[i] = movements[i].quantity.value;
                continue;
            }
            assert_int_equal(outcomes[i].in_stock, left_for(&movements[i], movements, left, i));
            if (outcomes[i].problem != NULL)
                continue;
            the_earliest_that_is_meant_is_taken(&outcomes[i], movements, left, i);
            taken++;
        }
        assert_in_range(taken, 20, MOVED);
        arena_free(&arena);
    }
}

/* ---- openings and periods ---- */

/* Schedule 8 section 9(1): the latest receipts are the inventory, and only what they say counts. */
static void an_opening_leaves_the_earliest_receipts_out(void **state) {
    (void)state;
    struct movement movements[] = {
        {.kind = MOVEMENT_RECEIPT, .quantity = {9, true}, .origin = ORIGIN_DECLARED_NON_ORIGINATING},
        {.kind = MOVEMENT_RECEIPT,
         .quantity = {10, true},
         .value = {100, true},
         .origin = ORIGIN_DECLARED_ORIGINATING},
        {.kind = MOVEMENT_RECEIPT,
         .quantity = {10, true},
         .value = {300, true},
         .origin = ORIGIN_DECLARED_NON_ORIGINATING},
        {.kind = MOVEMENT_OPENING, .quantity = {20, true}},
        {.kind = MOVEMENT_OPENING, .quantity = {14, true}},
        {.kind = MOVEMENT_OPENING, .quantity = {15, true}},
        {.kind = MOVEMENT_WITHDRAWAL, .quantity = {7, true}}};
    const size_t count = sizeof movements / sizeof movements[0];
    for (size_t i = 0; i < count; i++)
        movements[i].place.line = i + 2;
    const struct inventory_choice choice = {.method = INVENTORY_AVERAGE, .first_month = 1, .places = -1};
    struct inventory_outcome *outcomes = NULL;
    struct arena arena = {0};
    assert_true(inventory_reckon(&outcomes, &choice, movements, count, &arena));
    assert_null(outcomes[3].problem);
    assert_null(outcomes[4].problem);
    assert_string_equal(outcomes[5].problem, "inventory.opening-short");
    assert_int_equal(outcomes[6].in_stock, 14);
    assert_int_equal(outcomes[6].non_originating, 5);
    assert_true(outcomes[6].value.given); /* that of the first receipt is not */
    assert_int_equal(outcomes[6].value.value, 170);
    arena_free(&arena);
}

static void a_period_without_stock_before_it_is_taken_as_foreign(void **state) {
    (void)state;
    struct movement movements[] = {{.material_id = TEXT("M"),
                                    .date = 20240105,
                                    .kind = MOVEMENT_RECEIPT,
                                    .quantity = {10 * DECIMAL_ONE, true},
                                    .origin = ORIGIN_DECLARED_ORIGINATING,
                                    .place.line = 2},
                                   {.material_id = TEXT("M"),
                                    .date = 20240106,
                                    .kind = MOVEMENT_WITHDRAWAL,
                                    .quantity = {4 * DECIMAL_ONE, true},
                                    .place.line = 3},
                                   {.material_id = TEXT("M"),
                                    .date = 20240501,
                                    .kind = MOVEMENT_WITHDRAWAL,
                                    .quantity = {4 * DECIMAL_ONE, true},
                                    .place.line = 4}};
    struct inventory_choice choice = {
        .method = INVENTORY_AVERAGE, .period = PERIOD_QUARTER, .first_month = 1, .places = -1};
    struct inventory_outcome *outcomes = NULL;
    struct arena arena = {0};
    assert_true(inventory_reckon(&outcomes, &choice, movements, 3, &arena));
    assert_true(outcomes[1].no_period);
    assert_int_equal(outcomes[1].non_originating, 4 * DECIMAL_ONE);
    assert_false(outcomes[1].value.given); /* the receipt has none */
    assert_false(outcomes[2].no_period);
    assert_int_equal(outcomes[2].non_originating, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_method_conserves_quantity_origin_and_value),
        cmocka_unit_test(specific_identification_takes_what_is_named),
        cmocka_unit_test(an_opening_leaves_the_earliest_receipts_out),
        cmocka_unit_test(a_period_without_stock_before_it_is_taken_as_foreign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
