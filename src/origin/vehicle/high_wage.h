#ifndef USMCA_ORIGIN_VEHICLE_HIGH_WAGE_H
#define USMCA_ORIGIN_VEHICLE_HIGH_WAGE_H

#include "origin/context.h"

/* High-wage materials of a bill of materials, U.R. 18(4), 18(7), 18(21): the full value of each line that was
 * produced in a plant that qualifies on the day, and of the others what their own bills of materials have of
 * such lines. Packing and what is sold beside the good is not used in its production. Fills
 * result->high_wage, and, of plants whose wage is not known, result->high_wage_unknown, where plants are
 * given. */
void high_wage_reckon(struct origin_context *context);

#endif
