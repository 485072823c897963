#include "case/rate.h"

#include <stdlib.h>

static int compare_rates(const void *a, const void *b) {
    const struct rate *first = a;
    const struct rate *other = b;
    int order = (int)first->rejected - (int)other->rejected;
    if (order == 0)
        order = text_order(first->from, other->from);
    if (order == 0)
        order = text_order(first->to, other->to);
    return order != 0 ? order : (first->date > other->date) - (first->date < other->date);
}

static void mark_rates(struct rate *rates, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        bool twice = false;
        for (to = from; to < count && compare_rates(&rates[from], &rates[to]) == 0; to++)
            twice = twice || !amount_same(rates[from].rate, rates[to].rate);
        for (size_t i = from; i < to; i++)
            rates[i].twice = twice;
    }
}

void rates_sort(struct rate_table *table, struct rate *rates, size_t count) {
    *table = (struct rate_table){.rows = rates, .count = count};
    if (count > 1)
        qsort(rates, count, sizeof *rates, compare_rates);
    while (table->count > 0 && rates[table->count - 1].rejected) {
        table->count--;
        table->lost_count++;
    }
    mark_rates(rates, table->count);
}

static const struct rate *latest_rate(const struct rate_table *rates, struct text from, struct text to,
                                      date day) {
    struct rate key = {.from = from, .to = to, .date = day};
    size_t first = 0;
    size_t last = rates->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_rates(&rates->rows[middle], &key) <= 0)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == 0)
        return NULL;
    const struct rate *found = &rates->rows[first - 1];
    return text_equal(found->from, from) && text_equal(found->to, to) ? found : NULL;
}

static bool may_be(struct text read, struct text currency) {
    return read.length == 0 || text_equal(read, currency);
}

/* Whether a rejected row may be the one that holds, behind the day `since`. */
static bool rate_lost(const struct rate_table *rates, struct text from, struct text to, date since,
                      date day) {
    for (size_t i = 0; i < rates->lost_count; i++) {
        const struct rate *lost = &rates->rows[rates->count + i];
        bool of_pair = (may_be(lost->from, from) && may_be(lost->to, to)) ||
                       (may_be(lost->from, to) && may_be(lost->to, from));
        if (of_pair && (lost->date == 0 || (lost->date >= since && lost->date <= day)))
            return true;
    }
    return false;
}

enum look_up rates_find(const struct rate_table *rates, struct text from, struct text to, date day,
                        struct conversion *found) {
    const struct rate *direct = latest_rate(rates, from, to, day);
    const struct rate *opposite = latest_rate(rates, to, from, day);
    bool inverse = direct == NULL || (opposite != NULL && opposite->date > direct->date);
    const struct rate *rate = inverse ? opposite : direct;
    if (rate_lost(rates, from, to, rate != NULL ? rate->date : 0, day))
        return LOOK_UP_REJECTED;
    if (rate == NULL)
        return LOOK_UP_NONE;
    *found = (struct conversion){rate->rate.value, inverse};
    return rate->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}
