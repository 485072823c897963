#ifndef USMCA_ORIGIN_CERTIFICATION_INDEX_H
#define USMCA_ORIGIN_CERTIFICATION_INDEX_H

#include "origin/certifications.h"

/* The certifications on one material, put in order once: for each code that its lines have, what decides is
 * then known of every day, and found by a search. */
struct certification_index;

/* Of `count` certifications on one material, which it keeps in the arena. NULL where memory is exhausted. */
struct certification_index *certification_index_new(struct arena *arena, const struct hs_editions *editions,
                                                    const struct document *const *documents, size_t count);
void certification_index_free(struct certification_index *index);

/* As certifications_find(). False where memory is exhausted. */
bool certification_index_find(struct certification_index *index, struct arena *arena,
                              const struct origin_context *context, const struct material *material,
                              struct found_certifications *found);

#endif
