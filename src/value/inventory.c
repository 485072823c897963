#include "value/inventory.h"

#include <stdlib.h>
#include <string.h>

#include "value/stock.h"

const char *const INVENTORY_METHOD_WORDS[INVENTORY_METHODS] = {"fifo", "lifo", "average", "rolling-average",
                                                               "specific"};
const char *const INVENTORY_PERIOD_WORDS[INVENTORY_PERIODS] = {"shipment", "month", "quarter", "half-year",
                                                               "year"};

decimal stock_portion(decimal value, decimal part, decimal whole) {
    if (whole <= 0 || part >= whole)
        return whole <= 0 ? 0 : value;
    return (decimal)(((__int128)value * part + whole / 2) / whole);
}

bool inventory_withdrawn(const struct inventory_outcome *outcome) {
    return outcome->problem == NULL && outcome->movement->kind == MOVEMENT_WITHDRAWAL;
}

decimal inventory_originating(const struct inventory_outcome *outcome) {
    return outcome->movement->quantity.value - outcome->non_originating;
}

bool inventory_by_period(const struct inventory_choice *choice) {
    return choice->method == INVENTORY_AVERAGE && choice->period != PERIOD_SHIPMENT;
}

/* ---- receipts ---- */

static bool value_of(struct amount *value, const struct movement *movement) {
    *value = movement->value;
    if (value->given || !movement->unit_value.given)
        return true;
    value->given = true;
    return decimal_multiply(&value->value, movement->quantity.value, movement->unit_value.value);
}

/* So that no sum or product of two of them overflows. */
#define MOST_IN_STOCK (INT64_MAX / 4)

static const char *receive(struct stock *stock, const struct movement *movement) {
    struct amount value;
    decimal quantity = 0;
    decimal worth = 0;
    decimal in_period = 0;
    bool foreign = movement->origin != ORIGIN_DECLARED_ORIGINATING;
    if (stock->choice->method == INVENTORY_ROLLING_AVERAGE && !foreign)
        return "inventory.originating";
    if (!value_of(&value, movement) || !decimal_add(&quantity, stock->quantity, movement->quantity.value) ||
        !decimal_add(&worth, stock->value.value, value.value) ||
        !decimal_add(&in_period, stock->period_quantity, movement->quantity.value) ||
        quantity > MOST_IN_STOCK || worth > MOST_IN_STOCK)
        return "field.overflow";
    stock->receipts[stock->receipt_count++] =
        (struct inventory_part){movement, movement->quantity.value, value};
    stock->quantity = quantity;
    stock->non_originating += foreign ? movement->quantity.value : 0;
    stock->value = amount_where(stock->value.given && value.given, worth);
    stock->period_quantity = in_period;
    stock->period_non_originating += foreign ? movement->quantity.value : 0;
    return NULL;
}

/* ---- opening inventory ---- */

static void sum_up(struct stock *stock) {
    stock->quantity = stock->non_originating = 0;
    stock->value = amount_of(0);
    for (size_t i = stock->first; i < stock->receipt_count; i++) {
        const struct inventory_part *part = &stock->receipts[i];
        stock->quantity += part->quantity;
        stock->non_originating += part->receipt->origin != ORIGIN_DECLARED_ORIGINATING ? part->quantity : 0;
        stock->value.value += part->value.value;
        stock->value.given = stock->value.given && part->value.given;
    }
    stock->period_quantity = stock->quantity;
    stock->period_non_originating = stock->non_originating;
}

/* Schedule 8 sections 9(1) and 15(1): the opening inventory is the latest receipts that add up to it. One
 * whose origin is stated, by an identifier or as non-originating (sections 9(2), (3), 15(2), (3)), is a
 * receipt. */
static const char *open_inventory(struct stock *stock, const struct movement *movement) {
    if (stock->withdrawn)
        return "inventory.opening-late";
    if (movement->origin != ORIGIN_NOT_DECLARED)
        return receive(stock, movement);
    decimal wanted = movement->quantity.value;
    if (wanted > stock->quantity)
        return "inventory.opening-short";
    size_t at = stock->receipt_count;
    while (at > 0 && wanted > 0) {
        struct inventory_part *part = &stock->receipts[--at];
        decimal kept = part->quantity < wanted ? part->quantity : wanted;
        part->value.value = stock_portion(part->value.value, kept, part->quantity);
        part->quantity = kept;
        wanted -= kept;
    }
    stock->first = at;
    sum_up(stock);
    return NULL;
}

/* ---- movements in order ---- */

static const char *withdraw(struct stock *stock, const struct movement *movement,
                            struct inventory_outcome *outcome) {
    bool averages =
        stock->choice->method == INVENTORY_AVERAGE || stock->choice->method == INVENTORY_ROLLING_AVERAGE;
    const char *problem = averages ? stock_take_average(stock, movement, outcome)
                                   : stock_take_receipts(stock, movement, outcome);
    if (problem != NULL)
        return problem;
    stock->withdrawn = true;
    if (stock->quantity == 0)
        stock->value = amount_of(0);
    outcome->left = stock->quantity;
    outcome->left_non_originating = stock->non_originating;
    outcome->left_value = stock->value;
    return NULL;
}

static const char *move(struct stock *stock, const struct movement *movement,
                        struct inventory_outcome *outcome) {
    outcome->movement = movement;
    outcome->in_stock = stock->quantity;
    if (movement->quantity.value == 0)
        return "inventory.nothing";
    stock_reach(stock, movement->date);
    switch (movement->kind) {
    case MOVEMENT_RECEIPT:
        return receive(stock, movement);
    case MOVEMENT_OPENING:
        return open_inventory(stock, movement);
    default:
        return withdraw(stock, movement, outcome);
    }
}

static int in_order(const void *a, const void *b) {
    const struct movement *one = a;
    const struct movement *other = b;
    int names = text_order(one->material_id, other->material_id);
    if (names != 0)
        return names;
    if (one->date != other->date)
        return one->date < other->date ? -1 : 1;
    return one->place.line < other->place.line ? -1 : one->place.line > other->place.line;
}

bool inventory_reckon(struct inventory_outcome **outcomes, const struct inventory_choice *choice,
                      struct movement *movements, size_t count, struct arena *arena) {
    struct stock stock = {0};
    *outcomes = ARENA_ARRAY(arena, struct inventory_outcome, count + 1);
    struct inventory_part *receipts = ARENA_ARRAY(arena, struct inventory_part, count + 1);
    if (*outcomes == NULL || receipts == NULL)
        return false;
    if (count > 1)
        qsort(movements, count, sizeof *movements, in_order);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !text_equal(movements[i].material_id, movements[i - 1].material_id))
            stock =
                (struct stock){.choice = choice, .arena = arena, .receipts = receipts, .value = {0, true}};
        stock.ahead = &movements[i] + 1;
        stock.ahead_count = count - i - 1;
        (*outcomes)[i].problem = move(&stock, &movements[i], &(*outcomes)[i]);
    }
    return true;
}
