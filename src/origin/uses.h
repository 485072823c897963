#ifndef USMCA_ORIGIN_USES_H
#define USMCA_ORIGIN_USES_H

#include "origin/context.h"

/* What a part is for decides its rule (U.R. 13 to 15, 20). Where it is not said, the good is determined for
 * each use that has a rule of its own, and for all others; where they differ it is undetermined.
 *
 * What was found for one use holds for every other for which all that was asked of the use on the way would
 * have been answered alike; and where nothing was until the good was prepared, it is not prepared again. */

/* The good as it is determined: with the use that holds for a whole file, where it says none itself. */
const struct good *uses_said(const struct case_setting *setting, const struct usmca_rulebook *book,
                             const struct good *good, struct arena *arena);

/* Whether the good has a rule of its own for some use, and does not say what it is for. */
bool uses_unsaid(const struct origin_context *context);

/* Compares the outcomes: of a good without a use, and where the setting asks for every use. */
void uses_compare(struct origin_context *context);

/* Leaves a good undetermined whose uses were compared, and that what is open in it might make `best`: what
 * was found for each use that has a rule of its own stands. */
void uses_leave_open(struct determination *determination, enum status best);

/* Bits of enum use: what the materials of the good are original equipment of; 0 where that is not known. The
 * class of a vehicle may be open, and then has more than one. */
uint32_t uses_of_materials(const struct origin_context *context);

/* Whether the produced material originates for all that the materials of the good may be for; its own answer
 * where that is not known. */
enum result uses_originates_here(const struct origin_context *context, const struct produced *produced);

/* Whether the rule of a material of these codes, for each of the uses, has a figure for the transaction value
 * method: U.R. 7(6). */
bool uses_by_transaction_value(const struct origin_context *context, const struct hs_code *codes,
                               uint32_t count, uint32_t uses);

#endif
