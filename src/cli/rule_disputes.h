#ifndef USMCA_CLI_RULE_DISPUTES_H
#define USMCA_CLI_RULE_DISPUTES_H

#include "base/buffer.h"
#include "report/lookup.h"

/* What `usmca rule` says of places that are read in more than one way. */

/* `disputes` as lookup_disputes() has them. */
void rule_disputes_text(struct buffer *out, const struct lookup *lookup, uint32_t disputes);

#endif
