#include "origin/certification_index.h"

#include <stdlib.h>

#include "origin/certification_pool.h"
#include "origin/documents.h"

/* A supplier, and where his certifications stand in `by_supplier`; empty of those that name none. */
struct supplier {
    struct text name;
    uint32_t first;
    uint32_t count;
    struct certification_pool *pool; /* NULL before it is asked for */
};

struct certification_index {
    struct certification_pool all;
    const struct document **by_supplier; /* in each the latest first */
    struct supplier *suppliers;          /* by name */
    uint32_t supplier_count;
    uint32_t *latest_of;   /* of each supplier the rank of his latest */
    uint32_t *in_rank;     /* suppliers, the one with the latest certification first */
    uint32_t *supplier_of; /* of each rank of `all`: the place of its supplier in in_rank */
};

/* ---- order ---- */

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* As text_equal_in_any_case() tells them apart. */
static int compare_names(struct text a, struct text b) {
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return lower(a.data[i]) < lower(b.data[i]) ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

/* Rows of one document_id that say the same may stand in any order, and keep theirs. */
static int compare_ranks(const void *a, const void *b) {
    const struct document *one = *(const struct document *const *)a;
    const struct document *other = *(const struct document *const *)b;
    if (documents_is_later(one, other))
        return -1;
    return documents_is_later(other, one) ? 1 : (one > other) - (one < other);
}

static int compare_suppliers(const void *a, const void *b) {
    int order = compare_names((*(const struct document *const *)a)->supplier,
                              (*(const struct document *const *)b)->supplier);
    return order != 0 ? order : compare_ranks(a, b);
}

/* ---- suppliers of whom none stands ---- */

static int compare_spans(const void *a, const void *b) {
    const struct day_span *one = a;
    const struct day_span *other = b;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    return (one->from > other->from) - (one->from < other->from);
}

/* The days on which a supplier has none that stands, from those on which he has, in their order. */
static uint32_t gaps_between(const struct day_span *spans, uint32_t count, uint32_t rank,
                             struct day_span *gaps) {
    uint32_t found = 0;
    date from = DAY_FIRST;
    for (uint32_t i = 0; i < count; i++) {
        if (spans[i].from > from)
            gaps[found++] = (struct day_span){from, spans[i].from - 1, rank};
        if (spans[i].to == DAY_LAST)
            return found;
        from = spans[i].to + 1 > from ? spans[i].to + 1 : from;
    }
    gaps[found++] = (struct day_span){from, DAY_LAST, rank};
    return found;
}

/* Behind a supplier who never has any that stands none is asked for. `spans` are by the supplier's place. */
static uint32_t gaps_of_suppliers(const struct certification_index *index, const struct day_span *spans,
                                  uint32_t count, struct day_span *gaps) {
    uint32_t found = 0;
    uint32_t at = 0;
    for (uint32_t place = 0; place < index->supplier_count; place++) {
        const struct supplier *supplier = &index->suppliers[index->in_rank[place]];
        uint32_t end = at;
        while (end < count && spans[end].rank == place)
            end++;
        if (supplier->name.length > 0) {
            found +=
                gaps_between(&spans[at], end - at, index->latest_of[index->in_rank[place]], &gaps[found]);
            if (end == at)
                return found;
        }
        at = end;
    }
    return found;
}

static bool find_lapsed(struct certification_view *view, const struct certification_index *index,
                        struct arena *arena, const struct origin_context *context,
                        const struct material *material) {
    uint32_t count = 0;
    if (view->lapsed_known)
        return true;
    struct day_span *spans = certification_pool_standing(&index->all, context, material, &count);
    struct day_span *gaps = malloc((2 * (size_t)index->all.count + 2) * sizeof *gaps);
    if (spans != NULL && gaps != NULL) {
        for (uint32_t i = 0; i < count; i++)
            spans[i].rank = index->supplier_of[spans[i].rank];
        qsort(spans, count, sizeof *spans, compare_spans);
        view->lapsed_known =
            day_steps_make(&view->lapsed, arena, gaps, gaps_of_suppliers(index, spans, count, gaps));
    }
    free(spans);
    free(gaps);
    return view->lapsed_known;
}

/* ---- the index ---- */

static const struct document **copy_documents(struct arena *arena, const struct document *const *documents,
                                              size_t count) {
    const struct document **copy = ARENA_ARRAY(arena, const struct document *, count);
    if (copy != NULL)
        memcpy(copy, documents, count * sizeof *copy);
    return copy;
}

static bool find_suppliers(struct certification_index *index, struct arena *arena) {
    uint32_t count = index->all.count;
    index->suppliers = ARENA_ARRAY(arena, struct supplier, count);
    if (index->suppliers == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct text name = index->by_supplier[i]->supplier;
        if (i == 0 || !text_equal_in_any_case(name, index->by_supplier[i - 1]->supplier))
            index->suppliers[index->supplier_count++] = (struct supplier){.name = name, .first = i};
        index->suppliers[index->supplier_count - 1].count++;
    }
    return true;
}

static struct supplier *supplier_named(const struct certification_index *index, struct text name) {
    uint32_t first = 0;
    uint32_t last = index->supplier_count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        int order = compare_names(index->suppliers[middle].name, name);
        if (order == 0)
            return &index->suppliers[middle];
        if (order < 0)
            first = middle + 1;
        else
            last = middle;
    }
    return NULL;
}

/* Each supplier comes where his latest certification does. */
static bool rank_suppliers(struct certification_index *index, struct arena *arena) {
    uint32_t places = 0;
    uint32_t *place_of_supplier = malloc(index->supplier_count * sizeof *place_of_supplier);
    index->latest_of = ARENA_ARRAY(arena, uint32_t, index->supplier_count);
    index->in_rank = ARENA_ARRAY(arena, uint32_t, index->supplier_count);
    index->supplier_of = ARENA_ARRAY(arena, uint32_t, index->all.count);
    bool made = place_of_supplier != NULL && index->latest_of != NULL && index->in_rank != NULL &&
                index->supplier_of != NULL;
    for (uint32_t i = 0; made && i < index->supplier_count; i++)
        index->latest_of[i] = NO_RANK;
    for (uint32_t rank = 0; made && rank < index->all.count; rank++) {
        const struct supplier *supplier = supplier_named(index, index->all.documents[rank]->supplier);
        size_t at = (size_t)(supplier - index->suppliers);
        if (index->latest_of[at] == NO_RANK) {
            index->latest_of[at] = rank;
            place_of_supplier[at] = places;
            index->in_rank[places++] = (uint32_t)at;
        }
        index->supplier_of[rank] = place_of_supplier[at];
    }
    free(place_of_supplier);
    return made;
}

struct certification_index *certification_index_new(struct arena *arena, const struct hs_editions *editions,
                                                    const struct document *const *documents, size_t count) {
    if (count == 0 || count >= NO_RANK / 2)
        return NULL;
    struct certification_index *index = ARENA_NEW(arena, struct certification_index);
    const struct document **in_order = copy_documents(arena, documents, count);
    const struct document **by_supplier = copy_documents(arena, documents, count);
    if (index == NULL || in_order == NULL || by_supplier == NULL)
        return NULL;
    qsort(in_order, count, sizeof(const struct document *), compare_ranks);
    qsort(by_supplier, count, sizeof(const struct document *), compare_suppliers);
    index->by_supplier = by_supplier;
    bool made = certification_pool_make(&index->all, arena, editions, in_order, (uint32_t)count) &&
                find_suppliers(index, arena) && rank_suppliers(index, arena);
    return made ? index : NULL;
}

void certification_index_free(struct certification_index *index) {
    if (index == NULL)
        return;
    certification_pool_free(&index->all);
    for (uint32_t i = 0; i < index->supplier_count; i++)
        if (index->suppliers[i].pool != NULL)
            certification_pool_free(index->suppliers[i].pool);
}

/* ---- what is found ---- */

/* The later of two, of which one may be none. */
static const struct document *later_of(const struct document *one, const struct document *other) {
    if (one == NULL || other == NULL)
        return one != NULL ? one : other;
    return compare_ranks((const void *)&one, (const void *)&other) <= 0 ? one : other;
}

/* Adds those of a supplier. */
static bool find_of_supplier(struct certification_index *index, struct arena *arena, struct text name,
                             const struct origin_context *context, const struct material *material,
                             struct found_certifications *found) {
    struct supplier *supplier = supplier_named(index, name);
    if (supplier == NULL)
        return true;
    if (supplier->pool == NULL) {
        struct certification_pool *pool = ARENA_NEW(arena, struct certification_pool);
        if (pool == NULL || !certification_pool_make(pool, arena, context->book->editions,
                                                     &index->by_supplier[supplier->first], supplier->count))
            return false;
        supplier->pool = pool;
    }
    const struct certification_view *view = certification_pool_view(supplier->pool, arena, context, material);
    if (view == NULL)
        return false;
    date day = certification_day(context, material);
    found->valid = later_of(found->valid, certification_pool_on(supplier->pool, &view->valid, day));
    found->other = later_of(found->other, certification_pool_on(supplier->pool, &view->other, day));
    return true;
}

/* Of all suppliers. One who is not named may be any, so that with a certification of his that stands each
 * supplier has one. */
static bool find_of_all(struct certification_index *index, struct arena *arena,
                        const struct origin_context *context, const struct material *material,
                        struct found_certifications *found) {
    date day = certification_day(context, material);
    struct certification_view *view = certification_pool_view(&index->all, arena, context, material);
    if (view == NULL)
        return false;
    found->valid = certification_pool_on(&index->all, &view->valid, day);
    found->other = certification_pool_on(&index->all, &view->other, day);
    if (found->valid == NULL || found->other == NULL || index->supplier_count == 1)
        return true;
    struct found_certifications unnamed = {NULL, NULL, NULL};
    if (!find_of_supplier(index, arena, NO_TEXT, context, material, &unnamed))
        return false;
    if (unnamed.valid != NULL)
        return true;
    if (!find_lapsed(view, index, arena, context, material))
        return false;
    found->lapsed = certification_pool_on(&index->all, &view->lapsed, day);
    return true;
}

bool certification_index_find(struct certification_index *index, struct arena *arena,
                              const struct origin_context *context, const struct material *material,
                              struct found_certifications *found) {
    *found = (struct found_certifications){NULL, NULL, NULL};
    if (material->supplier.length == 0)
        return find_of_all(index, arena, context, material, found);
    return find_of_supplier(index, arena, NO_TEXT, context, material, found) &&
           find_of_supplier(index, arena, material->supplier, context, material, found);
}
