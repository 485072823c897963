#ifndef USMCA_BATCH_COUNTS_H
#define USMCA_BATCH_COUNTS_H

#include "batch/worker.h"

/* The goods by status and pile, and the findings by code, as members of a JSON object behind others. */
void batch_counts_json(struct buffer *out, const struct batch_counts *counts);

#endif
