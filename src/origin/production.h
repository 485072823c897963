#ifndef USMCA_ORIGIN_PRODUCTION_H
#define USMCA_ORIGIN_PRODUCTION_H

#include "origin/context.h"

/* A rule of Schedule 1 is met by production in the territory, U.R. 3(2), and packing, repacking, sorting or
 * testing are none, U.R. 1(1) "production"; nor does mere dilution make a good originate, U.R. 11(a). Where
 * non-originating materials of the good's own classification are all that its bill of materials has, beside
 * packaging, only a declaration tells whether anything was produced. */

/* Fills result->production. After materials_prepare(). */
void production_prepare(struct origin_context *context);

/* How far production is shown for a good that qualifies by an alternative of the rule read, or in another
 * way. */
enum result production_for(const struct reading *reading, const struct alternative_result *alternative);
enum result production_otherwise(const struct determination *determination);

/* Why production is not shown, where the outcome hangs on it. */
void production_conclude(struct origin_context *context);

#endif
