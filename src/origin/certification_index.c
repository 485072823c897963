#include "origin/certification_index.h"

#include <Judy.h>
#include <stdlib.h>

#include "origin/codes.h"
#include "origin/documents.h"

#define NO_RANK UINT32_MAX
/* No day is behind it, and none before the other. */
enum { DAY_LAST = INT32_MAX, DAY_FIRST = INT32_MIN };

/* Which certification is the latest of those that something holds of, from a day on until the next step. */
struct step {
    date from;
    uint32_t rank; /* or NO_RANK */
};

struct steps {
    struct step *list;
    uint32_t count;
};

/* Days on which something holds of a certification. */
struct span {
    date from;
    date to;
    uint32_t rank;
};

/* What decides for one code of a line, on the days of goods; or on those of purchases, for goods of one day.
 */
struct view {
    struct steps valid;
    struct steps other;
    struct steps lapsed;
    bool lapsed_known;
};

/* Certifications whose codes were given alike: of one code all are what the line is, or none. */
struct code_class {
    uint32_t first; /* in by_class */
    uint32_t count;
};

/* The certifications of one supplier; or of all. A rank is a place in `documents`. */
struct pool {
    const struct document **documents; /* the latest first */
    uint32_t count;
    uint32_t *by_class; /* ranks: the classes one after the other, in each the latest first */
    struct code_class *classes;
    uint32_t class_count;
    void *views; /* JudyHS: the code of a line, and where it says when it was bought the day of its good, to
                  * struct view */
};

/* A supplier, and where his certifications stand in `by_supplier`; empty of those that name none. */
struct supplier {
    struct text name;
    uint32_t first;
    uint32_t count;
    struct pool *pool; /* NULL before it is asked for */
};

struct certification_index {
    struct pool all;
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

/* ---- pools ---- */

/* How a code was given, and where a document stands in its pool. */
struct coded {
    struct hs_code hs;
    int edition;
    uint32_t rank;
};

static int compare_codes(const struct coded *a, const struct coded *b) {
    if (a->hs.digits != b->hs.digits)
        return a->hs.digits < b->hs.digits ? -1 : 1;
    if (a->hs.given != b->hs.given)
        return a->hs.given < b->hs.given ? -1 : 1;
    return (a->edition > b->edition) - (a->edition < b->edition);
}

static int compare_coded(const void *a, const void *b) {
    const struct coded *one = a;
    const struct coded *other = b;
    int order = compare_codes(one, other);
    return order != 0 ? order : (one->rank > other->rank) - (one->rank < other->rank);
}

/* A document names its code by the edition in force when it was signed, where it names no other. */
static int edition_of(const struct hs_editions *editions, const struct document *document) {
    if (document->hs_edition != EDITION_NOT_GIVEN)
        return (int)document->hs_edition - 1;
    return document->signed_on != 0 ? (int)hs_edition_on(editions, document->signed_on) : -1;
}

static bool find_classes(struct pool *pool, struct arena *arena, const struct hs_editions *editions) {
    struct coded *coded = malloc(pool->count * sizeof *coded);
    pool->by_class = ARENA_ARRAY(arena, uint32_t, pool->count);
    pool->classes = ARENA_ARRAY(arena, struct code_class, pool->count);
    bool made = coded != NULL && pool->by_class != NULL && pool->classes != NULL;
    for (uint32_t i = 0; made && i < pool->count; i++)
        coded[i] = (struct coded){pool->documents[i]->hs, edition_of(editions, pool->documents[i]), i};
    if (made)
        qsort(coded, pool->count, sizeof *coded, compare_coded);
    for (uint32_t i = 0; made && i < pool->count; i++) {
        pool->by_class[i] = coded[i].rank;
        if (i == 0 || compare_codes(&coded[i - 1], &coded[i]) != 0)
            pool->classes[pool->class_count++].first = i;
        pool->classes[pool->class_count - 1].count++;
    }
    free(coded);
    return made;
}

static const struct document **copy_documents(struct arena *arena, const struct document *const *documents,
                                              size_t count) {
    const struct document **copy = ARENA_ARRAY(arena, const struct document *, count);
    if (copy != NULL)
        memcpy(copy, documents, count * sizeof *copy);
    return copy;
}

/* Of documents, the latest first. */
static bool make_pool(struct pool *pool, struct arena *arena, const struct hs_editions *editions,
                      const struct document **documents, uint32_t count) {
    *pool = (struct pool){.documents = documents, .count = count};
    return find_classes(pool, arena, editions);
}

/* ---- what is the latest on each day ---- */

static int compare_days(const void *a, const void *b) {
    date one = *(const date *)a;
    date other = *(const date *)b;
    return (one > other) - (one < other);
}

/* The days on which something begins or ends, each once. */
static uint32_t find_days(date *days, const struct span *spans, uint32_t count) {
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

/* Each day is of the first span that it lies in: they come with the latest certification first. */
static void take_days(const date *days, uint32_t day_count, const struct span *spans, uint32_t count,
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

static bool make_steps(struct steps *steps, struct arena *arena, const struct span *spans, uint32_t count) {
    size_t most = 2 * (size_t)count + 1;
    date *days = malloc(most * sizeof *days);
    uint32_t *next = malloc((most + 1) * sizeof *next);
    uint32_t *ranks = malloc(most * sizeof *ranks);
    bool made = days != NULL && next != NULL && ranks != NULL;
    if (made) {
        uint32_t day_count = find_days(days, spans, count);
        take_days(days, day_count, spans, count, next, ranks);
        steps->list = ARENA_ARRAY(arena, struct step, day_count);
        made = steps->list != NULL;
        for (uint32_t i = 0; made && i < day_count; i++)
            if (i == 0 || ranks[i] != ranks[i - 1])
                steps->list[steps->count++] = (struct step){days[i], ranks[i]};
    }
    free(days);
    free(next);
    free(ranks);
    return made;
}

static uint32_t rank_on(const struct steps *steps, date day) {
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

/* ---- what decides for one code ---- */

/* What the days of a view are: of a good; or of a purchase, for a good of the day. */
static date good_of_purchases(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? context->determination->day : 0;
}

static date day_asked(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? material->purchase_date : context->determination->day;
}

/* The days on which it stands, whatever its code; none where it begins behind its end. */
static struct span days_of(const struct document *document, date good_day, uint32_t rank) {
    date begins = 0;
    date ends = 0;
    bool any = true;
    if (good_day != 0)
        any = documents_purchases(document, good_day, &begins, &ends);
    else
        documents_period(document, &begins, &ends);
    if (!any || !documents_whole(document))
        return (struct span){DAY_LAST, DAY_FIRST, rank};
    return (struct span){begins, ends != 0 ? ends : DAY_LAST, rank};
}

static bool never(struct span span) {
    return span.to < span.from;
}

static int compare_numbers(const void *a, const void *b) {
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* Those of the line's code, the latest first; and the latest that is of another one, or NO_RANK. */
static uint32_t find_fitting(const struct pool *pool, const struct origin_context *context,
                             const struct material *material, uint32_t *fitting, uint32_t *unfit) {
    uint32_t count = 0;
    *unfit = NO_RANK;
    for (uint32_t i = 0; i < pool->class_count; i++) {
        const uint32_t *ranks = &pool->by_class[pool->classes[i].first];
        if (!documents_of_code(context, material, pool->documents[ranks[0]])) {
            *unfit = ranks[0] < *unfit ? ranks[0] : *unfit;
            continue;
        }
        memcpy(&fitting[count], ranks, pool->classes[i].count * sizeof *ranks);
        count += pool->classes[i].count;
    }
    qsort(fitting, count, sizeof *fitting, compare_numbers);
    return count;
}

static uint32_t spans_that_stand(const struct pool *pool, date good_day, const uint32_t *fitting,
                                 uint32_t count, struct span *spans) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct span span = days_of(pool->documents[fitting[i]], good_day, fitting[i]);
        if (!never(span))
            spans[found++] = span;
    }
    return found;
}

/* Behind one that never stands none is asked for. */
static uint32_t spans_that_do_not(const struct pool *pool, date good_day, const uint32_t *fitting,
                                  uint32_t count, uint32_t unfit, struct span *spans) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count && fitting[i] < unfit; i++) {
        struct span span = days_of(pool->documents[fitting[i]], good_day, fitting[i]);
        if (never(span)) {
            spans[found++] = (struct span){DAY_FIRST, DAY_LAST, fitting[i]};
            return found;
        }
        spans[found++] = (struct span){DAY_FIRST, span.from - 1, fitting[i]};
        if (span.to != DAY_LAST)
            spans[found++] = (struct span){span.to + 1, DAY_LAST, fitting[i]};
    }
    if (unfit != NO_RANK)
        spans[found++] = (struct span){DAY_FIRST, DAY_LAST, unfit};
    return found;
}

/* Room for the certifications of a pool, and for the spans of them. */
struct scratch {
    uint32_t *fitting;
    struct span *spans;
    struct span *more;
};

static bool scratch_open(struct scratch *scratch, const struct pool *pool) {
    size_t most = 2 * (size_t)pool->count + 2;
    *scratch = (struct scratch){malloc(pool->count * sizeof *scratch->fitting),
                                malloc(most * sizeof *scratch->spans), malloc(most * sizeof *scratch->more)};
    return scratch->fitting != NULL && scratch->spans != NULL && scratch->more != NULL;
}

static void scratch_close(struct scratch *scratch) {
    free(scratch->fitting);
    free(scratch->spans);
    free(scratch->more);
}

static bool make_view(struct view *view, const struct pool *pool, struct arena *arena,
                      const struct origin_context *context, const struct material *material) {
    struct scratch scratch;
    uint32_t unfit = NO_RANK;
    const date day = good_of_purchases(context, material);
    bool made = scratch_open(&scratch, pool);
    if (made) {
        uint32_t fitting = find_fitting(pool, context, material, scratch.fitting, &unfit);
        made = make_steps(&view->valid, arena, scratch.spans,
                          spans_that_stand(pool, day, scratch.fitting, fitting, scratch.spans)) &&
               make_steps(&view->other, arena, scratch.spans,
                          spans_that_do_not(pool, day, scratch.fitting, fitting, unfit, scratch.spans));
    }
    scratch_close(&scratch);
    return made;
}

/* NULL where memory is exhausted. */
static struct view *view_of(struct pool *pool, struct arena *arena, const struct origin_context *context,
                            const struct material *material) {
    uint64_t code[] = {material->hs.given, material->hs.digits,
                       (uint64_t)codes_edition(context, material->hs_edition),
                       (uint64_t)good_of_purchases(context, material)};
    PWord_t place = (PWord_t)JudyHSIns(&pool->views, code, sizeof code, PJE0);
    if (place == NULL || (void *)place == (void *)PPJERR)
        return NULL;
    struct view *view = (struct view *)*place;
    if (view == NULL && (view = ARENA_NEW(arena, struct view)) != NULL) {
        if (!make_view(view, pool, arena, context, material))
            return NULL;
        *place = (Word_t)view;
    }
    return view;
}

/* ---- suppliers of whom none stands ---- */

static int compare_spans(const void *a, const void *b) {
    const struct span *one = a;
    const struct span *other = b;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    return (one->from > other->from) - (one->from < other->from);
}

/* The days on which a supplier has none that stands, from those on which he has, in their order. */
static uint32_t gaps_between(const struct span *spans, uint32_t count, uint32_t rank, struct span *gaps) {
    uint32_t found = 0;
    date from = DAY_FIRST;
    for (uint32_t i = 0; i < count; i++) {
        if (spans[i].from > from)
            gaps[found++] = (struct span){from, spans[i].from - 1, rank};
        if (spans[i].to == DAY_LAST)
            return found;
        from = spans[i].to + 1 > from ? spans[i].to + 1 : from;
    }
    gaps[found++] = (struct span){from, DAY_LAST, rank};
    return found;
}

/* Behind a supplier who never has any that stands none is asked for. `spans` are by the supplier's place. */
static uint32_t gaps_of_suppliers(const struct certification_index *index, const struct span *spans,
                                  uint32_t count, struct span *gaps) {
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

static bool find_lapsed(struct view *view, const struct certification_index *index, struct arena *arena,
                        const struct origin_context *context, const struct material *material) {
    struct scratch scratch;
    uint32_t unfit = NO_RANK;
    bool made = view->lapsed_known;
    if (!made && scratch_open(&scratch, &index->all)) {
        uint32_t fitting = find_fitting(&index->all, context, material, scratch.fitting, &unfit);
        uint32_t count = spans_that_stand(&index->all, good_of_purchases(context, material), scratch.fitting,
                                          fitting, scratch.spans);
        for (uint32_t i = 0; i < count; i++)
            scratch.spans[i].rank = index->supplier_of[scratch.spans[i].rank];
        qsort(scratch.spans, count, sizeof *scratch.spans, compare_spans);
        made = make_steps(&view->lapsed, arena, scratch.more,
                          gaps_of_suppliers(index, scratch.spans, count, scratch.more));
        view->lapsed_known = made;
        scratch_close(&scratch);
    } else if (!made)
        scratch_close(&scratch);
    return made;
}

/* ---- the index ---- */

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
    bool made = make_pool(&index->all, arena, editions, in_order, (uint32_t)count) &&
                find_suppliers(index, arena) && rank_suppliers(index, arena);
    return made ? index : NULL;
}

void certification_index_free(struct certification_index *index) {
    if (index == NULL)
        return;
    JudyHSFreeArray(&index->all.views, PJE0);
    for (uint32_t i = 0; i < index->supplier_count; i++)
        if (index->suppliers[i].pool != NULL)
            JudyHSFreeArray(&index->suppliers[i].pool->views, PJE0);
}

/* ---- what is found ---- */

static const struct document *document_on(const struct pool *pool, const struct steps *steps, date day) {
    uint32_t rank = rank_on(steps, day);
    return rank != NO_RANK ? pool->documents[rank] : NULL;
}

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
        struct pool *pool = ARENA_NEW(arena, struct pool);
        if (pool == NULL || !make_pool(pool, arena, context->book->editions,
                                       &index->by_supplier[supplier->first], supplier->count))
            return false;
        supplier->pool = pool;
    }
    const struct view *view = view_of(supplier->pool, arena, context, material);
    if (view == NULL)
        return false;
    date day = day_asked(context, material);
    found->valid = later_of(found->valid, document_on(supplier->pool, &view->valid, day));
    found->other = later_of(found->other, document_on(supplier->pool, &view->other, day));
    return true;
}

/* Of all suppliers. One who is not named may be any, so that with a certification of his that stands each
 * supplier has one. */
static bool find_of_all(struct certification_index *index, struct arena *arena,
                        const struct origin_context *context, const struct material *material,
                        struct found_certifications *found) {
    date day = day_asked(context, material);
    struct view *view = view_of(&index->all, arena, context, material);
    if (view == NULL)
        return false;
    found->valid = document_on(&index->all, &view->valid, day);
    found->other = document_on(&index->all, &view->other, day);
    if (found->valid == NULL || found->other == NULL || index->supplier_count == 1)
        return true;
    struct found_certifications unnamed = {NULL, NULL, NULL};
    if (!find_of_supplier(index, arena, NO_TEXT, context, material, &unnamed))
        return false;
    if (unnamed.valid != NULL)
        return true;
    if (!find_lapsed(view, index, arena, context, material))
        return false;
    found->lapsed = document_on(&index->all, &view->lapsed, day);
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
