#ifndef USMCA_API_KEPT_H
#define USMCA_API_KEPT_H

#include "base/buffer.h"

/* An output of a run that is kept whole. A long one is a mapping of its own, for which the kernel is asked
 * for large pages: as many of four kilobytes as it would have to find and to clear take a tenth of the whole
 * run. */
struct kept {
    struct buffer bytes;
    bool mapped;
};

/* As buffer_text(); bytes.failed where memory is exhausted. */
void kept_put(struct kept *kept, struct text bytes);
/* Puts a NUL behind what is kept, which does not count. */
void kept_end(struct kept *kept);
void kept_free(struct kept *kept);

#endif
