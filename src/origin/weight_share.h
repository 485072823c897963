#ifndef USMCA_ORIGIN_WEIGHT_SHARE_H
#define USMCA_ORIGIN_WEIGHT_SHARE_H

#include "origin/context.h"

/* "Provided that not less than … percent by weight of the materials of … are originating": test->requirement
 * says of which. */
void weight_share_test(const struct reading *reading, struct test *test);

#endif
