#ifndef USMCA_REPORT_FORMAT_H
#define USMCA_REPORT_FORMAT_H

#include "report/cost.h"
#include "report/inventory.h"
#include "report/report.h"

/* The formats that answers are written in, a line each in format.c. A new one is a file with the functions
 * that it has, and its line. */

struct report_format {
    const char *name;
    /* Determinations: what stands before the first, each of them, and what stands behind the last. The first
     * and the last may be NULL; what they append is a piece of the output as a good is. */
    void (*begin)(struct buffer *out, const struct usmca_rulebook *book, const struct passed_columns *passed);
    report_function good;
    void (*end)(struct buffer *out, const struct usmca_rulebook *book, const struct passed_columns *passed);
    /* All there is to say of a stock, or of a ledger; NULL where the format has it not. */
    void (*inventory)(struct buffer *out, const struct inventory_report *report);
    void (*cost)(struct buffer *out, const struct cost_report *report);
};

enum { MOST_REPORT_FORMATS = 8 };

/* Ended by one without a name. */
extern const struct report_format REPORT_FORMATS[];

/* That which writes what usmca gap says too, where it is another. */
const struct report_format *report_format_with_gap(const struct report_format *format);

/* NULL where there is none of that name. */
const struct report_format *report_format_named(const char *name);

#endif
