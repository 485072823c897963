#ifndef USMCA_REPORT_REPORT_H
#define USMCA_REPORT_REPORT_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* How a determination is written. */
struct report_style {
    bool coloured;  /* text, for a terminal */
    size_t width;   /* text: columns of the terminal; 0 where it is for none */
    bool raw_cells; /* CSV: what strangers wrote as it is (buffer_csv_foreign) */
};

/* Each appends a determination in its format, and decides nothing. */
typedef void (*report_function)(struct buffer *out, const struct usmca_rulebook *book,
                                const struct determination *determination, struct report_style style);

/* One JSON object and a line feed (contract, section 4). */
void report_json(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination, struct report_style style);
/* For a person to read. */
void report_text(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination, struct report_style style);
/* The header of a CSV, and one row of it. */
void report_csv_begin(struct buffer *out, const struct usmca_rulebook *book,
                      const struct passed_columns *passed);
void report_csv(struct buffer *out, const struct usmca_rulebook *book,
                const struct determination *determination, struct report_style style);

/* The same with what usmca gap says of each. */
void report_gap_csv_begin(struct buffer *out, const struct usmca_rulebook *book,
                          const struct passed_columns *passed);
void report_gap_csv(struct buffer *out, const struct usmca_rulebook *book,
                    const struct determination *determination, struct report_style style);

#endif
