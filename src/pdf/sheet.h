#ifndef USMCA_PDF_SHEET_H
#define USMCA_PDF_SHEET_H

#include <pango/pangocairo.h>

#include "pdf/pdf.h"

/* The page under hand, which the parts of the floor share. A document is laid out twice by the same calls:
 * first without a surface, to learn on which page everything is. Lengths are points, from the upper left
 * corner of a sheet of letter size, which all three Parties use. */

enum {
    SHEET_WIDTH = 612,
    SHEET_HEIGHT = 792,
    SHEET_LEFT = 50,
    SHEET_RIGHT = SHEET_WIDTH - 50,
    SHEET_TOP = 62,
    SHEET_BOTTOM = SHEET_HEIGHT - 62,
    SHEET_WITHIN = SHEET_RIGHT - SHEET_LEFT,
    SHEET_LAYOUTS = 2 * PDF_MOST_COLUMNS
};

enum sheet_font {
    FONT_TITLE,
    FONT_PART,
    FONT_SECTION,
    FONT_LABEL,
    FONT_BODY,
    FONT_STRONG,
    FONT_LARGE,
    FONT_SMALL,
    FONT_CELL,
    FONT_CELL_STRONG,
    FONT_CELL_BELOW,
    FONT_HEAD,
    FONTS
};

enum sheet_colour {
    INK,
    GREY,
    GREEN,
    RED,
    AMBER,
    BLUE,
    LINE,
    BAND,
    GREEN_BAND,
    RED_BAND,
    AMBER_BAND,
    COLOURS
};

/* The table under hand. */
struct table {
    const struct pdf_column *columns;
    size_t count;
    double x[PDF_MOST_COLUMNS];
    double width[PDF_MOST_COLUMNS];
    double head; /* its height */
};

struct sheet {
    struct pdf pdf; /* first: what the callers hold */
    const struct pdf_document *document;
    void *context;
    struct pdf_notes *notes;
    cairo_surface_t *surface; /* NULL while it is measured */
    cairo_t *cairo;
    PangoFontMap *fonts;
    PangoContext *pango;
    PangoFontDescription *descriptions[FONTS];
    PangoLayout *layouts[SHEET_LAYOUTS]; /* of the row under hand */
    PangoLayout *margin;                 /* of heads and feet */
    double digit;                        /* width of one in a cell */
    double y;                            /* where the next thing stands */
    bool open;                           /* a page has begun */
    size_t page;
    size_t pages;     /* of all, once they are known */
    uint32_t *places; /* pages of targets */
    size_t place_count;
    int part; /* of the outline */
    struct buffer head_left;
    struct buffer head_right;
    struct table table;
    bool repeats; /* its head, on every page that begins */
    const struct pdf_output *output;
    usmca_error error;
    usmca_status state;
};

static inline struct sheet *sheet_of(struct pdf *pdf) {
    return (struct sheet *)pdf;
}

/* ---- pages (document.c) ---- */

/* Room for so much on this page, or the next one is begun, with the head of a table that goes on. */
void sheet_need(struct sheet *sheet, double height);
/* Begins a page where none is open. */
void sheet_open(struct sheet *sheet);
void sheet_end(struct sheet *sheet);
bool sheet_failed(const struct sheet *sheet);
void sheet_take_state(struct sheet *sheet, cairo_status_t problem);
void sheet_no_memory(struct sheet *sheet);
void sheet_add_outline(struct sheet *sheet, enum pdf_level level, struct text text);
/* Between these two, what is drawn leads to the target; nothing without one. */
void sheet_begin_link(struct sheet *sheet, size_t target);
void sheet_end_link(struct sheet *sheet, size_t target);

/* ---- marks (words.c) ---- */

void sheet_colour(const struct sheet *sheet, enum sheet_colour colour);
void sheet_fill(const struct sheet *sheet, enum sheet_colour colour, double x, double y, double width,
                double height);
/* A thin line from left to right. */
void sheet_rule(const struct sheet *sheet, enum sheet_colour colour, double x, double y, double width);

/* ---- words (words.c) ---- */

usmca_status sheet_open_fonts(struct sheet *sheet);
void sheet_close_fonts(struct sheet *sheet);

/* Sets a text in a width, and says how many lines it takes; none for an empty one. */
int words_set(struct sheet *sheet, PangoLayout *layout, enum sheet_font font, struct text text, double width);
/* From one line to the next. */
double words_leading(enum sheet_font font);
/* Draws one line of it with its upper edge at `y`. */
void words_line(struct sheet *sheet, PangoLayout *layout, enum sheet_font font, int line, double x, double y,
                double width, enum pdf_align align);
double words_width(struct sheet *sheet, enum sheet_font font, struct text text);

enum sheet_colour tone_colour(enum pdf_tone tone);
enum sheet_colour tone_band(enum pdf_tone tone);

/* ---- what is drawn (flow.c, table.c) ---- */

void flow_page(struct pdf *pdf);
void flow_running_head(struct pdf *pdf, struct text left, struct text right);
void flow_heading(struct pdf *pdf, enum pdf_level level, struct text text);
void flow_paragraph(struct pdf *pdf, enum pdf_style style, enum pdf_tone tone, struct text text, size_t link);
void flow_bullet(struct pdf *pdf, enum pdf_tone tone, struct text text);
void flow_box(struct pdf *pdf, enum pdf_tone tone, struct text strong, struct text text);
void flow_pair(struct pdf *pdf, struct text name, struct text value, bool strong);
void flow_space(struct pdf *pdf, double points);
void flow_keep(struct pdf *pdf, size_t lines);
void flow_signature(struct pdf *pdf, const struct pdf_field *fields, size_t count);
void table_draw(struct pdf *pdf, const struct pdf_column *columns, size_t count, size_t rows,
                pdf_cell_of cell_of, void *context);
void table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count);
void table_row(struct pdf *pdf, const struct pdf_cell *cells);
void table_end(struct pdf *pdf);
void table_repeat_head(struct sheet *sheet);

#endif
