#include "hs/lineage.h"

#include <stdlib.h>

#include "base/list.h"

/* Those of subheadings that are not themselves everywhere, one after the other. */
struct traced {
    struct hs_lineage *list;
    size_t count;
    size_t room;
    size_t taken;
    bool failed;
};

static void keep(struct traced *traced, struct hs_lineage lineage) {
    struct hs_lineage *list = list_room(traced->list, traced->count, &traced->room, sizeof *list);
    if (list == NULL) {
        traced->failed = true;
        return;
    }
    traced->list = list;
    list[traced->count++] = lineage;
}

/* The lineages of one subheading; how many. The older codes are those of the newer ones: a table from one
 * edition to the one before the last says the same as the two between them (tests/hs/editions_test.c). */
static uint32_t trace(struct traced *out, const struct hs_editions *editions, enum hs_edition from,
                      uint32_t number) {
    const enum hs_edition middle = HS_2017;
    uint32_t nearer = 0;
    uint32_t found = 0;
    const uint32_t *in_middle = hs_counterparts(editions, from, middle, hs_code_subheading(number), &nearer);
    for (uint32_t i = 0; i < nearer; i++) {
        struct hs_lineage lineage = {{0}};
        const uint32_t *oldest = &number;
        uint32_t old = 1;
        if (from != HS_2012)
            oldest = hs_counterparts(editions, middle, HS_2012, hs_code_subheading(in_middle[i]), &old);
        for (uint32_t k = 0; k < old; k++, found++) {
            lineage.in[HS_2012] = oldest[k];
            lineage.in[middle] = in_middle[i];
            lineage.in[from] = number;
            keep(out, lineage);
        }
    }
    return found;
}

/* The subheadings of an edition, one after the other, beside those of HS 2017. */
struct walk {
    const uint16_t *to_middle; /* of each, as hs_correlated() has it */
    const uint16_t *to_oldest; /* of those of HS 2017 */
    const uint32_t *in_middle;
    uint32_t middle_count;
    uint32_t at;
};

static struct walk walk_from(const struct hs_editions *editions, enum hs_edition from) {
    struct walk walk = {.to_middle = hs_correlated(editions, from, HS_2017),
                        .to_oldest = from != HS_2012 ? hs_correlated(editions, HS_2017, HS_2012) : NULL};
    walk.in_middle = hs_subheadings(editions, HS_2017, &walk.middle_count);
    return walk;
}

/* Whether the next subheading is itself in every edition, as most are: it has the one lineage then, which
 * needs no looking up. */
static bool is_itself(struct walk *walk, uint32_t place, uint32_t number) {
    if (walk->to_middle[place] > 0)
        return false;
    if (walk->to_oldest == NULL)
        return true;
    while (walk->at < walk->middle_count && walk->in_middle[walk->at] < number)
        walk->at++;
    return walk->at < walk->middle_count && walk->in_middle[walk->at] == number &&
           walk->to_oldest[walk->at] == 0;
}

static struct hs_lineage of_itself(enum hs_edition from, uint32_t number) {
    struct hs_lineage lineage = {{0}};
    lineage.in[HS_2012] = number;
    lineage.in[HS_2017] = number;
    lineage.in[from] = number;
    return lineage;
}

static bool build_edition(struct hs_lineage_index *out, struct traced *traced,
                          const struct hs_editions *editions, enum hs_edition from, struct arena *arena) {
    uint32_t codes = 0;
    const uint32_t *numbers = hs_subheadings(editions, from, &codes);
    uint32_t *start = arena_reserve(arena, ((size_t)codes + 1) * sizeof *start);
    if (start == NULL)
        return false;
    struct walk walk = walk_from(editions, from);
    traced->count = 0;
    traced->taken = 0;
    start[0] = 0;
    for (uint32_t i = 0; i < codes; i++)
        start[i + 1] =
            start[i] + (is_itself(&walk, i, numbers[i]) ? 1 : trace(traced, editions, from, numbers[i]));
    struct hs_lineage *list = arena_reserve(arena, ((size_t)start[codes] + 1) * sizeof *list);
    walk = walk_from(editions, from);
    for (uint32_t i = 0; list != NULL && !traced->failed && i < codes; i++) {
        if (is_itself(&walk, i, numbers[i])) {
            list[start[i]] = of_itself(from, numbers[i]);
            continue;
        }
        const size_t count = start[i + 1] - start[i];
        if (traced->list != NULL)
            memcpy(&list[start[i]], &traced->list[traced->taken], count * sizeof *list);
        traced->taken += count;
    }
    out->list[from] = list;
    out->start[from] = start;
    return list != NULL && !traced->failed;
}

bool hs_lineages_build(struct hs_lineage_index *out, const struct hs_editions *editions,
                       struct arena *arena) {
    struct traced traced = {0};
    bool built = true;
    for (int from = 0; from < HS_EDITIONS && built; from++)
        built = build_edition(out, &traced, editions, (enum hs_edition)from, arena);
    free(traced.list);
    return built;
}
