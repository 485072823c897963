#include "value/stock.h"

static bool is_meant(const struct stock *stock, const struct inventory_part *part,
                     const struct movement *movement) {
    if (part->quantity == 0)
        return false;
    if (stock->choice->method != INVENTORY_SPECIFIC)
        return true;
    bool of_lot = movement->lot.length == 0 || text_equal(movement->lot, part->receipt->lot);
    bool foreign = part->receipt->origin != ORIGIN_DECLARED_ORIGINATING;
    bool of_origin = movement->origin == ORIGIN_NOT_DECLARED ||
                     foreign == (movement->origin == ORIGIN_DECLARED_NON_ORIGINATING);
    return of_lot && of_origin;
}

static decimal meant_quantity(const struct stock *stock, const struct movement *movement) {
    decimal sum = 0;
    for (size_t i = stock->first; i < stock->receipt_count; i++)
        if (is_meant(stock, &stock->receipts[i], movement))
            sum += stock->receipts[i].quantity;
    return sum;
}

static void take_part(struct stock *stock, struct inventory_part *from, decimal wanted,
                      struct inventory_outcome *outcome) {
    decimal quantity = wanted < from->quantity ? wanted : from->quantity;
    struct amount value = amount_where(from->value.given, 0);
    if (value.given)
        value.value = stock_portion(from->value.value, quantity, from->quantity);
    from->quantity -= quantity;
    from->value.value -= value.value;
    outcome->parts[outcome->part_count++] = (struct inventory_part){from->receipt, quantity, value};
    bool foreign = from->receipt->origin != ORIGIN_DECLARED_ORIGINATING;
    outcome->value.given = outcome->value.given && value.given;
    outcome->value.value += value.value;
    stock->quantity -= quantity;
    stock->value.value -= value.value;
    if (!foreign)
        return;
    outcome->non_originating += quantity;
    outcome->non_originating_value.given = outcome->non_originating_value.given && value.given;
    outcome->non_originating_value.value += value.value;
    stock->non_originating -= quantity;
}

/* The receipts in the order in which they are taken. */
static struct inventory_part *next_receipt(const struct stock *stock, size_t index) {
    return &stock->receipts[stock->choice->method == INVENTORY_LIFO ? stock->receipt_count - 1 - index
                                                                    : stock->first + index];
}

static size_t parts_needed(const struct stock *stock, const struct movement *movement, decimal wanted) {
    size_t count = 0;
    for (size_t i = 0; wanted > 0; i++) {
        const struct inventory_part *part = next_receipt(stock, i);
        if (!is_meant(stock, part, movement))
            continue;
        wanted -= part->quantity;
        count++;
    }
    return count;
}

const char *stock_take_receipts(struct stock *stock, const struct movement *movement,
                                struct inventory_outcome *outcome) {
    bool specific = stock->choice->method == INVENTORY_SPECIFIC;
    if (specific && movement->lot.length == 0 && movement->origin == ORIGIN_NOT_DECLARED)
        return "inventory.unidentified";
    outcome->in_stock = specific ? meant_quantity(stock, movement) : stock->quantity;
    decimal wanted = movement->quantity.value;
    if (wanted > outcome->in_stock)
        return "inventory.short";
    outcome->parts =
        ARENA_ARRAY(stock->arena, struct inventory_part, parts_needed(stock, movement, wanted) + 1);
    if (outcome->parts == NULL)
        return "field.memory";
    outcome->value.given = outcome->non_originating_value.given = true;
    for (size_t i = 0; wanted > 0; i++) {
        struct inventory_part *from = next_receipt(stock, i);
        if (!is_meant(stock, from, movement))
            continue;
        take_part(stock, from, wanted, outcome);
        wanted -= outcome->parts[outcome->part_count - 1].quantity;
    }
    while (stock->first < stock->receipt_count && stock->receipts[stock->first].quantity == 0)
        stock->first++;
    while (stock->receipt_count > stock->first && stock->receipts[stock->receipt_count - 1].quantity == 0)
        stock->receipt_count--;
    return NULL;
}
