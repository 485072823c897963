#ifndef USMCA_SERVICE_SCHEMA_H
#define USMCA_SERVICE_SCHEMA_H

#include "base/buffer.h"
#include "rulebook/messages.h"

/* What a question may say, as JSON Schema: of goods, of a code, of a word. */
/* What a code of a currency, and the name of a profile, looks like; a description of the service lists them
 * in place of it. */
#define SCHEMA_CURRENCY "\"pattern\":\"^[A-Z]{3}$\""
#define SCHEMA_PROFILE "\"pattern\":\"^[a-z0-9-]{1,63}$\""

void schema_case(struct buffer *out, const struct messages *messages);
void schema_code(struct buffer *out, const struct messages *messages);
void schema_codes(struct buffer *out, const struct messages *messages);
void schema_report(struct buffer *out, const struct messages *messages);
void schema_search(struct buffer *out, const struct messages *messages);
void schema_language(struct buffer *out, const struct messages *messages);
void schema_word(struct buffer *out, const struct messages *messages);

/* The same of forms with files (multipart/form-data). */
void form_case(struct buffer *out, const struct messages *messages);
void form_report(struct buffer *out, const struct messages *messages);
void form_preview(struct buffer *out, const struct messages *messages);
void form_profile(struct buffer *out, const struct messages *messages);

#endif
