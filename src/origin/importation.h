#ifndef USMCA_ORIGIN_IMPORTATION_H
#define USMCA_ORIGIN_IMPORTATION_H

#include "origin/context.h"

/* U.R. 3(7): goods of Schedule 2, imported from the territory. */
enum result importation_test(struct origin_context *context);

/* Whether a country is in the territory, U.R. 1(1). */
bool territory_holds(const struct origin_context *context, struct text country);

#endif
