#ifndef USMCA_CASE_COLUMNS_H
#define USMCA_CASE_COLUMNS_H

#include "base/text.h"

/* The columns of each input file, as data: name, type, place in its record. */

enum column_type {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_COUNTRY,
    COLUMN_CURRENCY,
    COLUMN_DATE,
    COLUMN_AMOUNT,        /* zero or more */
    COLUMN_POSITIVE,      /* above zero */
    COLUMN_SIGNED,        /* may be negative */
    COLUMN_PERCENT,       /* zero or more, of a hundred */
    COLUMN_YIELD_PERCENT, /* above zero, and a hundred at most */
    COLUMN_SIGNED_PERCENT,
    COLUMN_TOTAL, /* of a period: zero or more */
    COLUMN_SIGNED_TOTAL,
    COLUMN_WORD, /* one of a list, which is an enum of its own */
    COLUMN_CRITERION,
    COLUMN_FACTS
};

/* The words that a column may have, in the order of its enum; the first stands for "not given". */
struct column_words {
    const char *const *words;
    int count;
    const char *message; /* id of what is said of any other */
};

/* Whether a file may be without the column, and a row without a field of it. */
enum column_need { NEED_NONE = false, NEED_FIELD = true, NEED_COLUMN };

struct column {
    const char *name;
    enum column_type type;
    enum column_need required;
    size_t offset;
    const struct column_words *words; /* of a text: those that it may be, and NULL where it is never one */
    bool weightless;                  /* a row that has lost it comes out no better than it should */
};

struct column_table {
    const char *file; /* "goods.csv" */
    const struct column *columns;
    size_t count;
    size_t record_size;
    bool placed; /* a record begins with a struct row_place */
};

extern const struct column_table GOOD_COLUMNS;
extern const struct column_table MATERIAL_COLUMNS;
extern const struct column_table DOCUMENT_COLUMNS;
extern const struct column_table STATEMENT_MATERIAL_COLUMNS;
extern const struct column_table RATE_COLUMNS;
extern const struct column_table DUTY_COLUMNS;

/* Whether two records of a table say the same. */
bool column_records_equal(const struct column_table *table, const void *a, const void *b);

/* Whether it holds a number. */
bool column_is_amount(const struct column *column);

/* The column of that name, or NULL. */
const struct column *column_named(const struct column_table *table, struct text name);

#endif
