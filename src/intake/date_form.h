#ifndef USMCA_INTAKE_DATE_FORM_H
#define USMCA_INTAKE_DATE_FORM_H

#include "base/buffer.h"
#include "base/date.h"

/* A word for a month, in lower case. */
struct month_word {
    struct text word;
    int month;
};

/* How a file writes its days: a pattern of YYYY or YY, MM or M, DD or D, and MON for a month by its name;
 * everything else stands for itself. */
struct date_format {
    struct text pattern;
    int century; /* that YY is in: 20 for 2026; 0 where none is stated */
    const struct month_word *months;
    uint32_t month_count;
};

/* Whether the pattern has a year, a month and a day, and no other letters. YY needs a century. */
bool date_format_valid(const struct date_format *format);

/* Whether it reads what it writes: each month of a year, with days of one digit and of two. *failed
 * where memory lacks. */
bool date_format_reads(const struct date_format *format, bool *failed);

/* Reads a day, behind which a time may stand. A whole number alone may also be the serial of a day as
 * spreadsheets count them from 1900, of this century. */
bool date_read(date *out, struct text field, const struct date_format *format);

/* Appends a day as the pattern has it. */
void date_write(struct buffer *out, date day, const struct date_format *format);

#endif
