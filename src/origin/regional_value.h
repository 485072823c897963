#ifndef USMCA_ORIGIN_REGIONAL_VALUE_H
#define USMCA_ORIGIN_REGIONAL_VALUE_H

#include "origin/context.h"

/* Transaction value, total cost, net cost and the value of non-originating materials, U.R. 7(2), 7(3), 7(11),
 * 1(6): fills the figures of the determination from the good and its prepared lines. */
void regional_value_prepare(struct origin_context *context);

/* A regional value content requirement by either method, U.R. 7(1) and 7(6), with the exemption of 5(4). */
void regional_value_test(const struct reading *reading, const struct rvc_requirement *steps, uint32_t count,
                         struct test *test);

/* The method that passes, or comes nearest, in a test; METHODS where no figure is known. */
enum method regional_value_best(const struct test *test);

#endif
