#include "origin/vehicle/purchase_twins.h"

#include <stdlib.h>

/* A row leaves words out, and may then be the twin of a row that says any. Rows are therefore sorted into
 * kinds, by which of the words they say and of which metals they may be; each row of a kind is then looked up
 * among those of another kind by the words that both say. */

enum word { WORD_PLANT, WORD_MODEL_LINE, WORD_CLASS, WORD_EXPORTED, WORDS };
enum { RESULTS = RESULT_PASS + 1, KINDS = (1 << WORDS) * RESULTS * RESULTS * 2 };

/* A row among those of its kind. */
struct twin_key {
    const struct purchase_row *row;
    size_t place;    /* in the table, which is by producer and first day */
    unsigned shared; /* bits of enum word: what is compared */
    date latest_to;  /* the latest last day of it and of those of the same words before it */
};

struct twin_kind {
    struct twin_key *keys;
    size_t count;
    unsigned words; /* bits of enum word */
    enum cost_basis basis;
    enum result listed[METALS];
};

struct twins {
    struct vehicle_data *data;
    struct twin_kind kinds[KINDS];
    struct twin_key *room; /* for the keys of one kind, as they are looked up */
};

/* ---- kinds ---- */

static unsigned words_of(const struct purchase_row *row) {
    return (unsigned)(row->plant.length > 0) << WORD_PLANT |
           (unsigned)(row->model_line.length > 0) << WORD_MODEL_LINE |
           (unsigned)(row->class != USE_NONE) << WORD_CLASS |
           (unsigned)(row->exported != YES_NOT_SAID) << WORD_EXPORTED;
}

static struct twin_kind *kind_of(struct twins *twins, size_t place) {
    const struct purchase_row *row = &twins->data->purchases[place];
    const enum result *listed = twins->data->purchase_standings[place].listed;
    bool estimated = row->basis == COSTS_ESTIMATED;
    size_t number = words_of(row);
    number = number * RESULTS + (size_t)listed[METAL_STEEL];
    number = number * RESULTS + (size_t)listed[METAL_ALUMINUM];
    return &twins->kinds[number * 2 + estimated];
}

static void describe(struct twins *twins, struct twin_kind *kind, size_t place) {
    const struct purchase_row *row = &twins->data->purchases[place];
    kind->words = words_of(row);
    kind->basis = row->basis;
    for (int metal = 0; metal < METALS; metal++)
        kind->listed[metal] = twins->data->purchase_standings[place].listed[metal];
}

static bool make_kinds(struct twins *twins, struct arena *arena) {
    const size_t count = twins->data->purchase_count;
    struct twin_key *keys = ARENA_ARRAY(arena, struct twin_key, count + 1);
    twins->room = ARENA_ARRAY(arena, struct twin_key, count + 1);
    if (keys == NULL || twins->room == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        kind_of(twins, i)->count++;
    for (size_t i = 0; i < KINDS; i++) {
        twins->kinds[i].keys = keys;
        keys += twins->kinds[i].count;
        twins->kinds[i].count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        struct twin_kind *kind = kind_of(twins, i);
        describe(twins, kind, i);
        kind->keys[kind->count++] = (struct twin_key){.row = &twins->data->purchases[i], .place = i};
    }
    return true;
}

/* ---- rows that say the same ---- */

/* By producer, by the words that are compared, and by place. */
static int words_order(const struct twin_key *one, const struct twin_key *other) {
    int order = text_order(one->row->producer, other->row->producer);
    if (order == 0 && (one->shared >> WORD_PLANT & 1) != 0)
        order = text_order(one->row->plant, other->row->plant);
    if (order == 0 && (one->shared >> WORD_MODEL_LINE & 1) != 0)
        order = text_order(one->row->model_line, other->row->model_line);
    if (order == 0 && (one->shared >> WORD_CLASS & 1) != 0)
        order = (int)one->row->class - (int)other->row->class;
    if (order == 0 && (one->shared >> WORD_EXPORTED & 1) != 0)
        order = (int)one->row->exported - (int)other->row->exported;
    return order;
}

static int key_order(const void *a, const void *b) {
    const struct twin_key *one = a;
    const struct twin_key *other = b;
    int order = words_order(one, other);
    return order != 0 ? order : (one->place > other->place) - (one->place < other->place);
}

static void sort_by(struct twins *twins, const struct twin_kind *kind, unsigned shared) {
    for (size_t i = 0; i < kind->count; i++) {
        twins->room[i] = kind->keys[i];
        twins->room[i].shared = shared;
    }
    qsort(twins->room, kind->count, sizeof *twins->room, key_order);
    for (size_t i = 0; i < kind->count; i++) {
        struct twin_key *key = &twins->room[i];
        bool same = i > 0 && words_order(key - 1, key) == 0;
        key->latest_to = same && key[-1].latest_to > key->row->to ? key[-1].latest_to : key->row->to;
    }
}

/* Whether one of the rows that were sorted says the same of some of the same days. Of two rows the one that
 * stands first in the table reaches to the first day of the other. */
static bool any_twin(const struct twins *twins, size_t count, const struct twin_key *key) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (key_order(&twins->room[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const struct twin_key *behind = &twins->room[low];
    return (low > 0 && words_order(behind - 1, key) == 0 && behind[-1].latest_to >= key->row->from) ||
           (low < count && words_order(behind, key) == 0 && behind->row->from <= key->row->to);
}

/* ---- kinds against kinds ---- */

static enum result same_metal(const struct twin_kind *one, const struct twin_kind *other) {
    enum result same = RESULT_FAIL;
    for (int of = METAL_NONE + 1; of < METALS; of++) {
        enum result both = one->listed[of] < other->listed[of] ? one->listed[of] : other->listed[of];
        same = both > same ? both : same;
    }
    return same;
}

static void note(struct purchase_standing *standing, enum cost_basis basis, enum result same) {
    enum result *has = basis == COSTS_ESTIMATED ? &standing->has_actual : &standing->has_estimate;
    *has = same > *has ? same : *has;
}

static void find_among(struct twins *twins, const struct twin_kind *kind, const struct twin_kind *others) {
    enum result same = same_metal(kind, others);
    if (same == RESULT_FAIL || kind->basis == others->basis)
        return;
    if (kind->words != others->words)
        same = RESULT_UNKNOWN;
    sort_by(twins, others, kind->words & others->words);
    for (size_t i = 0; i < kind->count; i++) {
        struct twin_key key = kind->keys[i];
        key.shared = kind->words & others->words;
        if (any_twin(twins, others->count, &key))
            note(&twins->data->purchase_standings[key.place], kind->basis, same);
    }
}

bool purchase_twins_find(struct vehicle_data *data, struct arena *arena) {
    struct twins *twins = ARENA_NEW(arena, struct twins);
    if (twins == NULL)
        return false;
    twins->data = data;
    if (!make_kinds(twins, arena))
        return false;
    for (size_t i = 0; i < KINDS; i++)
        for (size_t k = 0; k < KINDS && twins->kinds[i].count > 0; k++)
            if (twins->kinds[k].count > 0)
                find_among(twins, &twins->kinds[i], &twins->kinds[k]);
    return true;
}
