#ifndef USMCA_ORIGIN_WEIGHT_SHARE_H
#define USMCA_ORIGIN_WEIGHT_SHARE_H

#include "origin/context.h"

/* "Provided that not less than … percent by weight of the materials of … is originating", and "that the
 * non-originating materials of … are not more than … percent by weight": test->requirement says of which. */
void weight_share_test(const struct reading *reading, struct test *test);

#endif
