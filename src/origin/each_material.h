#ifndef USMCA_ORIGIN_EACH_MATERIAL_H
#define USMCA_ORIGIN_EACH_MATERIAL_H

#include "origin/context.h"

/* "A good containing … is originating only if such materials are …": test->requirement says which and what.
 * Every line counts, whether or not it is part of the component that determines the classification. */
void each_material_test(const struct reading *reading, struct test *test);

/* The declared fact, still open, on which the requirement turns for a line that does not meet it; NULL where
 * the line is known to fail. */
const struct fact *each_material_open_fact(const struct origin_context *context,
                                           const struct each_material *each, const struct line *line);

#endif
