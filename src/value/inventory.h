#ifndef USMCA_VALUE_INVENTORY_H
#define USMCA_VALUE_INVENTORY_H

#include "base/arena.h"
#include "case/movement.h"

/* Materials and goods that cannot be told apart once they are in stock: which of them a withdrawal is taken
 * to be, and what they are worth. Fungible materials and goods, U.R. 8(18) and Schedule 8; the value of
 * non-originating identical materials, U.R. 7(10) and Schedule 7. */

enum inventory_method {
    INVENTORY_FIFO,            /* Schedules 7 and 8, section 1 */
    INVENTORY_LIFO,            /* the same */
    INVENTORY_AVERAGE,         /* Schedule 8, sections 5 to 8 and 14 */
    INVENTORY_ROLLING_AVERAGE, /* Schedule 7, section 4 */
    INVENTORY_SPECIFIC,        /* Schedule 8, sections 4 and 13 */
    INVENTORY_METHODS
};
extern const char *const INVENTORY_METHOD_WORDS[INVENTORY_METHODS];

/* For the average method: each shipment by the stock before it, Schedule 8 section 8; by the ratio of the
 * month or quarter before, sections 6 and 14; or by that of the very period over which net cost is averaged,
 * section 7 and U.R. 7(15). */
enum inventory_period {
    PERIOD_SHIPMENT,
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF_YEAR, /* these two of section 7 alone */
    PERIOD_YEAR,
    INVENTORY_PERIODS
};
extern const char *const INVENTORY_PERIOD_WORDS[INVENTORY_PERIODS];

/* One choice holds for a fiscal year, Schedule 7 section 3 and Schedule 8 sections 3 and 12. */
struct inventory_choice {
    enum inventory_method method;
    enum inventory_period period;
    bool own_ratio;  /* of the period itself, section 7 */
    int first_month; /* of the fiscal year, 1 to 12 */
    int places;      /* decimals to which a ratio and an average value are rounded; negative for all nine */
};

/* A part of a receipt. */
struct inventory_part {
    const struct movement *receipt;
    decimal quantity;
    struct amount value;
};

/* What a withdrawal is taken to be; of other movements only `problem` is set. */
struct inventory_outcome {
    const struct movement *movement;
    const char *problem; /* id of the message that says why it cannot be reckoned; or NULL */
    decimal in_stock;    /* units there for it, before */
    decimal non_originating;
    struct amount value;
    struct amount non_originating_value;
    struct inventory_part *parts; /* by FIFO, LIFO, specific identification */
    size_t part_count;
    decimal ratio;                /* by averages: the non-originating share, from 0 to 1, which is */
    decimal ratio_part;           /* so many units */
    decimal ratio_whole;          /* of so many */
    struct amount unit_value;     /* and the average */
    bool no_period;               /* no period before it: all taken as non-originating */
    decimal left;                 /* units in stock behind it */
    decimal left_non_originating; /* not known before the end of a month or quarter */
    struct amount left_value;
};

/* Whether the choice takes one ratio for a whole period. */
bool inventory_by_period(const struct inventory_choice *choice);

/* Puts the movements in order of inventory, date and line, and reckons each; *outcomes, one a movement in
 * that order, is in the arena. A movement with a problem changes nothing. False where memory is exhausted. */
bool inventory_reckon(struct inventory_outcome **outcomes, const struct inventory_choice *choice,
                      struct movement *movements, size_t count, struct arena *arena);

/* Whether the outcome is that of a withdrawal that could be reckoned. */
bool inventory_withdrawn(const struct inventory_outcome *outcome);

/* Units of the withdrawal that originate. */
decimal inventory_originating(const struct inventory_outcome *outcome);

#endif
