#include "value/yields.h"

#include <stdlib.h>

/* ---- order ---- */

static int week_order(const struct federal_yield *one, const struct federal_yield *other) {
    int order = text_order(one->country, other->country);
    if (order == 0)
        order = (one->week > other->week) - (one->week < other->week);
    return order != 0 ? order : (int)one->series - (int)other->series;
}

static int maturity_order(const struct federal_yield *one, const struct federal_yield *other) {
    if (one->maturity.value != other->maturity.value)
        return one->maturity.value < other->maturity.value ? -1 : 1;
    return (one->place.line > other->place.line) - (one->place.line < other->place.line);
}

static int yield_order(const void *a, const void *b) {
    const struct federal_yield *one = *(const struct federal_yield *const *)a;
    const struct federal_yield *other = *(const struct federal_yield *const *)b;
    int order = week_order(one, other);
    return order != 0 ? order : maturity_order(one, other);
}

static void add_to(struct yield_offer *offer, const struct federal_yield *yield) {
    offer->last = yield;
    if (yield->rate.value < offer->lowest->rate.value)
        offer->lowest = yield;
}

static void gather(struct yield_table *table, struct yield_week *weeks, struct yield_offer *offers,
                   const struct federal_yield *const *sorted, size_t count) {
    struct yield_offer *offer = offers;
    for (size_t i = 0; i < count; i++) {
        const struct federal_yield *yield = sorted[i];
        bool same_week = i > 0 && week_order(sorted[i - 1], yield) == 0;
        if (same_week && sorted[i - 1]->maturity.value == yield->maturity.value) {
            add_to(offer - 1, yield);
            continue;
        }
        if (!same_week)
            weeks[table->count++].offers = offer;
        *offer++ = (struct yield_offer){yield, yield, yield};
        weeks[table->count - 1].count++;
    }
}

bool yields_sort(struct yield_table *table, const struct federal_yield *yields, size_t count,
                 struct arena *arena) {
    const struct federal_yield **sorted = ARENA_ARRAY(arena, const struct federal_yield *, count + 1);
    struct yield_week *weeks = ARENA_ARRAY(arena, struct yield_week, count + 1);
    struct yield_offer *offers = ARENA_ARRAY(arena, struct yield_offer, count + 1);
    *table = (struct yield_table){.weeks = weeks};
    if (sorted == NULL || weeks == NULL || offers == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &yields[i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, yield_order);
    gather(table, weeks, offers, sorted, count);
    return true;
}

/* ---- what can be compared ---- */

static const struct federal_yield *any_of(const struct yield_week *week) {
    return week->offers->first;
}

/* Whether the week began before the one in which `day` stands, or is of a country before it. */
static bool stands_before(const struct yield_week *week, struct text country, date day) {
    enum { WEEK = 7 };
    int order = text_order(any_of(week)->country, country);
    return order != 0 ? order < 0 : date_days(any_of(week)->week, day) >= WEEK;
}

static const struct yield_week *first_week(const struct yield_table *table, struct text country, date day) {
    size_t low = 0;
    size_t high = table->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stands_before(&table->weeks[middle], country, day))
            low = middle + 1;
        else
            high = middle;
    }
    return table->weeks + low;
}

/* The first offer that is not shorter; behind the last where all are. */
static const struct yield_offer *first_not_shorter(const struct yield_week *week, decimal maturity) {
    size_t low = 0;
    size_t high = week->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (week->offers[middle].first->maturity.value < maturity)
            low = middle + 1;
        else
            high = middle;
    }
    return week->offers + low;
}

static bool nearer(const struct federal_yield *one, const struct federal_yield *other, decimal maturity) {
    decimal left = llabs(one->maturity.value - maturity);
    decimal right = llabs(other->maturity.value - maturity);
    if (left != right)
        return left < right;
    return one->rate.value != other->rate.value ? one->rate.value < other->rate.value
                                                : maturity_order(one, other) < 0;
}

static void consider(struct yields_found *found, const struct yield_offer *offer, decimal maturity) {
    decimal offered = offer->first->maturity.value;
    if (found->nearest == NULL || nearer(offer->lowest, found->nearest, maturity))
        found->nearest = offer->lowest;
    if (offered <= maturity && (found->below == NULL || maturity_order(offer->last, found->below) > 0))
        found->below = offer->last;
    if (offered >= maturity && (found->above == NULL || maturity_order(offer->first, found->above) < 0))
        found->above = offer->first;
}

struct yields_found yields_find(const struct yield_table *table, struct text country, date day,
                                enum yield_series unlike, decimal maturity) {
    struct yields_found found = {NULL, NULL, NULL};
    const struct yield_week *end = table->weeks + table->count;
    for (const struct yield_week *week = first_week(table, country, day);
         week < end && text_equal(any_of(week)->country, country) && any_of(week)->week <= day; week++) {
        if (any_of(week)->series == unlike)
            continue;
        const struct yield_offer *offer = first_not_shorter(week, maturity);
        if (offer > week->offers)
            consider(&found, offer - 1, maturity);
        if (offer < week->offers + week->count)
            consider(&found, offer, maturity);
    }
    return found;
}
