#ifndef USMCA_ORIGIN_PRODUCT_SPECIFIC_H
#define USMCA_ORIGIN_PRODUCT_SPECIFIC_H

#include "origin/context.h"

/* The product-specific rule under one reading, U.R. 3(2) and 3(6): every alternative that is open, each with
 * all its tests. */
struct product_specific {
    enum result result;
    struct alternative_result *alternatives;
    uint32_t count;
    const struct alternative_result *of_vehicle; /* of the notes: what binds a vehicle; or NULL */
    uint32_t reported;                           /* the one that passes, or comes nearest */
    bool may_settle; /* no note adds tests, so that one that is met may be all that has to be asked */
    bool settled;    /* it was, and the rest was not asked */
};

/* Memory that is exhausted is noted in the context. */
void product_specific_evaluate(const struct reading *reading, struct product_specific *out);

/* The notes that bind goods of this code whatever the rule: pass where there are none. `out` has those that
 * are not met, or not known to be. */
enum result product_specific_notes(const struct reading *reading, struct product_specific *out);

#endif
