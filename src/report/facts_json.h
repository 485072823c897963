#ifndef USMCA_REPORT_FACTS_JSON_H
#define USMCA_REPORT_FACTS_JSON_H

#include "base/buffer.h"
#include "report/lookup.h"

/* "boolean", "country" or "text". */
const char *fact_type(const struct fact *fact);
/* What a fact does where it holds: "takes-away", "opens" a further way to qualify, or "decides". */
const char *fact_effect(const struct usmca_rulebook *book, const struct fact *fact);

/* What `usmca facts --format json` says (docs/schema/facts.schema.json), with the end of its line. */
void facts_json(struct buffer *out, const struct lookup *lookup);

#endif
