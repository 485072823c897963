#ifndef USMCA_INTAKE_COLUMNS_H
#define USMCA_INTAKE_COLUMNS_H

#include "base/error.h"
#include "intake/case.h"

/* The columns of each input file, as data: name, type, place in its record. Everything that reads a field,
 * CSV or library call, goes through column_set. */

enum column_type {
    COLUMN_TEXT,
    COLUMN_CODE,
    COLUMN_COUNTRY,
    COLUMN_CURRENCY,
    COLUMN_DATE,
    COLUMN_AMOUNT, /* zero or more */
    COLUMN_SIGNED, /* may be negative */
    COLUMN_TOTAL,  /* of a period: zero or more */
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

struct column {
    const char *name;
    enum column_type type;
    bool required;
    size_t offset;
    const struct column_words *words;
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

/* The input files by the names that a profile gives them. A flat file is two tables in one. */
struct input_file {
    const char *name;
    const struct column_table *first;
    const struct column_table *second; /* or NULL */
};

/* NULL where there is none of that name. */
const struct input_file *input_file_named(struct text name);

/* How a file writes its fields; a profile changes it (contract, section 6). */
struct field_format {
    struct decimal_format number;
    struct text date;  /* pattern of YYYY, MM and DD */
    uint8_t hs_digits; /* digits of a code that are kept; 0 is all */
};

extern const struct field_format PLAIN_FORMAT;

struct hs_pattern; /* intake/hs_pattern.h */

/* Whether two records of a table say the same. */
bool column_records_equal(const struct column_table *table, const void *a, const void *b);

struct column_reader {
    struct field_format format;
    struct arena *arena; /* takes the facts of a record; texts are kept as views of the field */
    const struct hs_pattern *codes;
};

/* Sets one field of a record; an empty field leaves it "not given". NULL, or the id of the message that says
 * what is wrong with it ("field.number", …). */
const char *column_set(struct column_reader *reader, const struct column *column, void *record,
                       struct text field);

/* The column of that name, or NULL. */
const struct column *column_named(const struct column_table *table, struct text name);

#endif
