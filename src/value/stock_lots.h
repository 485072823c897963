#ifndef USMCA_VALUE_STOCK_LOTS_H
#define USMCA_VALUE_STOCK_LOTS_H

#include "value/inventory.h"

/* The receipts of specific identification by what a withdrawal says of them: their lot, their origin, or
 * both. Each receipt stands in one queue of each kind, in order of receipt. */
enum lot_queue_kind { QUEUE_OF_LOT, QUEUE_OF_ORIGIN, QUEUE_OF_LOT_AND_ORIGIN, LOT_QUEUE_KINDS };

#define NO_RECEIPT SIZE_MAX

struct lot_queue {
    size_t first; /* with anything left, or NO_RECEIPT */
    size_t last;
    decimal quantity; /* what is left in all of it */
};

/* What stands behind a receipt in its queue of each kind. */
struct lot_links {
    size_t next[LOT_QUEUE_KINDS];
};

struct stock_lots {
    const struct movement *movements; /* by inventory */
    const size_t *lots;               /* of each movement, the number of its lot among all inventories */
    struct lot_queue *of_lot;         /* by number: of whatever origin, */
    struct lot_queue (*of_both)[2];   /* and of one: whether it does not originate */
    struct lot_queue of_origin[2];    /* of the inventory in hand */
    struct lot_links *links;          /* of each receipt of the inventory in hand */
};

/* Numbers the lots of the movements, which are by inventory. NULL where memory is exhausted. */
struct stock_lots *stock_lots_of(const struct movement *movements, size_t count, struct arena *arena);

/* Begins another inventory. */
void stock_lots_begin(struct stock_lots *lots);

/* Puts a receipt behind the others. */
void stock_lots_add(struct stock_lots *lots, size_t receipt, const struct inventory_part *part);

/* Notes that so much of a receipt is taken. */
void stock_lots_take(struct stock_lots *lots, const struct inventory_part *part, decimal quantity);

/* What is left of all that the movement may mean, which names a lot, an origin or both. */
decimal stock_lots_quantity(struct stock_lots *lots, const struct movement *meant);

/* The first receipt that it may mean and of which anything is left, or the next behind `receipt`; NO_RECEIPT
 * where there is none. */
size_t stock_lots_first(struct stock_lots *lots, const struct movement *meant,
                        const struct inventory_part *receipts);
size_t stock_lots_next(const struct stock_lots *lots, const struct movement *meant,
                       const struct inventory_part *receipts, size_t receipt);

#endif
