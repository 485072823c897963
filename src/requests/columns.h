#ifndef USMCA_REQUESTS_COLUMNS_H
#define USMCA_REQUESTS_COLUMNS_H

#include "case/columns.h"
#include "requests/asked.h"

/* The columns of the sheet that a supplier fills in. Those to be filled are columns of documents.csv, but for
 * `answer`, `made_in` and `remark`. */

/* What an item asks for, as bits: which columns it has. */
enum request_asks {
    ASKS_CERTIFICATION = 1,
    ASKS_COST = 2,    /* U.R. 9(2)(a) */
    ASKS_AMOUNT = 4,  /* U.R. 9(2)(b) */
    ASKS_VNM = 8,     /* U.R. 9(3) */
    ASKS_CHANGE = 16, /* U.R. 9(7)(a)(ii) */
    ASKS_CORE_PART = 32,
    ASKS_COUNTRY = 64,
    ASKS_STATEMENT = ASKS_COST | ASKS_AMOUNT | ASKS_VNM | ASKS_CHANGE | ASKS_CORE_PART,
    ASKS_PAPER = ASKS_CERTIFICATION | ASKS_STATEMENT,
    ASKS_ANY = ASKS_PAPER | ASKS_COUNTRY
};

/* The bit of an item; 0 where it asks for nothing that is known. */
unsigned request_asks(const json_t *item);

struct request_column {
    const char *name; /* in the sheet, and behind requests.column. in the catalogue */
    unsigned asks;    /* items that have it */
    bool filled;      /* by the supplier; else it says what is asked */
    int width;
};

/* Of arrays that have a place for each column. */
enum { REQUEST_COLUMN_ROOM = 48 };

extern const struct request_column REQUEST_COLUMNS[];
extern const size_t REQUEST_COLUMN_COUNT;

/* The place of the column of that name; REQUEST_COLUMN_COUNT where there is none. */
size_t request_column_named(struct text name);
/* The columns that the items of a request need, as bits of enum request_asks. */
unsigned request_asks_of_all(const json_t *request);
/* Appends what a column that is not filled says of an item, as a cell shows it. */
void request_cell(struct buffer *out, const struct request_column *column, const json_t *item);

#endif
