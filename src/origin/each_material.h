#ifndef USMCA_ORIGIN_EACH_MATERIAL_H
#define USMCA_ORIGIN_EACH_MATERIAL_H

#include "origin/context.h"

/* "A good containing … is originating only if such materials are …": test->requirement says which and what.
 * Every line counts, whether or not it is part of the component that determines the classification, and so
 * does what a line contains that is itself a good of the input. */
void each_material_test(const struct reading *reading, struct test *test);

/* A material that does not meet the requirement, or is not known to. */
struct each_failure {
    struct text line;        /* of the bill of materials that it stands in */
    struct text owner;       /* whose bill that is; empty for the good's own */
    const struct fact *open; /* on which the requirement turns; NULL where the material is known to fail */
    bool unreadable;         /* its own bill of materials was rejected, or goes too deep */
    bool bill_missing;       /* its own bill of materials should be in the input, and is not */
    bool contradicted; /* it is said to originate, and declared to lack what originating materials have */
};

/* Those of a line, at most `most` of them. */
uint32_t each_material_failures(struct origin_context *context, const struct each_material *each,
                                const struct line *line, struct each_failure *out, uint32_t most);

/* Whether a note that binds the good asks such a thing of the material, met or not: U.R. 5(10). */
enum result each_material_bound(const struct reading *reading, const struct line *line);

#endif
