#ifndef USMCA_ORIGIN_FORMER_CODES_H
#define USMCA_ORIGIN_FORMER_CODES_H

#include "origin/codes.h"

/* What a code of HS 2022 was in the edition of the rules, where what the good or the material is tells it: a
 * machine of 8485.80 that prints paper was one of 8441.80. Whoever has one answers that, and no number. */

/* Leaves out of the set what its good, or (not NULL) the material, is declared not to have been. */
void former_codes_keep(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                       const struct material *material, struct code_set *set);

/* Asks what would tell the codes of the set apart and is not declared; false where nothing would. `line` is
 * NULL for those of the good. */
bool former_codes_ask(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                      const struct line *line, const struct code_set *set);

/* Whether the fact is one of those. */
bool former_codes_have(const struct general *general, const struct fact *fact);

#endif
