#ifndef USMCA_ORIGIN_TARIFF_SHIFT_H
#define USMCA_ORIGIN_TARIFF_SHIFT_H

#include "origin/context.h"

/* The applicable change in tariff classification, U.R. 3(2) and 1(1), with the de minimis rule of 5(1). Fills
 * `test`, and shift[i] for every line of which a change is asked: enum result, or NO_SHIFT where the rule
 * leaves it out of account. Those of others are NO_SHIFT, and stay so. */
void tariff_shift_test(const struct reading *reading, const struct change *change, struct test *test,
                       uint8_t *shift);

/* Whether a line makes the change only through the materials that it is made of, U.R. 3(8). */
bool tariff_shift_by_inner(const struct reading *reading, const struct change *change,
                           const struct line *line);

/* What a line comes to by the codes that it may have: enum result, or NO_SHIFT. `inner` where it is a
 * material inside another. */
uint8_t tariff_shift_of_codes(const struct reading *reading, const struct change *change,
                              const struct line *line, bool inner);

/* Whether an item of a change names the line: by its code, or as another good of the good's own unit; and by
 * its description. */
enum result tariff_shift_names(const struct reading *reading, const struct origin_item *item,
                               const struct line *line);

/* Whether the rule leaves the line out of account; and whether it neither does, nor leaves it out of the
 * component that alone counts. */
enum result tariff_shift_disregards(const struct reading *reading, const struct line *line);
enum result tariff_shift_counts(const struct reading *reading, const struct line *line);

#endif
