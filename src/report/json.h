#ifndef USMCA_REPORT_JSON_H
#define USMCA_REPORT_JSON_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* Appends the determination as one JSON object and a line feed (contract, section 4). */
void report_json(struct buffer *out, const struct messages *messages, const struct determination *determination);

/* Appends a JSON string with its quotes. `text` is UTF-8. */
void json_string(struct buffer *out, struct text text);

#endif
