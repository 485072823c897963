#ifndef USMCA_ORIGIN_VEHICLE_H
#define USMCA_ORIGIN_VEHICLE_H

#include "origin/product_specific.h"

/* What a vehicle must meet beside its rule, U.R. 14 to 19. */

/* Before the content is reckoned: the core parts, and the credit of U.R. 18(22). Nothing for a good of
 * another heading. */
void vehicle_prepare(struct origin_context *context);

/* A requirement that binds vehicles of a class. */
void vehicle_test_run(const struct reading *reading, struct test *test);

/* The producer whose plants and purchases count: that of vehicles.csv, or else of the good. */
struct text vehicle_producer(const struct origin_context *context);

/* "the model line of the plant" */
struct text vehicle_category_name(const struct origin_context *context, enum vehicle_category category);

/* The findings on those requirements, of the alternative that is reported. */
void vehicle_conclude(struct origin_context *context);

#endif
