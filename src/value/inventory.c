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

/* For an opening inventory, which there is only before anything is withdrawn. */
static void note_received(struct stock *stock, const struct inventory_part *part) {
    if (stock->withdrawn)
        return;
    bool foreign = part->receipt->origin != ORIGIN_DECLARED_ORIGINATING;
    stock->received_non_originating += foreign ? part->quantity : 0;
    stock->received_value += part->value.value;
    stock->received_without_value += !part->value.given;
}

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
        quantity > MOST_IN_STOCK || worth > MOST_IN_STOCK ||
        (!stock->withdrawn && value.value > MOST_IN_STOCK - stock->received_value))
        return "field.overflow";
    struct inventory_part *part = &stock->receipts[stock->receipt_count];
    *part = (struct inventory_part){movement, movement->quantity.value, value};
    if (stock->lots != NULL)
        stock_lots_add(stock->lots, stock->receipt_count, part);
    note_received(stock, part);
    stock->receipt_count++;
    stock->quantity = quantity;
    stock->non_originating += foreign ? movement->quantity.value : 0;
    stock->value = amount_where(stock->value.given && value.given, worth);
    stock->period_quantity = in_period;
    stock->period_non_originating += foreign ? movement->quantity.value : 0;
    return NULL;
}

/* ---- opening inventory ---- */

/* So much of the earliest receipt is none of the opening inventory. */
static void leave_out(struct stock *stock, struct inventory_part *part, decimal quantity) {
    decimal kept = part->quantity - quantity;
    decimal worth = stock_portion(part->value.value, kept, part->quantity);
    if (stock->lots != NULL)
        stock_lots_take(stock->lots, part, quantity);
    if (part->receipt->origin != ORIGIN_DECLARED_ORIGINATING)
        stock->received_non_originating -= quantity;
    stock->received_without_value -= kept == 0 && !part->value.given;
    stock->quantity -= quantity;
    stock->received_value -= part->value.value - worth;
    part->quantity = kept;
    part->value.value = worth;
}

/* Schedule 8 sections 9(1) and 15(1): the opening inventory is the latest receipts that add up to it. One
 * whose origin is stated, by an identifier or as non-originating (sections 9(2), (3), 15(2), (3)), is a
 * receipt. */
static const char *open_inventory(struct stock *stock, const struct movement *movement) {
    if (stock->withdrawn)
        return "inventory.opening-late";
    if (movement->origin != ORIGIN_NOT_DECLARED)
        return receive(stock, movement);
    decimal excess = stock->quantity - movement->quantity.value;
    if (excess < 0)
        return "inventory.opening-short";
    while (excess > 0) {
        struct inventory_part *part = &stock->receipts[stock->first];
        decimal left_out = part->quantity < excess ? part->quantity : excess;
        leave_out(stock, part, left_out);
        stock->first += part->quantity == 0;
        excess -= left_out;
    }
    stock->value = amount_of(stock->received_value);
    stock->value.given = stock->received_without_value == 0;
    stock->period_quantity = stock->quantity;
    stock->period_non_originating = stock->non_originating = stock->received_non_originating;
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

static void begin(struct stock *stock, const struct inventory_choice *choice, struct inventory_part *receipts,
                  struct stock_lots *lots, struct arena *arena) {
    *stock = (struct stock){
        .choice = choice, .arena = arena, .receipts = receipts, .lots = lots, .value = {0, true}};
    if (lots != NULL)
        stock_lots_begin(lots);
}

bool inventory_reckon(struct inventory_outcome **outcomes, const struct inventory_choice *choice,
                      struct movement *movements, size_t count, struct arena *arena) {
    struct stock stock = {0};
    *outcomes = ARENA_ARRAY(arena, struct inventory_outcome, count + 1);
    struct inventory_part *receipts = ARENA_ARRAY(arena, struct inventory_part, count + 1);
    struct stock_lots *lots = NULL;
    if (*outcomes == NULL || receipts == NULL)
        return false;
    if (count > 1)
        qsort(movements, count, sizeof *movements, in_order);
    if (choice->method == INVENTORY_SPECIFIC && (lots = stock_lots_of(movements, count, arena)) == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !text_equal(movements[i].material_id, movements[i - 1].material_id))
            begin(&stock, choice, receipts, lots, arena);
        stock.ahead = &movements[i] + 1;
        stock.ahead_count = count - i - 1;
        (*outcomes)[i].problem = move(&stock, &movements[i], &(*outcomes)[i]);
    }
    return true;
}
