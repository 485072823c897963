#ifndef USMCA_REPORT_RULE_JSON_H
#define USMCA_REPORT_RULE_JSON_H

#include "base/buffer.h"
#include "report/lookup.h"

/* What `usmca rule --format json` says (docs/schema/rule.schema.json), with the end of its line. */
void rule_json(struct buffer *out, const struct lookup *lookup);

#endif
