#ifndef USMCA_REPORT_JSON_EVIDENCE_H
#define USMCA_REPORT_JSON_EVIDENCE_H

#include "base/buffer.h"
#include "origin/determination.h"

/* The line of the good that a paper is on or in; nothing where it is of the good itself. */
struct text relied_line(const struct determination *determination, const struct relied_paper *relied);

/* ,"valid_until":…,"evidence":{…} */
void report_json_evidence(struct buffer *out, const struct determination *determination);
/* Members of a line: the paper, who sells it, where it comes from and what one costs, as given. Written from
 * `at` (json_value.h), where there is room for the most that they may be; returns where they end. */
size_t report_json_purchase_most(const struct line *line);
char *report_json_purchase_at(char *at, const struct line *line);

#endif
