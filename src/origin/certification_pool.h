#ifndef USMCA_ORIGIN_CERTIFICATION_POOL_H
#define USMCA_ORIGIN_CERTIFICATION_POOL_H

#include "origin/context.h"
#include "origin/day_steps.h"

/* Certifications on one material in their order, and for each code that its lines have which of them decides
 * on which day. */

/* What decides for one code of a line, on the days of goods; or on those of purchases, for goods of one day.
 */
struct certification_view {
    struct day_steps valid;
    struct day_steps other;
    struct day_steps lapsed; /* of a pool of all suppliers: of one of whom none stands */
    bool lapsed_known;
};

/* Certifications whose codes were given alike: of one code all are what the line is, or none. */
struct code_class {
    uint32_t first; /* in by_class */
    uint32_t count;
};

/* The certifications of one supplier; or of all. A rank is a place in `documents`. */
struct certification_pool {
    const struct document **documents; /* the latest first */
    uint32_t count;
    uint32_t *by_class; /* ranks: the classes one after the other, in each the latest first */
    struct code_class *classes;
    uint32_t class_count;
    void *views; /* JudyHS: the code of a line, and where it says when it was bought the day of its good, to
                  * struct certification_view */
};

/* Of `count` documents, the latest first. False where memory is exhausted. */
bool certification_pool_make(struct certification_pool *pool, struct arena *arena,
                             const struct hs_editions *editions, const struct document **documents,
                             uint32_t count);
void certification_pool_free(struct certification_pool *pool);

/* For a material's code: made where it is not known yet, in the arena. NULL where memory is exhausted. */
struct certification_view *certification_pool_view(struct certification_pool *pool, struct arena *arena,
                                                   const struct origin_context *context,
                                                   const struct material *material);
/* The document that the steps name for a day; or NULL. */
const struct document *certification_pool_on(const struct certification_pool *pool,
                                             const struct day_steps *steps, date day);
/* The day that is asked about for a material: of its purchase where its line says it, else that of the good.
 */
date certification_day(const struct origin_context *context, const struct material *material);

/* The days on which those stand that are of a material's code, the latest certification first: `count` spans,
 * to be freed. NULL where memory is exhausted. */
struct day_span *certification_pool_standing(const struct certification_pool *pool,
                                             const struct origin_context *context,
                                             const struct material *material, uint32_t *count);

#endif
