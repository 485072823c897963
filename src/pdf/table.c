#include "pdf/sheet.h"

enum { PADDING = 2, GAP = 7 };

/* What a row consists of, once its texts are set. */
struct row {
    struct pdf_cell cells[PDF_MOST_COLUMNS]; /* what is needed of them behind their texts */
    int lines[PDF_MOST_COLUMNS];
    int below[PDF_MOST_COLUMNS];
    int most;
};

/* ---- widths ---- */

static bool is_figure(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if ((text.data[i] < '0' || text.data[i] > '9') && text.data[i] != '.' && text.data[i] != ',' &&
            text.data[i] != '-')
            return false;
    return true;
}

static double width_of(struct sheet *sheet, struct text text) {
    return is_figure(text) ? (double)text.length * sheet->digit : words_width(sheet, FONT_CELL_STRONG, text);
}

/* The widest of the words of a heading: it is wrapped between them. */
static double width_of_word(struct sheet *sheet, struct text heading) {
    double widest = 0;
    struct text word;
    while (text_split(&heading, ' ', &word)) {
        double width = words_width(sheet, FONT_HEAD, word);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static double width_of_numbers(struct sheet *sheet, const struct pdf_column *column, size_t place,
                               size_t rows, pdf_cell_of cell_of, void *context) {
    double widest = column->characters * sheet->digit;
    double head = width_of_word(sheet, column->heading);
    for (size_t row = 0; row < rows && !sheet_failed(sheet); row++) {
        struct pdf_cell cell = cell_of(context, row, place);
        double width = width_of(sheet, cell.text);
        double below = width_of(sheet, cell.below);
        width = below > width ? below : width;
        widest = width > widest ? width : widest;
    }
    return (head > widest ? head : widest) + 1;
}

/* Numbers have what they need, and texts share the rest by their weights. */
static void set_widths(struct sheet *sheet, struct table *table, size_t rows, pdf_cell_of cell_of,
                       void *context) {
    const double within = SHEET_WITHIN - (double)(table->count - 1) * GAP;
    double numbers = 0;
    double weights = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct pdf_column *column = &table->columns[i];
        bool number = column->align == PDF_NUMBER;
        table->width[i] = number ? width_of_numbers(sheet, column, i, rows, cell_of, context) : 0;
        numbers += table->width[i];
        weights += number ? 0 : column->weight;
    }
    const double most = weights > 0 ? within * 0.6 : within;
    const double shrunk = numbers > most ? most / numbers : 1; /* such numbers are wrapped, and none is cut */
    double x = SHEET_LEFT;
    for (size_t i = 0; i < table->count; i++) {
        const struct pdf_column *column = &table->columns[i];
        table->width[i] = column->align == PDF_NUMBER
                              ? table->width[i] * shrunk
                              : (within - numbers * shrunk) * column->weight / weights;
        table->x[i] = x;
        x += table->width[i] + GAP;
    }
}

/* ---- head ---- */

static int set_head(struct sheet *sheet, const struct table *table, PangoLayout *layout, size_t column) {
    return words_set(sheet, layout, FONT_HEAD, table->columns[column].heading, table->width[column]);
}

static void measure_head(struct sheet *sheet, struct table *table) {
    int most = 0;
    for (size_t i = 0; i < table->count; i++) {
        int lines = set_head(sheet, table, sheet->margin, i);
        most = lines > most ? lines : most;
    }
    table->head = most * words_leading(FONT_HEAD) + 2 * PADDING + 2;
}

/* The layouts of a row that goes on to this page stay as they are. */
void table_repeat_head(struct sheet *sheet) {
    const struct table *table = &sheet->table;
    if (!sheet->repeats)
        return;
    sheet_fill(sheet, BAND, SHEET_LEFT - 4, sheet->y, SHEET_WITHIN + 8, table->head - 1);
    for (size_t i = 0; i < table->count; i++) {
        int lines = set_head(sheet, table, sheet->margin, i);
        sheet_colour(sheet, GREY);
        for (int line = 0; line < lines; line++)
            words_line(sheet, sheet->margin, FONT_HEAD, line, table->x[i],
                       sheet->y + PADDING + line * words_leading(FONT_HEAD), table->width[i],
                       table->columns[i].align);
    }
    sheet->y += table->head;
}

/* ---- rows ---- */

/* Sets one cell: its texts are not needed behind it. */
static void set_cell(struct sheet *sheet, struct row *row, size_t column, struct pdf_cell cell) {
    const double width = sheet->table.width[column];
    row->lines[column] = words_set(sheet, sheet->layouts[2 * column],
                                   cell.strong ? FONT_CELL_STRONG : FONT_CELL, cell.text, width);
    row->below[column] = words_set(sheet, sheet->layouts[2 * column + 1], FONT_CELL_BELOW, cell.below, width);
    row->cells[column] = cell;
    int lines = row->lines[column] + row->below[column];
    row->most = lines > row->most ? lines : row->most;
}

/* Lines of one cell, from `from` up to `to`: those of a page. */
static void put_cell(struct sheet *sheet, const struct row *row, size_t column, int from, int to) {
    const struct table *table = &sheet->table;
    const struct pdf_cell *cell = &row->cells[column];
    const int all = row->lines[column] + row->below[column];
    for (int line = from; line < to && line < all; line++) {
        const bool below = line >= row->lines[column];
        enum sheet_font font = below ? FONT_CELL_BELOW : cell->strong ? FONT_CELL_STRONG : FONT_CELL;
        size_t link = below ? PDF_NO_TARGET : cell->link;
        sheet_colour(sheet, link != PDF_NO_TARGET ? BLUE : below ? GREY : tone_colour(cell->tone));
        sheet_begin_link(sheet, link);
        words_line(sheet, sheet->layouts[2 * column + below], font, below ? line - row->lines[column] : line,
                   table->x[column], sheet->y + (line - from) * words_leading(FONT_CELL),
                   table->width[column], table->columns[column].align);
        sheet_end_link(sheet, link);
    }
}

/* Cell by cell, which is how a row is read aloud; a row that no page holds in as many parts as it needs. */
static void put_row(struct sheet *sheet, const struct row *row) {
    const double leading = words_leading(FONT_CELL);
    const double height = row->most * leading + 2 * PADDING;
    if (height <= SHEET_BOTTOM - SHEET_TOP - sheet->table.head)
        sheet_need(sheet, height);
    sheet->y += PADDING;
    for (int line = 0, to = 0; line < row->most && !sheet_failed(sheet); line = to) {
        sheet_need(sheet, leading);
        to = line + (int)((SHEET_BOTTOM - sheet->y) / leading + 0.001);
        to = to > row->most ? row->most : to > line ? to : line + 1;
        for (size_t i = 0; i < sheet->table.count; i++)
            put_cell(sheet, row, i, line, to);
        sheet->y += (to - line) * leading;
    }
    sheet->y += PADDING;
    sheet_rule(sheet, LINE, SHEET_LEFT - 4, sheet->y, SHEET_WITHIN + 8);
}

/* ---- tables ---- */

static void begin(struct sheet *sheet, const struct pdf_column *columns, size_t count, size_t rows,
                  pdf_cell_of cell_of, void *context) {
    struct table *table = &sheet->table;
    *table = (struct table){.columns = columns, .count = count < PDF_MOST_COLUMNS ? count : PDF_MOST_COLUMNS};
    set_widths(sheet, table, rows, cell_of, context);
    measure_head(sheet, table);
    sheet_need(sheet, table->head + 3 * words_leading(FONT_CELL));
    sheet->repeats = true;
    table_repeat_head(sheet);
}

void table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count) {
    begin(sheet_of(pdf), columns, count, 0, NULL, NULL);
}

void table_row(struct pdf *pdf, const struct pdf_cell *cells) {
    struct sheet *sheet = sheet_of(pdf);
    struct row row = {0};
    if (!sheet->repeats || sheet_failed(sheet))
        return;
    for (size_t i = 0; i < sheet->table.count; i++)
        set_cell(sheet, &row, i, cells[i]);
    put_row(sheet, &row);
}

void table_end(struct pdf *pdf) {
    sheet_of(pdf)->repeats = false;
    flow_space(pdf, 6);
}

void table_draw(struct pdf *pdf, const struct pdf_column *columns, size_t count, size_t rows,
                pdf_cell_of cell_of, void *context) {
    struct sheet *sheet = sheet_of(pdf);
    if (sheet_failed(sheet) || rows == 0)
        return;
    begin(sheet, columns, count, rows, cell_of, context);
    for (size_t i = 0; i < rows && !sheet_failed(sheet); i++) {
        struct row row = {0};
        for (size_t k = 0; k < sheet->table.count; k++)
            set_cell(sheet, &row, k, cell_of(context, i, k));
        put_row(sheet, &row);
    }
    table_end(pdf);
}
