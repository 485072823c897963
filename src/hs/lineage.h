#ifndef USMCA_HS_LINEAGE_H
#define USMCA_HS_LINEAGE_H

#include "hs/editions.h"

/* The lineages of every subheading, in the order of the subheadings, so that those of a heading stand
 * together. */
struct hs_lineage_index {
    const struct hs_lineage *list[HS_EDITIONS];
    const uint32_t *start[HS_EDITIONS]; /* of each subheading, and one more */
};

/* From the correlations of `editions`. False where memory is exhausted. */
bool hs_lineages_build(struct hs_lineage_index *out, const struct hs_editions *editions, struct arena *arena);

#endif
