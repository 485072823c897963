#ifndef USMCA_REPORT_RESULTS_TEXT_H
#define USMCA_REPORT_RESULTS_TEXT_H

#include <jansson.h>

#include "base/buffer.h"
#include "rulebook/messages.h"

/* Appends a result of a check as text for a terminal, in short: what it is, what is to be done, what decides,
 * its figures, materials and findings. What sentences the result has itself stay in its language. */
void results_text(struct buffer *out, const json_t *good, const struct messages *messages, size_t width);

#endif
