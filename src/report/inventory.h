#ifndef USMCA_REPORT_INVENTORY_H
#define USMCA_REPORT_INVENTORY_H

#include "base/buffer.h"
#include "rulebook/messages.h"
#include "value/inventory.h"

/* What the movements of a stock come to. */
struct inventory_report {
    const struct messages *messages;
    const struct inventory_choice *choice;
    const struct inventory_outcome *outcomes;
    size_t count;
    bool raw_cells; /* CSV: buffer_csv_foreign() */
    size_t width;   /* text: columns of the terminal; 0 where it is for none */
};

/* Each appends the withdrawals among the outcomes that have no problem. */
void report_inventory_text(struct buffer *out, const struct inventory_report *report);
/* A JSON object and a line feed each. */
void report_inventory_json(struct buffer *out, const struct inventory_report *report);
/* A header, and a CSV row each. */
void report_inventory_csv(struct buffer *out, const struct inventory_report *report);

/* The provision that the choice rests on. */
struct text report_inventory_cite(const struct messages *messages, const struct inventory_choice *choice);

#endif
