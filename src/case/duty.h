#ifndef USMCA_CASE_DUTY_H
#define USMCA_CASE_DUTY_H

#include "case/values.h"

struct duty {
    struct hs_code hs;
    struct amount rate_percent;
    struct amount surcharge_percent;
    bool rejected;
    bool twice;
};

struct duty_table {
    const struct duty *rows; /* by digits, then code; and behind them those that are rejected */
    size_t count;
    size_t lost_count;
    bool given;
};

/* Sorts the duties, and marks those that contradict others. */
void duties_sort(struct duty_table *table, struct duty *duties, size_t count);

/* The duty of the longest code that holds `hs`. */
enum look_up duties_find(const struct duty_table *table, struct hs_code hs, const struct duty **found);

#endif
