#ifndef USMCA_VALUE_STOCK_H
#define USMCA_VALUE_STOCK_H

#include "value/stock_lots.h"

/* One inventory while its movements are gone through: the receipts with what is left of them, and the sums.
 */
struct stock {
    const struct inventory_choice *choice;
    struct arena *arena;
    struct inventory_part *receipts; /* in order of receipt; quantity and value are what is left */
    size_t receipt_count;
    size_t first;            /* with anything left */
    struct stock_lots *lots; /* of specific identification; else NULL */
    decimal quantity;
    decimal non_originating;
    struct amount value;
    bool withdrawn; /* anything, yet */
    /* the receipts, before anything is */
    decimal received_non_originating;
    decimal received_value; /* of those that state one */
    size_t received_without_value;
    /* the averaging period, Schedule 8 section 6(1) */
    int64_t period;
    decimal period_quantity; /* at its beginning, and received in it */
    decimal period_non_originating;
    decimal ratio; /* of the period before, and what it was reckoned from */
    decimal ratio_part;
    decimal ratio_whole;
    bool ratio_known;
    bool own_ratio_found;         /* for the period in hand */
    const struct movement *ahead; /* those that come after the one in hand */
    size_t ahead_count;
};

/* `value` × part ÷ whole, to the nearest ninth decimal; part must not exceed whole. */
decimal stock_portion(decimal value, decimal part, decimal whole);

/* Takes a withdrawal from single receipts: FIFO, LIFO, specific identification. */
const char *stock_take_receipts(struct stock *stock, const struct movement *movement,
                                struct inventory_outcome *outcome);

/* By an average, Schedule 7 section 4 and Schedule 8 sections 5 to 8 and 14. */
const char *stock_take_average(struct stock *stock, const struct movement *movement,
                               struct inventory_outcome *outcome);

/* Closes the averaging periods that end before `day`. */
void stock_reach(struct stock *stock, date day);

#endif
