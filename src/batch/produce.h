#ifndef USMCA_BATCH_PRODUCE_H
#define USMCA_BATCH_PRODUCE_H

#include "batch/worker.h"

/* Determines the goods that are materials of others, and puts into index->goods[].produced what those need to
 * know of them. Level by level: a good needs only goods of lower levels, so that the threads share a level.
 * What comes out does not depend on their number. */
usmca_status produce_materials(const struct batch *batch, struct index *index, int threads,
                               usmca_error *error);

#endif
