#ifndef USMCA_BATCH_GOOD_IDS_H
#define USMCA_BATCH_GOOD_IDS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* The ids of the goods of a run, by 64-bit hashes with a key of the run's own: nobody can choose ids of one
 * hash, to have the lines of one good taken for those of another.
 *
 * Lines mostly stand in the order of their goods, and most materials are no goods, nor written like one: so
 * nothing is searched for until something has to be. The hashes are kept in the order of the goods, and the
 * trees to search them by are grown when the first is looked for. */

enum { GOOD_IDS_KEY_SIZE = 16 };

struct good_ids {
    uint8_t key[GOOD_IDS_KEY_SIZE];
    uint64_t *hashes; /* by place from 0; 0 of a good without an id */
    uint64_t *nearly; /* of near_id() of the same */
    size_t count;
    size_t hashes_room;
    size_t nearly_room;
    uint64_t *suspected; /* of the hashes, those whose bit of the filter another has set */
    size_t suspected_count;
    size_t suspected_room;
    uint8_t *filter; /* a bit a hash */
    uint64_t filter_mask;
    bool shapes[256];      /* that ids of goods have */
    bool starts[256];      /* near_id() of theirs begins so; at 0: one that cannot be told so */
    pthread_mutex_t lock;  /* of the trees, while they grow */
    atomic_size_t entered; /* of the goods, those that are in them */
    atomic_bool failed;    /* memory is exhausted: what was answered counts for nothing */
    void *by_hash;         /* JudyL: to the place, from 1 */
    void *by_near;         /* Judy1 */
};

/* For a file of `size` bytes that names the goods. False when memory is exhausted, as below. */
bool good_ids_begin(struct good_ids *ids, size_t size);
void good_ids_free(struct good_ids *ids);

/* The good that comes next; without data where it has no id that can be told. */
bool good_ids_add(struct good_ids *ids, struct text id);
/* The same where goods that stand twice, or are written nearly alike, have to be known at once: *again. */
bool good_ids_enter(struct good_ids *ids, struct text id, bool *again);
/* Whether one of those that were added stands twice. */
bool good_ids_twice(struct good_ids *ids);

/* Further threads may ask at the same time, when all have been added. True, too, where `failed`. */
static inline bool good_ids_know(struct good_ids *ids, struct text id);
/* Whether one is written nearly so. */
static inline bool good_ids_know_nearly(struct good_ids *ids, struct text id);
/* The place from 1, of the good behind that one (from 0, and UINT64_MAX before the first) or of any; or 0. */
uint64_t good_ids_place_behind(struct good_ids *ids, uint64_t place, struct text id);
uint64_t good_ids_place(struct good_ids *ids, struct text id);

/* ---- most materials are no goods ---- */

/* Of its length and first byte: most materials are named otherwise than goods. */
static inline uint8_t good_ids_shape(struct text id) {
    return (uint8_t)(id.length * 31 + (id.length > 0 ? (unsigned char)id.data[0] : 0));
}

/* What near_id() begins with, where that is a letter or a digit of ASCII: else 0. */
static inline uint8_t good_ids_start(struct text id) {
    for (size_t i = 0; i < id.length && (unsigned char)id.data[i] < 0x80; i++) {
        char c = id.data[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '1' && c <= '9'))
            return (uint8_t)c;
    }
    return 0;
}

/* Of one that has the shape, and the start, of a good's. */
bool good_ids_search(struct good_ids *ids, struct text id);
bool good_ids_search_nearly(struct good_ids *ids, struct text id);

static inline bool good_ids_know(struct good_ids *ids, struct text id) {
    return ids->shapes[good_ids_shape(id)] && good_ids_search(ids, id);
}

static inline bool good_ids_know_nearly(struct good_ids *ids, struct text id) {
    const uint8_t start = good_ids_start(id);
    return (start == 0 || ids->starts[0] || ids->starts[start]) && good_ids_search_nearly(ids, id);
}

#endif
