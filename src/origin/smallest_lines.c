#include "origin/smallest_lines.h"

#include <stdlib.h>
#include <string.h>

/* Branch and bound over the values in falling order: a branch is left where even all that follows would not
 * make its sum larger than the best. */

enum { MOST_STEPS = 200000 };

struct item {
    decimal value;
    size_t place;
    decimal rest; /* the sum of this and all that follow */
    bool taken;
    bool best;
};

struct search {
    struct item *items;
    size_t count;
    decimal capacity;
    decimal best;
    size_t steps;
};

static int by_value(const void *a, const void *b) {
    const struct item *one = a;
    const struct item *other = b;
    if (one->value != other->value)
        return one->value < other->value ? 1 : -1;
    return (one->place > other->place) - (one->place < other->place);
}

static void remember(struct search *search, decimal sum) {
    search->best = sum;
    for (size_t i = 0; i < search->count; i++)
        search->items[i].best = search->items[i].taken;
}

/* Takes or leaves item after item; goes back to the last one taken where nothing more can be gained. */
static void run(struct search *search) {
    decimal sum = 0;
    size_t at = 0;
    while (search->steps < MOST_STEPS && search->best < search->capacity) {
        search->steps++;
        bool hopeless = at == search->count || search->items[at].rest <= search->best - sum;
        if (!hopeless) {
            search->items[at].taken = search->items[at].value <= search->capacity - sum;
            sum += search->items[at].taken ? search->items[at].value : 0;
            at++;
            if (sum > search->best)
                remember(search, sum);
            continue;
        }
        while (at > 0 && !search->items[at - 1].taken)
            at--;
        if (at == 0)
            return;
        sum -= search->items[at - 1].value;
        search->items[at - 1].taken = false;
    }
}

bool smallest_lines(struct arena *arena, const decimal *values, size_t count, decimal capacity, bool *keep) {
    struct search search = {.items = arena_allocate(arena, sizeof *search.items * (count + 1)),
                            .count = count,
                            .capacity = capacity > 0 ? capacity : 0};
    memset(keep, 0, count * sizeof *keep);
    if (search.items == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        search.items[i] = (struct item){.value = values[i], .place = i};
    qsort(search.items, count, sizeof *search.items, by_value);
    decimal rest = 0;
    for (size_t i = count; i > 0; i--)
        search.items[i - 1].rest = rest =
            rest > INT64_MAX - search.items[i - 1].value ? INT64_MAX : rest + search.items[i - 1].value;
    run(&search);
    for (size_t i = 0; i < count; i++)
        keep[search.items[i].place] = search.items[i].best || search.items[i].value == 0;
    bool sure = search.steps < MOST_STEPS || search.best == search.capacity;
    return sure;
}
