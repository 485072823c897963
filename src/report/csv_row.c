#include "report/csv_row.h"

static struct buffer *next(struct csv_row *row) {
    if (row->any)
        buffer_char(row->out, ',');
    row->any = true;
    return row->out;
}

void csv_put(struct csv_row *row, struct text field) {
    buffer_csv_field(next(row), field);
}

void csv_put_word(struct csv_row *row, const char *word) {
    buffer_string(next(row), word);
}

void csv_put_foreign(struct csv_row *row, struct text field) {
    buffer_csv_foreign(next(row), field, row->raw);
}

void csv_put_flag(struct csv_row *row, bool flag) {
    csv_put_word(row, flag ? "true" : "false");
}

void csv_put_count(struct csv_row *row, uint64_t count) {
    buffer_number(next(row), count);
}

void csv_put_decimal(struct csv_row *row, bool given, decimal value, int places) {
    char number[DECIMAL_TEXT_SIZE];
    buffer_put(next(row), number, given ? decimal_print(number, value, places) : 0);
}

void csv_put_amount(struct csv_row *row, struct amount amount) {
    char number[AMOUNT_TEXT_SIZE];
    buffer_put(next(row), number, amount.given ? amount_print(number, amount, 2) : 0);
}

void csv_put_percent(struct csv_row *row, bool known, int64_t percent) {
    char number[DECIMAL_TEXT_SIZE];
    buffer_put(next(row), number, known ? decimal_print_percent(number, percent) : 0);
}

void csv_put_date(struct csv_row *row, date day) {
    char text[DATE_TEXT_SIZE];
    buffer_put(next(row), text, day != 0 ? date_print(text, day) : 0);
}

void csv_put_code(struct csv_row *row, struct hs_code code) {
    char text[HS_TEXT_SIZE];
    buffer_put(next(row), text, code.digits > 0 ? hs_print_digits(text, code) : 0);
}

void csv_row_end(struct csv_row *row, const struct good *good) {
    for (uint32_t i = 0; i < passed_count(good->passed); i++)
        csv_put_foreign(row, passed_value(good->passed, i));
    buffer_char(row->out, '\n');
}

void csv_header(struct buffer *out, const char *columns, const struct passed_columns *passed) {
    buffer_string(out, columns);
    for (uint32_t i = 0; i < passed->count; i++) {
        buffer_char(out, ',');
        buffer_csv_field(out, passed->names[i]);
    }
    buffer_char(out, '\n');
}
