#include "record/pairs.h"

#include <stdlib.h>

/* ---- taking ---- */

/* Room for one more at the end. */
static struct paired *next(struct pairs *pairs, int side) {
    enum { FIRST = 8 };
    size_t count = pairs->counts[side];
    if (count == pairs->rooms[side]) {
        size_t room = count > 0 ? 2 * count : FIRST;
        struct paired *larger = ARENA_ARRAY(pairs->arena, struct paired, room);
        if (larger == NULL)
            return NULL;
        if (count > 0)
            memcpy(larger, pairs->of[side], count * sizeof *larger);
        pairs->of[side] = larger;
        pairs->rooms[side] = room;
    }
    pairs->counts[side]++;
    return &pairs->of[side][count];
}

static bool take(struct pairs *pairs, int side, size_t place, struct text element, const struct text *members,
                 size_t count) {
    struct paired *paired = next(pairs, side);
    if (paired == NULL)
        return false;
    paired->place = place;
    return members_pick(element, members, count, paired->members);
}

bool pairs_take(struct pairs *pairs, struct text before, struct text after, const struct text *members,
                size_t count) {
    struct text elements[2];
    bool there[2];
    bool whole = true;
    for (size_t place = 0; whole; place++) {
        there[0] = members_element(&before, &elements[0]);
        there[1] = members_element(&after, &elements[1]);
        if (!there[0] && !there[1])
            break;
        if (there[0] && there[1] && text_equal(elements[0], elements[1]))
            continue;
        for (int i = 0; i < 2; i++)
            whole = whole && (!there[i] || take(pairs, i, place, elements[i], members, count));
    }
    return whole;
}

/* ---- matching ---- */

static int order_of_keys(const struct paired *a, const struct paired *b, int keys) {
    int order = 0;
    for (int i = PAIR_KEYS - keys; i < PAIR_KEYS && order == 0; i++)
        order = text_order(a->keys[i], b->keys[i]);
    return order;
}

static int by_all(const void *a, const void *b) {
    const struct paired *one = *(const struct paired *const *)a;
    const struct paired *other = *(const struct paired *const *)b;
    int order = order_of_keys(one, other, PAIR_KEYS);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

static int by_last(const void *a, const void *b) {
    const struct paired *one = *(const struct paired *const *)a;
    const struct paired *other = *(const struct paired *const *)b;
    int order = order_of_keys(one, other, 1);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

static void join(struct paired *one, struct paired *other, int keys) {
    one->other = other;
    other->other = one;
    one->by = other->by = keys;
}

static void match_places(struct pairs *pairs, int keys) {
    for (size_t i = 0, k = 0; i < pairs->counts[0]; i++) {
        struct paired *one = &pairs->of[0][i];
        while (k < pairs->counts[1] && pairs->of[1][k].place < one->place)
            k++;
        struct paired *other = k < pairs->counts[1] ? &pairs->of[1][k] : NULL;
        if (other != NULL && other->place == one->place && one->other == NULL && other->other == NULL &&
            order_of_keys(one, other, keys) == 0)
            join(one, other, keys);
    }
}

/* Those that have no other, in the order of their keys. */
static size_t sort_left(struct pairs *pairs, int side, int keys, struct paired ***out) {
    struct paired **left = ARENA_ARRAY(pairs->arena, struct paired *, pairs->counts[side] + 1);
    size_t count = 0;
    for (size_t i = 0; left != NULL && i < pairs->counts[side]; i++)
        if (pairs->of[side][i].other == NULL)
            left[count++] = &pairs->of[side][i];
    if (count > 1)
        qsort(left, count, sizeof(struct paired *), keys == PAIR_KEYS ? by_all : by_last);
    *out = left;
    return count;
}

void pairs_match(struct pairs *pairs, int keys) {
    struct paired **left[2];
    size_t counts[2];
    size_t at[2] = {0, 0};
    match_places(pairs, keys);
    for (int i = 0; i < 2; i++)
        counts[i] = sort_left(pairs, i, keys, &left[i]);
    while (at[0] < counts[0] && at[1] < counts[1]) {
        int order = order_of_keys(left[0][at[0]], left[1][at[1]], keys);
        if (order == 0)
            join(left[0][at[0]], left[1][at[1]], keys);
        at[0] += order <= 0;
        at[1] += order >= 0;
    }
}
