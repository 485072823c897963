#ifndef USMCA_ORIGIN_VEHICLE_CORE_PARTS_H
#define USMCA_ORIGIN_VEHICLE_CORE_PARTS_H

#include "origin/context.h"

/* Whether the code is of a heading that has core parts. */
bool core_parts_heading(const struct usmca_rulebook *book, struct hs_code code);

/* Core parts of passenger vehicles and light trucks, U.R. 14(4) to 14(13) and Table A.2. */

/* The figures of a good that is a part of Table A.2, for the vehicles that it goes into: after its values. */
void core_parts_own(struct origin_context *context);

/* The core parts of a vehicle, one by one and as a super-core. */
void core_parts_of_vehicle(struct origin_context *context, struct vehicle *vehicle);

/* That the requirement is met, or missed, by: of the super-core, or of the part that comes nearest to
 * failing. */
struct figure core_parts_figure(const struct vehicle *vehicle);

/* U.R. 14(1): a core part that originates by the components of column 2, or as a part of the super-core,
 * counts as originating in the content of the vehicle where the country of import holds so (panel report of
 * 14 December 2022, USA-MEX-2022-31-01). Before the content is reckoned. */
void core_parts_roll_up(struct origin_context *context, struct vehicle *vehicle);

#endif
