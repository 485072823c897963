#ifndef USMCA_REPORT_JSON_EVIDENCE_H
#define USMCA_REPORT_JSON_EVIDENCE_H

#include "base/buffer.h"
#include "origin/determination.h"

/* ,"valid_until":…,"evidence":{…} */
void report_json_evidence(struct buffer *out, const struct determination *determination);
/* Members of a line: the paper, who sells it, where it comes from and what one costs, as given. */
void report_json_purchase(struct buffer *out, const struct line *line);

#endif
