#ifndef USMCA_ORIGIN_DECLARED_ORIGIN_H
#define USMCA_ORIGIN_DECLARED_ORIGIN_H

#include "origin/context.h"

/* What the bill of materials declares of origin, held against the rest of the input. A contradiction is told,
 * and never believed in the good's favour. */

/* Whether a row of the material's own bill of materials in the input was rejected: it may say otherwise than
 * the paper that the line rests on. */
bool declared_bill_unread(const struct material *material);

/* What a column that nothing reads may say otherwise of a material that is declared to originate; or NULL.
 * That it is imported is answered by a certification. */
const struct origin_denial *declared_denied(const struct origin_context *context,
                                            const struct material *material, bool is_certified);

/* Whether the declaration that the line originates stands: false leaves its origin open. Without a
 * certification of origin it is told to be undocumented. */
bool declared_originating_stands(struct origin_context *context, struct line *line);

/* Whether anything shows it: a certification in order, or the bill of materials of what its producer made. */
bool declared_originating_shown(const struct origin_context *context, const struct line *line);

/* Says where a line that counts as non-originating need not: U.R. 7(21) leaves that to the producer. */
void declared_non_originating_tell(struct origin_context *context, const struct line *line);

/* U.R. 3(1), with 8(14)(b) and 8(24)(a): declared, and not belied by a material; where one belies it, that is
 * said. */
enum result declared_wholly_obtained(struct origin_context *context);

#endif
