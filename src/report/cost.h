#ifndef USMCA_REPORT_COST_H
#define USMCA_REPORT_COST_H

#include "base/buffer.h"
#include "rulebook/messages.h"
#include "value/cost.h"

/* What the costs of a ledger come to, for each good. */
struct cost_report {
    const struct messages *messages;
    const struct interest_provision *provision;
    const struct cost_choice *choice;
    const struct cost_outcome *outcome;
    struct text currency; /* of the ledger; or nothing, where that is not said */
    bool raw_cells;       /* CSV: buffer_csv_foreign() */
    size_t width;         /* text: columns of the terminal; 0 where it is for none */
};

void report_cost_text(struct buffer *out, const struct cost_report *report);
/* A JSON object and a line feed for each loan, for the ledger, and for each good. */
void report_cost_json(struct buffer *out, const struct cost_report *report);
/* The cost columns of goods.csv, an amount a unit. */
void report_cost_csv(struct buffer *out, const struct cost_report *report);

/* A good's costs by the columns of goods.csv. */
struct cost_columns {
    bool given; /* an amount a unit can be said */
    decimal other_product_costs;
    decimal period_costs;
    decimal other_costs;
    decimal excluded_costs;
    bool materials; /* the ledger has direct materials of the good: else their value is still to be added */
    decimal total_cost;
    decimal net_cost;
};
struct cost_columns cost_columns(const struct good_cost *good);

extern const char *const COST_ROUTE_WORDS[NET_COST_ROUTES];

#endif
