#ifndef USMCA_CASE_CLAIM_ROWS_H
#define USMCA_CASE_CLAIM_ROWS_H

#include "case/columns.h"
#include "case/row_place.h"
#include "case/values.h"

/* What was imported, and the duties beside the ordinary one that it may have borne. */

/* A row of entries.csv: a line of an entry. */
struct entry_row {
    struct row_place place;
    struct text entry; /* its number */
    struct text line;
    date date; /* of importation; in Canada of accounting */
    struct text good_id;
    struct amount value; /* of the line, in `currency` */
    enum yes_or_no claimed;
    struct amount quantity; /* units of the good */
    struct text currency;
    struct hs_code hs;          /* of the tariff of the country of importation */
    struct text country;        /* of origin, by which additional duties go */
    struct text import_country; /* empty: that of the run */
    struct amount non_us_content;
    struct text importer;
};

enum measure_base {
    MEASURE_BASE_NOT_SAID,
    MEASURE_OF_VALUE,
    MEASURE_OF_NON_ORIGINATING, /* value of the non-originating materials, of the results */
    MEASURE_OF_NON_US_CONTENT,  /* of the entry */
    MEASURE_BASES
};
extern const char *const MEASURE_BASE_WORDS[MEASURE_BASES];

/* What a claim for preference does to the duty. */
enum measure_relief {
    RELIEF_NOT_SAID,
    RELIEF_WHOLE,  /* it is not due */
    RELIEF_NONE,   /* it is due all the same */
    RELIEF_PARTLY, /* it is due on the base alone, and without a claim on the value */
    MEASURE_RELIEFS
};
extern const char *const MEASURE_RELIEF_WORDS[MEASURE_RELIEFS];

/* A row of measures.csv: what a measure asks of some codes, of a country, over some days. */
struct measure_row {
    struct row_place place;
    struct text measure; /* its name: of the rows of one name one at most holds for a line */
    struct text heading; /* that it is declared under */
    struct text codes;   /* those that it is on, by their beginnings; empty: all */
    struct text country; /* of origin; empty: any */
    struct text import_country;
    date from;
    date to;
    struct amount rate_percent;
    enum measure_base base;
    enum measure_relief relieved;
    struct amount minimum; /* of an entry, in `currency` */
    struct amount maximum;
    struct text currency;
    struct text source;
};

extern const struct column_table ENTRY_COLUMNS;
extern const struct column_table MEASURE_COLUMNS;

#endif
