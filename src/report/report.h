#ifndef USMCA_REPORT_REPORT_H
#define USMCA_REPORT_REPORT_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* Each appends a determination in its format, and decides nothing. */
typedef void (*report_function)(struct buffer *out, const struct usmca_rulebook *book,
                                const struct determination *determination);

/* One JSON object and a line feed (contract, section 4). */
void report_json(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination);
/* For a person to read; the second with colours for a terminal. */
void report_text(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination);
void report_text_coloured(struct buffer *out, const struct usmca_rulebook *book,
                          const struct determination *determination);
/* The header of a CSV, and one row of it. */
void report_csv_begin(struct buffer *out, const struct usmca_rulebook *book);
void report_csv(struct buffer *out, const struct usmca_rulebook *book,
                const struct determination *determination);

#endif
