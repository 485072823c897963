#ifndef USMCA_REPORT_CSV_ROW_H
#define USMCA_REPORT_CSV_ROW_H

#include "report/report.h"

/* The fields of a row of CSV, one behind the other; what is not given is empty. */
struct csv_row {
    struct buffer *out;
    bool raw; /* what strangers wrote as it is (buffer_csv_foreign) */
    bool any;
};

static inline struct csv_row csv_row_begin(struct buffer *out, struct report_style style) {
    return (struct csv_row){.out = out, .raw = style.raw_cells};
}

/* A word or a name of the program or the rule book, and what strangers wrote. */
void csv_put(struct csv_row *row, struct text field);
void csv_put_word(struct csv_row *row, const char *word);
void csv_put_foreign(struct csv_row *row, struct text field);
void csv_put_flag(struct csv_row *row, bool flag);
void csv_put_count(struct csv_row *row, uint64_t count);
/* With at least `places` decimals. */
void csv_put_decimal(struct csv_row *row, bool given, decimal value, int places);
void csv_put_amount(struct csv_row *row, struct amount amount);
/* Of decimal_percent(). */
void csv_put_percent(struct csv_row *row, bool known, int64_t percent);
/* Empty where it is 0. */
void csv_put_date(struct csv_row *row, date day);
void csv_put_code(struct csv_row *row, struct hs_code code);
/* Ends it with the columns that came with the good. */
void csv_row_end(struct csv_row *row, const struct good *good);

/* A header: the columns as they stand, and those that come with goods. */
void csv_header(struct buffer *out, const char *columns, const struct passed_columns *passed);

#endif
