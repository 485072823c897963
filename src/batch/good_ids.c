#include "batch/good_ids.h"

#include <Judy.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/list.h"
#include "intake/near_id.h"

enum {
    LEAST_FILTER = 1 << 10, /* bytes */
    MOST_FILTER = 1 << 20
};

/* ---- hashes ---- */

static uint64_t hash_of(const struct good_ids *ids, struct text id) {
    _Static_assert(GOOD_IDS_KEY_SIZE == crypto_shorthash_KEYBYTES, "the key of the hash");
    uint64_t hash = 0;
    _Static_assert(sizeof hash == crypto_shorthash_BYTES, "its result");
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)id.data, id.length, ids->key);
    return hash;
}

static uint64_t near_hash(const struct good_ids *ids, struct text id) {
    char room[NEAR_ID_SIZE];
    return hash_of(ids, near_id(room, id));
}

static uint8_t *filter_byte(const struct good_ids *ids, uint64_t hash) {
    return &ids->filter[(hash & ids->filter_mask) / 8];
}

static bool filter_holds(const struct good_ids *ids, uint64_t hash) {
    return (*filter_byte(ids, hash) >> (hash & 7) & 1) != 0;
}

static void note(struct good_ids *ids, struct text id, uint64_t hash) {
    *filter_byte(ids, hash) |= (uint8_t)(1U << (hash & 7));
    ids->shapes[good_ids_shape(id)] = true;
    ids->starts[good_ids_start(id)] = true;
}

/* ---- what is known ---- */

bool good_ids_begin(struct good_ids *ids, size_t size) {
    size_t filter = LEAST_FILTER;
    while (filter < MOST_FILTER && filter < size) /* some hundred bits a good */
        filter *= 2;
    *ids = (struct good_ids){
        .filter = calloc(1, filter), .filter_mask = filter * 8 - 1, .lock = PTHREAD_MUTEX_INITIALIZER};
    randombytes_buf(ids->key, sizeof ids->key);
    return ids->filter != NULL;
}

void good_ids_free(struct good_ids *ids) {
    JudyLFreeArray(&ids->by_hash, PJE0);
    Judy1FreeArray(&ids->by_near, PJE0);
    free(ids->hashes);
    free(ids->nearly);
    free(ids->suspected);
    free(ids->filter);
    *ids = (struct good_ids){0};
}

/* A number more at the end. */
static bool put_behind(uint64_t **numbers, size_t count, size_t *room, uint64_t number) {
    uint64_t *larger = list_room(*numbers, count, room, sizeof **numbers);
    if (larger == NULL)
        return false;
    *numbers = larger;
    larger[count] = number;
    return true;
}

bool good_ids_add(struct good_ids *ids, struct text id) {
    const bool named = id.data != NULL;
    const uint64_t hash = named ? hash_of(ids, id) : 0;
    if (!put_behind(&ids->hashes, ids->count, &ids->hashes_room, hash) ||
        !put_behind(&ids->nearly, ids->count, &ids->nearly_room, named ? near_hash(ids, id) : 0))
        return false;
    ids->count++;
    if (!named)
        return true;
    if (filter_holds(ids, hash)) {
        if (!put_behind(&ids->suspected, ids->suspected_count, &ids->suspected_room, hash))
            return false;
        ids->suspected_count++;
    }
    note(ids, id, hash);
    return true;
}

/* ---- goods that stand twice ---- */

static Word_t *place_in(void **tree, uint64_t key) {
    PWord_t value = (PWord_t)JudyLIns(tree, key, PJE0);
    return (void *)value != PPJERR ? value : NULL;
}

/* Of the suspected ones: each stands once where it is none. */
static bool stands_twice(const struct good_ids *ids, void *suspected) {
    for (size_t i = 0; i < ids->count; i++) {
        PWord_t times = (PWord_t)JudyLGet(suspected, ids->hashes[i], PJE0);
        if (times != NULL && ++*times > 1)
            return true;
    }
    return false;
}

bool good_ids_twice(struct good_ids *ids) {
    void *suspected = NULL;
    for (size_t i = 0; i < ids->suspected_count; i++)
        if (place_in(&suspected, ids->suspected[i]) == NULL)
            atomic_store(&ids->failed, true);
    const bool twice = ids->suspected_count > 0 && stands_twice(ids, suspected);
    JudyLFreeArray(&suspected, PJE0);
    return twice;
}

/* ---- the trees ---- */

static bool plant(struct good_ids *ids, uint64_t hash, uint64_t near, size_t place, bool *again) {
    Word_t *value = place_in(&ids->by_hash, hash);
    const int fresh = value != NULL ? Judy1Set(&ids->by_near, near, PJE0) : JERR;
    if (fresh == JERR)
        return false;
    *again = *again || *value != 0 || fresh == 0;
    if (*value == 0)
        *value = place + 1;
    return true;
}

bool good_ids_enter(struct good_ids *ids, struct text id, bool *again) {
    const uint64_t hash = hash_of(ids, id);
    note(ids, id, hash);
    ids->count++;
    atomic_store_explicit(&ids->entered, ids->count, memory_order_relaxed);
    return plant(ids, hash, near_hash(ids, id), ids->count - 1, again);
}

static void grow(struct good_ids *ids) {
    bool again = false;
    bool grown = true;
    for (size_t i = 0; grown && i < ids->count; i++)
        grown = ids->hashes[i] == 0 || plant(ids, ids->hashes[i], ids->nearly[i], i, &again);
    if (!grown)
        atomic_store(&ids->failed, true);
}

static void need_trees(struct good_ids *ids) {
    if (atomic_load_explicit(&ids->entered, memory_order_acquire) == ids->count)
        return;
    pthread_mutex_lock(&ids->lock);
    if (atomic_load_explicit(&ids->entered, memory_order_relaxed) != ids->count) {
        grow(ids);
        atomic_store_explicit(&ids->entered, ids->count, memory_order_release);
    }
    pthread_mutex_unlock(&ids->lock);
}

static uint64_t place_of(struct good_ids *ids, uint64_t hash) {
    if (!filter_holds(ids, hash))
        return 0;
    need_trees(ids);
    PWord_t value = (PWord_t)JudyLGet(ids->by_hash, hash, PJE0);
    return value != NULL ? *value : 0;
}

uint64_t good_ids_place(struct good_ids *ids, struct text id) {
    return place_of(ids, hash_of(ids, id));
}

uint64_t good_ids_place_behind(struct good_ids *ids, uint64_t place, struct text id) {
    const uint64_t hash = hash_of(ids, id);
    const uint64_t next = place + 1;
    return next < ids->count && ids->hashes[next] == hash && hash != 0 ? next + 1 : place_of(ids, hash);
}

bool good_ids_search(struct good_ids *ids, struct text id) {
    return place_of(ids, hash_of(ids, id)) != 0 || atomic_load(&ids->failed);
}

bool good_ids_search_nearly(struct good_ids *ids, struct text id) {
    need_trees(ids);
    return Judy1Test(ids->by_near, near_hash(ids, id), PJE0) == 1 || atomic_load(&ids->failed);
}
