#include "origin/day_steps.h"

#include <stdlib.h>

static int compare_days(const void *a, const void *b) {
    date one = *(const date *)a;
    date other = *(const date *)b;
    return (one > other) - (one < other);
}

/* The days on which something begins or ends, each once. */
static uint32_t find_days(date *days, const struct day_span *spans, uint32_t count) {
    uint32_t found = 0;
    days[found++] = DAY_FIRST;
    for (uint32_t i = 0; i < count; i++) {
        days[found++] = spans[i].from;
        if (spans[i].to != DAY_LAST)
            days[found++] = spans[i].to + 1;
    }
    qsort(days, found, sizeof *days, compare_days);
    uint32_t kept = 1;
    for (uint32_t i = 1; i < found; i++)
        if (days[i] != days[kept - 1])
            days[kept++] = days[i];
    return kept;
}

static uint32_t place_of(const date *days, uint32_t count, date day) {
    const date *found = bsearch(&day, days, count, sizeof *days, compare_days);
    return found != NULL ? (uint32_t)(found - days) : count;
}

/* The first place from `place` on of which nothing is said yet. */
static uint32_t next_free(uint32_t *next, uint32_t place) {
    uint32_t end = place;
    while (next[end] != end)
        end = next[end];
    while (next[place] != end) {
        uint32_t after = next[place];
        next[place] = end;
        place = after;
    }
    return end;
}

/* Each day is of the first span that it lies in: they come in the order of their ranks. */
static void take_days(const date *days, uint32_t day_count, const struct day_span *spans, uint32_t count,
                      uint32_t *next, uint32_t *ranks) {
    for (uint32_t i = 0; i < day_count; i++)
        ranks[i] = NO_RANK;
    for (uint32_t i = 0; i <= day_count; i++)
        next[i] = i;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t end = spans[i].to != DAY_LAST ? place_of(days, day_count, spans[i].to + 1) : day_count;
        for (uint32_t at = next_free(next, place_of(days, day_count, spans[i].from)); at < end;
             at = next_free(next, at)) {
            ranks[at] = spans[i].rank;
            next[at] = at + 1;
        }
    }
}

bool day_steps_make(struct day_steps *steps, struct arena *arena, const struct day_span *spans,
                    uint32_t count) {
    size_t most = 2 * (size_t)count + 1;
    date *days = malloc(most * sizeof *days);
    uint32_t *next = malloc((most + 1) * sizeof *next);
    uint32_t *ranks = malloc(most * sizeof *ranks);
    bool made = days != NULL && next != NULL && ranks != NULL;
    if (made) {
        uint32_t day_count = find_days(days, spans, count);
        take_days(days, day_count, spans, count, next, ranks);
        steps->list = ARENA_ARRAY(arena, struct day_step, day_count);
        made = steps->list != NULL;
        for (uint32_t i = 0; made && i < day_count; i++)
            if (i == 0 || ranks[i] != ranks[i - 1])
                steps->list[steps->count++] = (struct day_step){days[i], ranks[i]};
    }
    free(days);
    free(next);
    free(ranks);
    return made;
}

uint32_t day_steps_rank(const struct day_steps *steps, date day) {
    uint32_t first = 0;
    uint32_t last = steps->count;
    while (last - first > 1) {
        uint32_t middle = first + (last - first) / 2;
        if (steps->list[middle].from <= day)
            first = middle;
        else
            last = middle;
    }
    return steps->list[first].rank;
}
