#ifndef USMCA_ORIGIN_WEIGHT_DE_MINIMIS_H
#define USMCA_ORIGIN_WEIGHT_DE_MINIMIS_H

#include "origin/context.h"

/* U.R. 5(6)–(9): in a textile good, materials that do not make the change are forgiven where they weigh
 * little, and little of them is elastomeric. Whether it is so, for the lines whose shift fails or is unknown;
 * fills `share` where it is known. RESULT_FAIL where no provision is for the good, or its weight is not
 * given: the exception is for the producer to show. */
enum result weight_de_minimis(const struct reading *reading, const uint8_t *shift, struct share *share);

#endif
