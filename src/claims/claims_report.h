#ifndef USMCA_CLAIMS_CLAIMS_REPORT_H
#define USMCA_CLAIMS_CLAIMS_REPORT_H

#include "claims/review.h"
#include "rulebook/messages.h"

/* What a review of entries is written as. */
struct claims_report {
    const struct messages *messages;
    const struct claims_review *review;
    bool raw_cells; /* CSV: buffer_csv_foreign() */
    size_t width;   /* text: columns of the terminal; 0 where it is for none */
};

void claims_text(struct buffer *out, const struct claims_report *report);
/* One object, on one line. */
void claims_json(struct buffer *out, const struct claims_report *report);
/* A row for each line of an entry. */
void claims_csv(struct buffer *out, const struct claims_report *report);

/* Whether the last day of a line is over. */
static inline bool claim_past(const struct claims_review *review, const struct claim_line *line) {
    return line->last_day != 0 && line->last_day < review->asked->on;
}

/* What the time limit of a line rests on. */
static inline struct text claim_cite(const struct claims_review *review, const struct claim_line *line) {
    return line->last_day != 0 ? review->asked->limits.of[country_named(line->import_country)].cite : NO_TEXT;
}

#endif
