#ifndef USMCA_CASE_COST_ROWS_H
#define USMCA_CASE_COST_ROWS_H

#include "base/date.h"
#include "case/columns.h"
#include "case/row_place.h"
#include "case/values.h"

/* What `usmca cost` reads: the costs on the books of a producer over one period, what they are allocated by,
 * and the debts that their interest is paid on. All in one currency. */

/* U.R. 1(1): product costs (the first three), period costs and other costs. */
enum cost_class {
    COST_NONE,
    COST_DIRECT_MATERIAL,
    COST_DIRECT_LABOUR,
    COST_DIRECT_OVERHEAD,
    COST_PERIOD,
    COST_OTHER,
    COST_CURRENCY_GAIN, /* deducted, U.R. 1(6)(d) */
    COST_CURRENCY_LOSS,
    COST_CLASSES
};
extern const char *const COST_CLASS_WORDS[COST_CLASSES];

/* U.R. 1(1), "excluded costs". */
enum excluded_cost {
    EXCLUDED_NONE,
    EXCLUDED_SALES_PROMOTION,
    EXCLUDED_ROYALTIES,
    EXCLUDED_SHIPPING_PACKING,
    EXCLUDED_INTEREST,
    EXCLUDED_COSTS
};
extern const char *const EXCLUDED_COST_WORDS[EXCLUDED_COSTS];

/* Why a cost on the books is none of any good: Schedule 5, section 7; U.R. 1(6)(c) and (d). */
enum left_out {
    LEFT_OUT_NO,
    LEFT_OUT_SERVICE,
    LEFT_OUT_DISCONTINUED,
    LEFT_OUT_ACCOUNTING_CHANGE,
    LEFT_OUT_CAPITAL_ASSET,
    LEFT_OUT_PROFIT,
    LEFT_OUT_UNRELATED_CURRENCY,
    LEFT_OUTS
};
extern const char *const LEFT_OUT_WORDS[LEFT_OUTS];

/* A row of ledger.csv. */
struct ledger_entry {
    struct row_place place;
    struct text account;
    enum cost_class class;
    struct total_amount amount;
    enum excluded_cost excluded;
    struct total_amount excluded_amount; /* the part of `amount` that is; all of it where not given */
    struct text good_id;                 /* the cost of this good alone; else to be allocated */
    struct text base;                    /* allocation base; else by the method of the run */
    enum left_out left_out;
};

/* A row of bases.csv: so much of a base is a good's. Rows of one good and base add up. */
struct base_share {
    struct row_place place;
    struct text good_id;
    struct text base;
    struct total_amount amount;
};

enum loan_kind { LOAN_NONE, LOAN_FIXED, LOAN_VARIABLE, LOANS };

/* A row of loans.csv: one interest rate period of a debt, Schedule 9. */
struct loan {
    struct row_place place;
    struct text loan_id;
    enum loan_kind kind;
    struct text country;           /* of the producer */
    date date;                     /* of the contract, or of the latest adjustment of a variable rate */
    struct amount adjusted_every;  /* years between adjustments of a variable rate */
    struct total_amount principal; /* the original amount, or the balance when the rate period begins */
    struct amount rate;            /* percent a year */
    struct total_amount interest;  /* interest costs of the period of the ledger */
    struct text account;           /* of the ledger, that they stand on */
};

/* A row of payments.csv: a payment of principal. */
struct loan_payment {
    struct row_place place;
    struct text loan_id;
    struct amount years; /* from the date of the loan */
    date date;           /* instead */
    struct total_amount principal;
};

enum yield_series { YIELD_ANY, YIELD_SHORT_TERM, YIELD_LONG_TERM, YIELD_SERIES };

/* A row of yields.csv: the interest rate issued by the federal government of a country in a week. */
struct federal_yield {
    struct row_place place;
    struct text country;
    date week;              /* its first day */
    struct amount maturity; /* years */
    struct amount rate;     /* percent a year */
    enum yield_series series;
};

extern const struct column_table LEDGER_COLUMNS;
extern const struct column_table BASE_COLUMNS;
extern const struct column_table LOAN_COLUMNS;
extern const struct column_table PAYMENT_COLUMNS;
extern const struct column_table YIELD_COLUMNS;

#endif
