#include "case/duty.h"

#include <stdlib.h>

static int compare_duties(const void *a, const void *b) {
    const struct duty *first = a;
    const struct duty *other = b;
    if (first->rejected != other->rejected)
        return (int)first->rejected - (int)other->rejected;
    if (first->hs.digits != other->hs.digits)
        return (int)first->hs.digits - (int)other->hs.digits;
    return (first->hs.given > other->hs.given) - (first->hs.given < other->hs.given);
}

static void mark_duties(struct duty *duties, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        bool twice = false;
        for (to = from; to < count && compare_duties(&duties[from], &duties[to]) == 0; to++)
            twice = twice || !amount_same(duties[from].rate_percent, duties[to].rate_percent) ||
                    !amount_same(duties[from].surcharge_percent, duties[to].surcharge_percent);
        for (size_t i = from; i < to; i++)
            duties[i].twice = twice;
    }
}

void duties_sort(struct duty_table *table, struct duty *duties, size_t count) {
    table->rows = duties;
    table->count = count;
    table->lost_count = 0;
    if (count > 1)
        qsort(duties, count, sizeof *duties, compare_duties);
    while (table->count > 0 && duties[table->count - 1].rejected) {
        table->count--;
        table->lost_count++;
    }
    mark_duties(duties, table->count);
}

/* Of the rows that are rejected, or of the others, the one of the longest code that `hs` is or begins with.
 */
static const struct duty *longest_duty(const struct duty_table *table, struct hs_code hs, bool rejected) {
    struct duty key = {.hs = hs, .rejected = rejected};
    size_t count = rejected ? table->lost_count : table->count;
    for (; count > 0 && key.hs.digits > 0; key.hs.digits--, key.hs.given /= 10) {
        const struct duty *found =
            bsearch(&key, table->rows + (rejected ? table->count : 0), count, sizeof key, compare_duties);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Whether a rejected row may say otherwise: those whose code cannot be read stand before the others. */
static bool duty_lost(const struct duty_table *table, struct hs_code hs, const struct duty *found) {
    if (table->lost_count == 0)
        return false;
    const struct duty *lost = longest_duty(table, hs, true);
    return table->rows[table->count].hs.digits == 0 ||
           (lost != NULL && (found == NULL || lost->hs.digits >= found->hs.digits));
}

enum look_up duties_find(const struct duty_table *table, struct hs_code hs, const struct duty **found) {
    *found = longest_duty(table, hs, false);
    if (duty_lost(table, hs, *found))
        return LOOK_UP_REJECTED;
    return *found == NULL ? LOOK_UP_NONE : (*found)->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}
