#ifndef USMCA_ORIGIN_VEHICLE_VEHICLE_H
#define USMCA_ORIGIN_VEHICLE_VEHICLE_H

#include "origin/product_specific.h"

/* What a vehicle must meet beside its rule, U.R. 14 to 19. */

/* Before the content is reckoned: the core parts, and the credit of U.R. 18(22). Nothing for a good of
 * another heading. */
void vehicle_prepare(struct origin_context *context);

/* A requirement that binds vehicles of a class. */
void vehicle_test_run(const struct reading *reading, struct test *test);

/* The producer whose plants and purchases count: that of vehicles.csv, or else of the good. */
struct text vehicle_producer(const struct origin_context *context);

/* "Engine", or "engine / battery", as the catalogue names them. */
void vehicle_part_names(const struct usmca_rulebook *book, const struct assembly_part *part,
                        struct buffer *out);

/* "the model line of the plant" */
struct text vehicle_category_name(const struct origin_context *context, enum vehicle_category category);

/* Whether every code that the good may have in the rule book's edition lies in the scope. */
bool vehicle_inside(const struct origin_context *context, const struct scope *scope);

/* Whether the good is of the class that vehicles.csv calls it: by its code, what it declares of itself, and
 * its use. What is for certain of another class is no other vehicle. */
enum result vehicle_class_fits(const struct origin_context *context, enum use class);

/* The averages that the rows of the vehicle elect, one for each of its plants, into result->average (the
 * lowest) and ->average_highest. AVERAGE_MISSING where one of them cannot be told. */
enum average_answer vehicle_average(struct origin_context *context);
bool vehicle_average_barred(const struct origin_context *context);

/* Its materials by table of parts. */
void vehicle_sum_tables(struct origin_context *context);

/* The findings on those requirements, of the alternative that is reported. */
void vehicle_conclude(struct origin_context *context);

#endif
