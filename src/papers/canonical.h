#ifndef USMCA_PAPERS_CANONICAL_H
#define USMCA_PAPERS_CANONICAL_H

#include <jansson.h>

#include "base/buffer.h"

/* The canonical form of JSON, RFC 8785. False where a value has none here: a number that is no whole one, or
 * too large for one; memory exhausted is on `out`. */
bool canonical_json(struct buffer *out, const json_t *value);

#endif
