#ifndef USMCA_ORIGIN_HIGH_WAGE_H
#define USMCA_ORIGIN_HIGH_WAGE_H

#include "origin/context.h"

/* High-wage materials of a bill of materials, U.R. 18(4), 18(7), 18(21): the full value of each line that was
 * produced in a plant that qualifies on the day, and of the others what their own bills of materials have of
 * such lines. Fills result->high_wage, where plants are given. */
void high_wage_reckon(struct origin_context *context);

#endif
