#ifndef USMCA_INTAKE_PROFILE_H
#define USMCA_INTAKE_PROFILE_H

#include "base/arena.h"
#include "base/error.h"
#include "case/levels.h"
#include "intake/csv_record.h"
#include "intake/fields.h"

/* How an ERP's export maps onto the project's columns (contract, section 6): rules/profiles/NAME.xml. */

struct xml_complaints;

struct profile_value {
    void *pattern; /* compiled expression */
    struct text expression;
    struct text as; /* may hold $1 and so on, of the expression's groups */
    bool groups;    /* it does */
    void *where; /* of a value that stands for that only where another field of the row says so: its header */
    void *is;    /* and what the field is; both NULL else */
    struct text where_expression;
    struct text is_expression;
};

/* The row that a field is of, where it can be asked for its other fields. */
struct profile_row {
    bool (*has)(const void *row, void *header, void *is, bool *failed);
    const void *row;
};

struct profile_column {
    struct text name; /* of the project's column; in a flat file with good_ in front for a good's */
    void *header;     /* compiled expression that a header must match; NULL for a constant */
    uint32_t nth;     /* which of several headers that match it; 0 is all */
    struct text expression;
    struct text constant;
    const struct profile_value *values;
    uint32_t value_count;
    bool fill_down;          /* a row without it has that of the row above */
    struct level_form level; /* of the column `level` */
};

/* Rows that are no data: those with a field under `header` that matches. */
struct profile_skip {
    void *header;
    void *match;
    struct text expression; /* of the header, and of the match */
    struct text match_expression;
};

/* One of the files that the profile describes. */
struct profile_table {
    struct text name; /* "goods", "bom", "flat", "documents", "rates", "duties", "movements" */
    const struct profile_column *columns;
    uint32_t column_count;
    void **ignored; /* compiled expressions of headers that are known to say nothing that counts */
    uint32_t ignored_count;
    bool *of_bill; /* of each of these: it says of which bill of materials a line is */
    const struct profile_skip *skips;
    uint32_t skip_count;
    bool complete; /* it describes all columns that are needed: a plain name beside it is not read */
};

/* How a profile itself says that its files are written. */
struct profile_own {
    const char *encoding;
    char delimiter;
    struct decimal_format number;
    struct text days;
};

struct profile {
    struct arena arena;
    struct text name;
    struct text description;
    char *encoding;            /* for iconv, or NULL */
    char delimiter;            /* or '\0' */
    enum tariff_choice tariff; /* of its codes, where their rows do not say it */
    struct text good;          /* of every row of a bill of materials that has no column for it; or empty */
    bool unquoted;             /* a quotation mark is but a character */
    struct field_format format;
    struct profile_own own; /* of these, what it says itself, where options say something else */
    struct profile *plain;  /* how files that it does not describe are written; or NULL */
    const struct profile_table *tables;
    uint32_t table_count;
};

/* How the files are written, in the words of options, which go before a profile; NULL is not said. */
struct file_form {
    const char *encoding;
    const char *delimiter;
    const char *decimal;
    const char *thousands;
    const char *date_format;
    bool strict; /* of every file: a column that nothing reads is an error */
};

/* How the files of a run are written: as `form` says, and else as the profile does (`name` may be NULL, for
 * none); with the words that are understood. `words` has to outlive it. */
usmca_status profile_of_run(struct profile **out, const char *name, const char *directory,
                            const struct file_form *form, const struct vocabulary *words, usmca_error *error);

/* `name` is a path, or the name of a profile shipped in directory/profiles. */
usmca_status profile_open(struct profile **out, const char *name, const char *directory, usmca_error *error);
/* The names of those of the rule book, in their order; USMCA_ERROR_MEMORY. */
enum { MOST_PROFILES = 64 };
usmca_status profile_names(struct arena *arena, char *names[MOST_PROFILES], size_t *count,
                           const char *directory);
/* USMCA_ERROR_ARGUMENT, with "there is no profile sap-bm; did you mean sap-bom? (epicor, …, or a file)". */
usmca_status profile_unknown(const char *name, const char *directory, usmca_error *error);
void profile_free(struct profile *profile);

/* Every complaint about a profile, for `usmca validate`. */
usmca_status profile_validate(const char *path, const char *directory, struct xml_complaints *complaints,
                              usmca_error *error);

/* How the file of that name is written: the profile where it describes it, else `plain`. */
const struct profile *profile_of_file(const struct profile *profile, const char *name);
/* Says the good of a bill of materials whose rows name none, whether the profile describes it or not. */
usmca_status profile_name_good(struct profile *profile, const char *good, usmca_error *error);

/* The words for months (directory/words/months.xml), where the pattern has them. */
usmca_status profile_months(struct date_format *format, const char *directory, struct arena *arena,
                            usmca_error *error);

/* The table of that name, or NULL. */
const struct profile_table *profile_table_named(const struct profile *profile, const char *name);

enum { PROFILE_LONGEST_VALUE = CSV_LONGEST_FIELD };

/* What a field of the column stands for: the field itself where no value of the profile matches it. Values
 * that ask for another field of the row stand for nothing where `row` is NULL. What has groups is put
 * together in `room`, of PROFILE_LONGEST_VALUE bytes. *failed where it cannot be told; else it is left alone.
 */
struct text profile_translate(const struct profile_column *column, struct text field, char *room,
                              const struct profile_row *row, bool *failed);

/* Whether the whole of `field` matches an expression of the profile. *failed where that cannot be told: no
 * memory, or too many steps; else it is left alone. */
bool profile_matches(void *expression, struct text field, bool *failed);

#endif
