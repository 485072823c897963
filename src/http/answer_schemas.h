#ifndef USMCA_HTTP_ANSWER_SCHEMAS_H
#define USMCA_HTTP_ANSWER_SCHEMAS_H

#include "base/buffer.h"

/* What the service answers, as docs/schema says it: the files as they stand there, and as the components of
 * an OpenAPI document, where the object `good` of determination.schema.json is called determination.good. */
extern const unsigned char SCHEMA_DETERMINATION[];
extern const unsigned long SCHEMA_DETERMINATION_SIZE;
extern const unsigned char SCHEMA_RULE[];
extern const unsigned long SCHEMA_RULE_SIZE;
extern const unsigned char SCHEMA_FACTS[];
extern const unsigned long SCHEMA_FACTS_SIZE;
extern const unsigned char SCHEMA_SERVICE[];
extern const unsigned long SCHEMA_SERVICE_SIZE;

/* Appends the members of components/schemas. */
void answer_schemas_put(struct buffer *out);

#endif
