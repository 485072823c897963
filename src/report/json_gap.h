#ifndef USMCA_REPORT_JSON_GAP_H
#define USMCA_REPORT_JSON_GAP_H

#include "base/buffer.h"
#include "origin/determination.h"

void report_json_share(struct buffer *out, const struct share *share);
/* What would make the good qualify, or what it can bear; null where it was not asked. */
void report_json_gap(struct buffer *out, const struct determination *determination);

#endif
