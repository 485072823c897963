#ifndef USMCA_ORIGIN_INTERPRETATION_H
#define USMCA_ORIGIN_INTERPRETATION_H

#include "rulebook/model.h"

/* Which reading of each place in dispute a determination goes by, and which of those places it met with. */
struct interpretation {
    uint8_t readings[MOST_DISPUTES];
    uint32_t met; /* bits, by number of the dispute */
};

/* Whether what stands there holds in the interpretation; that it was asked is remembered. */
static inline bool interpretation_holds(struct interpretation *interpretation, struct held_in where) {
    if (where.dispute == NULL)
        return true;
    interpretation->met |= 1U << where.dispute->number;
    return interpretation->readings[where.dispute->number] == where.reading;
}

#endif
