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

/* Whether `code` is `hs`, or the beginning of it. */
static bool begins(struct hs_code code, struct hs_code hs) {
    uint64_t shortened = hs.given;
    for (int i = code.digits; i < hs.digits; i++)
        shortened /= 10;
    return code.digits <= hs.digits && shortened == code.given;
}

static const struct duty *longest_duty(const struct duty_table *table, struct hs_code hs) {
    struct duty key = {.hs = hs};
    for (; key.hs.digits > 0; key.hs.digits--, key.hs.given /= 10) {
        const struct duty *found =
            table->count > 0 ? bsearch(&key, table->rows, table->count, sizeof key, compare_duties) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

enum look_up duties_find(const struct duty_table *table, struct hs_code hs, const struct duty **found) {
    *found = longest_duty(table, hs);
    for (size_t i = 0; i < table->lost_count; i++) {
        const struct duty *lost = &table->rows[table->count + i];
        if (lost->hs.digits == 0 ||
            (begins(lost->hs, hs) && (*found == NULL || lost->hs.digits >= (*found)->hs.digits)))
            return LOOK_UP_REJECTED;
    }
    return *found == NULL ? LOOK_UP_NONE : (*found)->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}
