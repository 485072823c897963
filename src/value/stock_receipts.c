#include "value/stock.h"

static void take_part(struct stock *stock, struct inventory_part *from, decimal wanted,
                      struct inventory_outcome *outcome) {
    decimal quantity = wanted < from->quantity ? wanted : from->quantity;
    struct amount value = amount_where(from->value.given, 0);
    if (value.given)
        value.value = stock_portion(from->value.value, quantity, from->quantity);
    if (stock->lots != NULL)
        stock_lots_take(stock->lots, from, quantity);
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
static size_t first_receipt(const struct stock *stock, const struct movement *movement) {
    return stock->lots != NULL ? stock_lots_first(stock->lots, movement, stock->receipts)
           : stock->choice->method == INVENTORY_LIFO ? stock->receipt_count - 1
                                                     : stock->first;
}

static size_t next_receipt(const struct stock *stock, const struct movement *movement, size_t receipt) {
    return stock->lots != NULL ? stock_lots_next(stock->lots, movement, stock->receipts, receipt)
           : stock->choice->method == INVENTORY_LIFO ? receipt - 1
                                                     : receipt + 1;
}

static size_t parts_needed(const struct stock *stock, const struct movement *movement, decimal wanted) {
    size_t count = 1;
    size_t receipt = first_receipt(stock, movement);
    while ((wanted -= stock->receipts[receipt].quantity) > 0) {
        receipt = next_receipt(stock, movement, receipt);
        count++;
    }
    return count;
}

const char *stock_take_receipts(struct stock *stock, const struct movement *movement,
                                struct inventory_outcome *outcome) {
    bool specific = stock->choice->method == INVENTORY_SPECIFIC;
    if (specific && movement->lot.length == 0 && movement->origin == ORIGIN_NOT_DECLARED)
        return "inventory.unidentified";
    outcome->in_stock = specific ? stock_lots_quantity(stock->lots, movement) : stock->quantity;
    decimal wanted = movement->quantity.value;
    if (wanted > outcome->in_stock)
        return "inventory.short";
    outcome->parts = ARENA_ARRAY(stock->arena, struct inventory_part, parts_needed(stock, movement, wanted));
    if (outcome->parts == NULL)
        return "field.memory";
    outcome->value.given = outcome->non_originating_value.given = true;
    for (size_t receipt = first_receipt(stock, movement); wanted > 0;
         receipt = next_receipt(stock, movement, receipt)) {
        take_part(stock, &stock->receipts[receipt], wanted, outcome);
        wanted -= outcome->parts[outcome->part_count - 1].quantity;
    }
    while (stock->first < stock->receipt_count && stock->receipts[stock->first].quantity == 0)
        stock->first++;
    while (stock->lots == NULL && stock->receipt_count > stock->first &&
           stock->receipts[stock->receipt_count - 1].quantity == 0)
        stock->receipt_count--; /* queues name receipts by their place */
    return NULL;
}
