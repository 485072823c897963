#include "origin/vehicle/row_index.h"

#include <stdlib.h>

static int name_order(const struct row_key *one, const struct row_key *other) {
    return one->class != other->class ? (int)one->class - (int)other->class
                                      : text_order(one->name, other->name);
}

static int key_order(const void *a, const void *b) {
    const struct row_key *one = a;
    const struct row_key *other = b;
    int order = name_order(one, other);
    return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

bool row_index_begin(struct row_index *index, size_t count, struct arena *arena) {
    *index = (struct row_index){.keys = ARENA_ARRAY(arena, struct row_key, count + 1)};
    return index->keys != NULL;
}

void row_index_add(struct row_index *index, enum use class, struct text name, size_t row) {
    index->keys[index->count++] = (struct row_key){class, name, row};
}

void row_index_sort(struct row_index *index) {
    if (index->count > 1)
        qsort(index->keys, index->count, sizeof *index->keys, key_order);
}

/* The first from `low` on that is not before `key`; or, where `behind`, that is behind it. */
static size_t bound(const struct row_index *index, size_t low, const struct row_key *key, bool behind) {
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = name_order(&index->keys[middle], key);
        if (order < 0 || (behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct row_span row_index_find(const struct row_index *index, enum use class, struct text name) {
    const struct row_key key = {class, name, 0};
    size_t first = bound(index, 0, &key, false);
    return (struct row_span){index->keys + first, index->keys + bound(index, first, &key, true)};
}

size_t row_walk_next(struct row_walk *walk) {
    if (walk->next < walk->all)
        return walk->next++;
    struct row_span *one = &walk->spans[0];
    struct row_span *other = &walk->spans[1];
    bool first = one->first < one->end && (other->first == other->end || one->first->row < other->first->row);
    struct row_span *from = first ? one : other;
    return from->first < from->end ? from->first++->row : ROW_NONE;
}
