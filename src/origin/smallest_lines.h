#ifndef USMCA_ORIGIN_SMALLEST_LINES_H
#define USMCA_ORIGIN_SMALLEST_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/decimal.h"

/* Of values, none of them negative, the ones to keep so that their sum is the largest that does not exceed
 * `capacity`: those left out are the smallest set, by value, whose leaving makes the rest fit. keep[i] says
 * which. Searches a bounded number of sets; false where the bound was reached before it was sure that none is
 * better. The arena, which is used for the search, is failed where it has no room. */
bool smallest_lines(struct arena *arena, const decimal *values, size_t count, decimal capacity, bool *keep);

#endif
