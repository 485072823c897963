#include "origin/certification_pool.h"

#include <Judy.h>
#include <stdlib.h>

#include "origin/codes.h"
#include "origin/documents.h"

/* ---- codes ---- */

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

static bool find_classes(struct certification_pool *pool, struct arena *arena,
                         const struct hs_editions *editions) {
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

bool certification_pool_make(struct certification_pool *pool, struct arena *arena,
                             const struct hs_editions *editions, const struct document **documents,
                             uint32_t count) {
    *pool = (struct certification_pool){.documents = documents, .count = count};
    return find_classes(pool, arena, editions);
}

/* ---- what decides for one code ---- */

/* What the days of a view are: of a good, 0; or of a purchase, for a good of this day. */
static date good_day(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? context->determination->day : 0;
}

date certification_day(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? material->purchase_date : context->determination->day;
}

/* The days on which it stands, whatever its code; none where it begins behind its end. */
static struct day_span days_of(const struct document *document, date of_good, uint32_t rank) {
    date begins = 0;
    date ends = 0;
    bool any = true;
    if (of_good != 0)
        any = documents_purchases(document, of_good, &begins, &ends);
    else
        documents_period(document, &begins, &ends);
    if (!any || !documents_whole(document))
        return (struct day_span){DAY_LAST, DAY_FIRST, rank};
    return (struct day_span){begins, ends != 0 ? ends : DAY_LAST, rank};
}

static bool never(struct day_span span) {
    return span.to < span.from;
}

static int compare_numbers(const void *a, const void *b) {
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* Those of the line's code, the latest first; and the latest that is of another one, or NO_RANK. */
static uint32_t find_fitting(const struct certification_pool *pool, const struct origin_context *context,
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

static uint32_t spans_that_stand(const struct certification_pool *pool, date of_good, const uint32_t *fitting,
                                 uint32_t count, struct day_span *spans) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct day_span span = days_of(pool->documents[fitting[i]], of_good, fitting[i]);
        if (!never(span))
            spans[found++] = span;
    }
    return found;
}

/* Behind one that never stands none is asked for. */
static uint32_t spans_that_do_not(const struct certification_pool *pool, date of_good,
                                  const uint32_t *fitting, uint32_t count, uint32_t unfit,
                                  struct day_span *spans) {
    uint32_t found = 0;
    for (uint32_t i = 0; i < count && fitting[i] < unfit; i++) {
        struct day_span span = days_of(pool->documents[fitting[i]], of_good, fitting[i]);
        if (never(span)) {
            spans[found++] = (struct day_span){DAY_FIRST, DAY_LAST, fitting[i]};
            return found;
        }
        spans[found++] = (struct day_span){DAY_FIRST, span.from - 1, fitting[i]};
        if (span.to != DAY_LAST)
            spans[found++] = (struct day_span){span.to + 1, DAY_LAST, fitting[i]};
    }
    if (unfit != NO_RANK)
        spans[found++] = (struct day_span){DAY_FIRST, DAY_LAST, unfit};
    return found;
}

static bool make_view(struct certification_view *view, const struct certification_pool *pool,
                      struct arena *arena, const struct origin_context *context,
                      const struct material *material) {
    uint32_t unfit = NO_RANK;
    const date day = good_day(context, material);
    uint32_t *fitting = malloc(pool->count * sizeof *fitting);
    struct day_span *spans = malloc((2 * (size_t)pool->count + 2) * sizeof *spans);
    bool made = fitting != NULL && spans != NULL;
    if (made) {
        uint32_t count = find_fitting(pool, context, material, fitting, &unfit);
        made =
            day_steps_make(&view->valid, arena, spans, spans_that_stand(pool, day, fitting, count, spans)) &&
            day_steps_make(&view->other, arena, spans,
                           spans_that_do_not(pool, day, fitting, count, unfit, spans));
    }
    free(fitting);
    free(spans);
    return made;
}

struct day_span *certification_pool_standing(const struct certification_pool *pool,
                                             const struct origin_context *context,
                                             const struct material *material, uint32_t *count) {
    uint32_t unfit = NO_RANK;
    uint32_t *fitting = malloc(pool->count * sizeof *fitting);
    struct day_span *spans = malloc(pool->count * sizeof *spans);
    if (fitting == NULL || spans == NULL) {
        free(fitting);
        free(spans);
        return NULL;
    }
    *count = find_fitting(pool, context, material, fitting, &unfit);
    *count = spans_that_stand(pool, good_day(context, material), fitting, *count, spans);
    free(fitting);
    return spans;
}

struct certification_view *certification_pool_view(struct certification_pool *pool, struct arena *arena,
                                                   const struct origin_context *context,
                                                   const struct material *material) {
    uint64_t code[] = {material->hs.given, material->hs.digits,
                       (uint64_t)codes_edition(context, material->hs_edition, &material->hs),
                       (uint64_t)good_day(context, material)};
    PWord_t place = (PWord_t)JudyHSIns(&pool->views, code, sizeof code, PJE0);
    if (place == NULL || (void *)place == (void *)PPJERR)
        return NULL;
    struct certification_view *view = (struct certification_view *)*place;
    if (view == NULL && (view = ARENA_NEW(arena, struct certification_view)) != NULL) {
        if (!make_view(view, pool, arena, context, material))
            return NULL;
        *place = (Word_t)view;
    }
    return view;
}

const struct document *certification_pool_on(const struct certification_pool *pool,
                                             const struct day_steps *steps, date day) {
    uint32_t rank = day_steps_rank(steps, day);
    return rank != NO_RANK ? pool->documents[rank] : NULL;
}

void certification_pool_free(struct certification_pool *pool) {
    JudyHSFreeArray(&pool->views, PJE0);
}
