#ifndef USMCA_INTAKE_CELL_VALUE_H
#define USMCA_INTAKE_CELL_VALUE_H

#include "base/buffer.h"
#include "intake/fields.h"

/* What the number in a cell of a workbook stands for, by the number format that it is shown with. */

enum cell_kind { CELL_NUMBER, CELL_PERCENT, CELL_DATE };

enum { CELL_SIGN_SIZE = 8, CELL_LOCALE_SIZE = 8, CELL_WORDS_SIZE = 48 };

struct cell_style {
    enum cell_kind kind;
    uint8_t whole;  /* digits before the point that are shown at least: 6 of 000000 */
    uint8_t places; /* and behind it: 2 of 0.00 */
    uint8_t sign_length;
    bool struck; /* shown with a line through it */
    uint8_t words_length;
    uint8_t locale_length;
    char sign[CELL_SIGN_SIZE];     /* of a currency, or its code, that is shown with the number */
    char locale[CELL_LOCALE_SIZE]; /* of a "$": 80A of [$$-80A] */
    char words[CELL_WORDS_SIZE];   /* what else is shown with it, as far as there is room */
};

/* Of a format that every workbook has, by its number (ECMA-376 part 1, 18.8.30), and of one that is written
 * out. */
struct cell_style cell_style_built_in(int number);
struct cell_style cell_style_of(struct text format);

/* Appends a number as a file of `format` would have it, exactly as it is stored, but for what a binary number
 * makes of one that was typed: 1.1000000000000001 is 1.1. Leading zeros, and the places of a fraction, are
 * those that are shown; the sign of a currency stands in front, but for "$", which many have: "¤" where it is
 * that of another country than the United States; behind it what says that it is of several or per something
 * (30 k, 12 dz, 5 /100, 3 USD/kg), or of a mass that is not in kilograms (500 g), and no other unit (9.5 kg
 * is 9.5); a share of a hundred
 * is written so, with its sign (0.125 as 12.5%); a day as a day, without its time. What is no number
 * is appended as it stands.
 *
 * `from_1904` says from which day the workbook counts. */
void cell_number(struct buffer *out, struct text stored, struct cell_style style, bool from_1904,
                 const struct field_format *format);
/* The same of a day in ISO 8601, behind which a time may stand. */
void cell_day(struct buffer *out, struct text stored, const struct field_format *format);

#endif
