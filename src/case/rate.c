#include "case/rate.h"

#include "base/total.h"
#include "rulebook/model.h"

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

/* How many of the rows stand before `key`, or are as it is. */
static size_t rates_up_to(const struct rate *rows, size_t count, const struct rate *key) {
    size_t first = 0;
    size_t last = count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_rates(&rows[middle], key) <= 0)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

/* Of the pair, the latest of the rows that is not after `day`; or NULL. */
static const struct rate *latest_rate(const struct rate *rows, size_t count, struct rate key) {
    size_t first = count > 0 ? rates_up_to(rows, count, &key) : 0;
    if (first == 0)
        return NULL;
    const struct rate *found = &rows[first - 1];
    return text_equal(found->from, key.from) && text_equal(found->to, key.to) ? found : NULL;
}

/* Whether a rejected row of just that pair may be the one that holds, behind the day `since`; of one whose
 * date cannot be read the day is 0. */
static bool pair_lost(const struct rate_table *rates, struct text from, struct text to, date since,
                      date day) {
    const struct rate *lost = rates->rows + rates->count;
    const struct rate key = {.from = from, .to = to, .date = day, .rejected = true};
    const struct rate undated = {.from = from, .to = to, .rejected = true};
    const struct rate *latest = latest_rate(lost, rates->lost_count, key);
    return latest != NULL && (latest->date >= since || latest_rate(lost, rates->lost_count, undated) != NULL);
}

/* The same of one that may be of the pair, in either direction: a currency that cannot be read may be any. */
static bool rate_lost(const struct rate_table *rates, struct text from, struct text to, date since,
                      date day) {
    const struct text unread = {NULL, 0};
    for (int read = 0; rates->lost_count > 0 && read < 4; read++) {
        struct text one = (read & 1) != 0 ? from : unread;
        struct text other = (read & 2) != 0 ? to : unread;
        if (pair_lost(rates, one, other, since, day) || pair_lost(rates, other, one, since, day))
            return true;
    }
    return false;
}

enum look_up rates_find(const struct rate_table *rates, struct text from, struct text to, date day,
                        struct conversion *found) {
    const struct rate *direct =
        latest_rate(rates->rows, rates->count, (struct rate){.from = from, .to = to, .date = day});
    const struct rate *opposite =
        latest_rate(rates->rows, rates->count, (struct rate){.from = to, .to = from, .date = day});
    bool inverse = direct == NULL || (opposite != NULL && opposite->date > direct->date);
    const struct rate *rate = inverse ? opposite : direct;
    if (rate_lost(rates, from, to, rate != NULL ? rate->date : 0, day))
        return LOOK_UP_REJECTED;
    if (rate == NULL)
        return LOOK_UP_NONE;
    *found = (struct conversion){rate->rate.value, inverse, rate->date};
    return rate->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}

/* Of the pair in one direction. */
static date next_of_pair(const struct rate_table *rates, struct text from, struct text to, date day) {
    const struct rate key = {.from = from, .to = to, .date = day};
    size_t place = rates_up_to(rates->rows, rates->count, &key);
    bool found = place < rates->count && text_equal(rates->rows[place].from, from) &&
                 text_equal(rates->rows[place].to, to);
    return found ? rates->rows[place].date : 0;
}

date rates_next(const struct rate_table *rates, struct text from, struct text to, date day) {
    date direct = next_of_pair(rates, from, to, day);
    date opposite = next_of_pair(rates, to, from, day);
    return direct == 0 || (opposite != 0 && opposite < direct) ? opposite : direct;
}

/* Exact: two rates of one direction by their quotient, and those of two by their product. */
static bool near_each_other(decimal one, decimal other, bool inverse, decimal percent) {
    const total whole = (total)100 * DECIMAL_ONE;
    const total unit = (total)DECIMAL_ONE * DECIMAL_ONE;
    if (!inverse)
        return (total)one * whole <= (total)other * (whole + percent) &&
               (total)other * whole <= (total)one * (whole + percent);
    const total product = (total)one * other;
    return product <= unit / whole * (whole + percent) && product >= unit * whole / (whole + percent);
}

enum rate_accord rates_compare(struct conversion one, struct conversion other, struct rate_bounds bounds) {
    bool inverse = one.inverse != other.inverse;
    if (!near_each_other(one.rate, other.rate, inverse, bounds.inverse) &&
        near_each_other(one.rate, other.rate, !inverse, bounds.inverse))
        return RATES_INVERTED;
    return near_each_other(one.rate, other.rate, inverse, bounds.apart) ? RATES_AGREE : RATES_DIFFER;
}

struct rate_bounds rate_bounds_of(const struct general *general) {
    return (struct rate_bounds){general->rate_apart, general->rate_inverse, general->rate_days};
}

bool rates_near(date one, date other, struct rate_bounds bounds) {
    const int32_t days = one < other ? date_days(one, other) : date_days(other, one);
    return days <= bounds.days;
}

struct checked_rate rates_check(const struct rate_table *rates, struct text from, struct text to, date day,
                                struct rate_bounds bounds) {
    struct checked_rate rate = {.accord = RATES_AGREE};
    rate.found = rates_find(rates, from, to, day, &rate.used);
    if (rate.found != LOOK_UP_FOUND)
        return rate;
    const date days[] = {date_before(rate.used.day), rates_next(rates, from, to, rate.used.day)};
    for (int i = 0; i < 2 && rate.accord == RATES_AGREE; i++)
        if (days[i] != 0 && rates_find(rates, from, to, days[i], &rate.beside) == LOOK_UP_FOUND &&
            rates_near(rate.beside.day, rate.used.day, bounds))
            rate.accord = rates_compare(rate.used, rate.beside, bounds);
    return rate;
}
