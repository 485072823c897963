#ifndef USMCA_CLI_RULE_DISPUTES_H
#define USMCA_CLI_RULE_DISPUTES_H

#include "cli/lookup.h"

/* What `usmca rule` says of places that are read in more than one way. */

/* Every dispute that a rule, or a general provision, for the code names; bits, by number. */
uint32_t rule_disputes_of(const struct lookup *lookup, struct hs_code code);
void rule_disputes_text(struct buffer *out, const struct lookup *lookup, uint32_t disputes);

#endif
