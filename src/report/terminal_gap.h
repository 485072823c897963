#ifndef USMCA_REPORT_TERMINAL_GAP_H
#define USMCA_REPORT_TERMINAL_GAP_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* Appends what would make the good qualify, or what it can bear, in sentences; nothing where that was not
 * asked. */
void report_text_gap(struct buffer *out, const struct messages *messages,
                     const struct determination *determination, size_t width);

#endif
