#ifndef USMCA_INTAKE_FIELDS_H
#define USMCA_INTAKE_FIELDS_H

#include "base/decimal.h"
#include "case/columns.h"
#include "case/values.h"
#include "intake/date_form.h"
#include "rulebook/vocabulary.h"

/* A field into its place in a record. Everything that reads one, CSV or library call, goes through field_set
 * and what stands beside it. */

/* How a file writes its fields; a profile changes it (contract, section 6). */
struct field_format {
    struct decimal_format number;
    struct date_format date;
    uint8_t hs_digits; /* digits of a code that are kept; 0 is all */
    void **nothing;    /* compiled expressions of fields that give nothing, of a profile */
    uint32_t nothing_count;
    bool strict;                    /* a column that nothing reads is an error */
    const struct vocabulary *words; /* in which codes and words are written beside their own; or NULL */
};

extern const struct field_format PLAIN_FORMAT;

struct hs_pattern; /* intake/hs_pattern.h */

/* The sign of a "$" that is of some country or other (intake/cell_value.h). */
#define SIGN_OF_SOME_CURRENCY "\xc2\xa4"

/* What the signs of a record's amounts say of their currency. */
struct currency_signs {
    struct text currency; /* or empty */
    uint32_t field;       /* the one that says so */
};

struct field_reader {
    struct field_format format;
    struct arena *arena; /* takes the facts of a record; texts are kept as views of the field */
    const struct hs_pattern *codes;
    uint64_t rounded;   /* numbers of more than nine decimals, so far */
    struct text should; /* what the field set last should be, where a word of it is refused; or empty */
    bool of_sheet;      /* the fields are cells of a workbook */
    struct text sign;   /* the currency that the sign of the amount set last is of; or empty */
    struct currency_signs signs[2]; /* of the amounts of the row, in its first record and its second */
};

/* Sets one field of a record; an empty field, and a word that says so, leaves it "not given". NULL, or the id
 * of the message that says what is wrong with it ("field.number", …). */
const char *field_set(struct field_reader *reader, const struct column *column, void *record,
                      struct text field);

/* Whether a field of a text column that has a digit stands for itself alone: no word that it may be has one.
 */
bool field_stands_with_digits(const struct field_reader *reader, const struct column *column);

/* Notes the currency that the sign of the field set last says: there is one. NULL, or what is wrong with it.
 */
const char *currency_sign_note(struct field_reader *reader, bool second, uint32_t field);
/* Makes it that of the record, which is complete. NULL, or what is wrong: the record names another, or none
 * where the sign is of some currency only ("¤"). */
const char *currency_sign_settle(struct field_reader *reader, bool second, const struct column_table *table,
                                 void *record);

#endif
