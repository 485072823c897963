#ifndef USMCA_REPORT_JSON_DISPUTED_H
#define USMCA_REPORT_JSON_DISPUTED_H

#include "base/buffer.h"
#include "origin/determination.h"

/* The places in dispute on which the answer turns, with what each reading leads to. */
void report_json_disputed(struct buffer *out, const struct determination *determination);

#endif
