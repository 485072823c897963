#include "value/stock_lots.h"

#include <stdlib.h>

/* ---- numbers ---- */

static int lot_order(const void *a, const void *b) {
    const struct movement *one = *(const struct movement *const *)a;
    const struct movement *other = *(const struct movement *const *)b;
    int order = text_order(one->material_id, other->material_id);
    return order != 0 ? order : text_order(one->lot, other->lot);
}

static size_t number_lots(size_t *lots, const struct movement **sorted, const struct movement *movements,
                          size_t count) {
    size_t number = 0;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &movements[i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, lot_order);
    for (size_t i = 0; i < count; i++) {
        number += i > 0 && lot_order(&sorted[i - 1], &sorted[i]) != 0;
        lots[sorted[i] - movements] = number;
    }
    return number + 1;
}

/* ---- queues ---- */

static const struct lot_queue NO_RECEIPTS = {NO_RECEIPT, NO_RECEIPT, 0};

struct stock_lots *stock_lots_of(const struct movement *movements, size_t count, struct arena *arena) {
    struct stock_lots *lots = ARENA_NEW(arena, struct stock_lots);
    const struct movement **sorted = ARENA_ARRAY(arena, const struct movement *, count + 1);
    size_t *numbers = ARENA_ARRAY(arena, size_t, count + 1);
    if (lots == NULL || sorted == NULL || numbers == NULL)
        return NULL;
    size_t lot_count = number_lots(numbers, sorted, movements, count);
    *lots = (struct stock_lots){.movements = movements,
                                .lots = numbers,
                                .of_lot = ARENA_ARRAY(arena, struct lot_queue, lot_count),
                                .of_both = arena_allocate(arena, sizeof *lots->of_both * lot_count),
                                .links = ARENA_ARRAY(arena, struct lot_links, count + 1)};
    if (lots->of_lot == NULL || lots->of_both == NULL || lots->links == NULL)
        return NULL;
    for (size_t i = 0; i < lot_count; i++)
        lots->of_lot[i] = lots->of_both[i][false] = lots->of_both[i][true] = NO_RECEIPTS;
    return lots;
}

void stock_lots_begin(struct stock_lots *lots) {
    lots->of_origin[false] = lots->of_origin[true] = NO_RECEIPTS;
}

static struct lot_queue *queue_of(struct stock_lots *lots, const struct movement *movement,
                                  enum lot_queue_kind kind) {
    size_t lot = lots->lots[movement - lots->movements];
    bool foreign = movement->origin != ORIGIN_DECLARED_ORIGINATING;
    return kind == QUEUE_OF_LOT      ? &lots->of_lot[lot]
           : kind == QUEUE_OF_ORIGIN ? &lots->of_origin[foreign]
                                     : &lots->of_both[lot][foreign];
}

void stock_lots_add(struct stock_lots *lots, size_t receipt, const struct inventory_part *part) {
    for (int kind = 0; kind < LOT_QUEUE_KINDS; kind++) {
        struct lot_queue *queue = queue_of(lots, part->receipt, (enum lot_queue_kind)kind);
        size_t *before = queue->first == NO_RECEIPT ? &queue->first : &lots->links[queue->last].next[kind];
        *before = queue->last = receipt;
        lots->links[receipt].next[kind] = NO_RECEIPT;
        queue->quantity += part->quantity;
    }
}

void stock_lots_take(struct stock_lots *lots, const struct inventory_part *part, decimal quantity) {
    for (int kind = 0; kind < LOT_QUEUE_KINDS; kind++)
        queue_of(lots, part->receipt, (enum lot_queue_kind)kind)->quantity -= quantity;
}

/* ---- what a withdrawal means ---- */

static enum lot_queue_kind kind_of(const struct movement *meant) {
    return meant->lot.length == 0                 ? QUEUE_OF_ORIGIN
           : meant->origin == ORIGIN_NOT_DECLARED ? QUEUE_OF_LOT
                                                  : QUEUE_OF_LOT_AND_ORIGIN;
}

decimal stock_lots_quantity(struct stock_lots *lots, const struct movement *meant) {
    return queue_of(lots, meant, kind_of(meant))->quantity;
}

static size_t with_anything(const struct stock_lots *lots, enum lot_queue_kind kind,
                            const struct inventory_part *receipts, size_t receipt) {
    while (receipt != NO_RECEIPT && receipts[receipt].quantity == 0)
        receipt = lots->links[receipt].next[kind];
    return receipt;
}

size_t stock_lots_first(struct stock_lots *lots, const struct movement *meant,
                        const struct inventory_part *receipts) {
    enum lot_queue_kind kind = kind_of(meant);
    struct lot_queue *queue = queue_of(lots, meant, kind);
    queue->first = with_anything(lots, kind, receipts, queue->first);
    return queue->first;
}

size_t stock_lots_next(const struct stock_lots *lots, const struct movement *meant,
                       const struct inventory_part *receipts, size_t receipt) {
    enum lot_queue_kind kind = kind_of(meant);
    return with_anything(lots, kind, receipts, lots->links[receipt].next[kind]);
}
