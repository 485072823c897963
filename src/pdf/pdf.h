#ifndef USMCA_PDF_PDF_H
#define USMCA_PDF_PDF_H

#include "base/buffer.h"
#include "usmca.h"

/* Documents on paper: pages, headings, paragraphs, tables and lines to sign, as PDF (Cairo and Pango). It
 * knows pages, and nothing of goods. The text stays text, its fonts are embedded; headings stand in the
 * outline, and every page has its number.
 *
 *     static usmca_status draw(struct pdf *pdf, void *context, usmca_error *error) {
 *         pdf_heading(pdf, PDF_TITLE, TEXT("Certification of origin"));
 *         pdf_pair(pdf, TEXT("Certifier"), name);
 *         pdf_table(pdf, columns, 3, rows, cell_of, context);
 *         pdf_signature(pdf, fields, 2);
 *         return pdf_status(pdf, error);
 *     }
 *     …
 *     pdf_write(floor, &document, output, draw, context, &notes, error); // in a pdf_drawing:
 * cli/pdf_module.h
 *
 * `draw` is called twice: once to measure, so that page numbers are known, and once to draw. It has to say
 * the same both times. Nothing but the page under hand is kept: with a hundred bytes a target and a heading
 * of the outline, a document may have any number of pages.
 *
 * Functions that draw return nothing: after a failure they do nothing, and pdf_status() says what it was. Ask
 * it where much is drawn, so that a full disk ends the work. Texts are views that are needed during the call
 * alone; control characters and marks that turn the direction of writing are shown as U+FFFD, line feeds as
 * blanks. The same calls give the same bytes: no clock is read, no locale.
 *
 * A letter that no font of the machine has is written as [U+XXXX], never as an empty box. */

struct pdf;
struct pdf_floor;

struct pdf_document {
    struct text title;   /* metadata, and the title that a reader shows */
    struct text author;  /* may be empty */
    struct text subject; /* may be empty */
    struct text date;    /* of creation, YYYY-MM-DD: of what is shown, never of the clock; may be empty */
    const char *language;
    bool marks_apart; /* the language has a blank before : ; ? !, at which no line breaks */
    /* What stands at the foot of a page at the right: "page 3 of 12". */
    void (*number_page)(void *context, size_t page, size_t pages, struct buffer *out);
    struct text foot; /* at its left; may be empty */
};

/* Takes the document piece by piece, in order; says on `error` what went wrong. */
struct pdf_output {
    usmca_status (*write)(void *context, struct text bytes, usmca_error *error);
    void *context;
};

/* What the reader of a document has to be told beside it. */
struct pdf_notes {
    size_t pages;
    size_t unknown;         /* letters that no font has, as often as they stand */
    uint32_t unknown_first; /* the first of them */
    char font_instead[64];  /* the font that stands in for the one that is missing; "" where none is */
};

typedef usmca_status (*pdf_draw)(struct pdf *pdf, void *context, usmca_error *error);

/* ---- what is drawn ---- */

enum pdf_level {
    PDF_TITLE,   /* of the document; not in the outline */
    PDF_PART,    /* outline, first level */
    PDF_SECTION, /* outline, below the part */
    PDF_LABEL    /* a heading that is not in the outline */
};

enum pdf_style { PDF_BODY, PDF_STRONG, PDF_SMALL, PDF_FORMULA, PDF_LARGE };

/* What colour says, it never says alone: words stand beside it. */
enum pdf_tone { PDF_PLAIN, PDF_MUTED, PDF_GOOD, PDF_BAD, PDF_OPEN };

enum pdf_align {
    PDF_LEFT,
    PDF_NUMBER /* at the right, and never wrapped: the column is as wide as the longest of them */
};

enum { PDF_MOST_COLUMNS = 12, PDF_NO_TARGET = 0 };

struct pdf_column {
    struct text heading;
    double weight; /* of a text column: its share of what the numbers leave */
    enum pdf_align align;
    unsigned characters; /* of a number column: at least so wide. Page numbers need it, which are not known at
                            first */
};

struct pdf_cell {
    struct text text;
    struct text below; /* a second text under it, muted */
    bool strong;
    enum pdf_tone tone;
    size_t link; /* the target that the text leads to, or PDF_NO_TARGET */
};

/* The cell of a row and a column, both from 0. Its texts have to hold until it is asked for the next cell. */
typedef struct pdf_cell (*pdf_cell_of)(void *context, size_t row, size_t column);

struct pdf_field {
    struct text label;
    struct text value; /* stands above the line; may be empty */
};

/* One table of functions, since the floor is loaded when it is needed. Call the functions below it. */
struct pdf_floor {
    const char *version; /* USMCA_VERSION of the build */
    usmca_status (*write)(const struct pdf_floor *floor, const struct pdf_document *document, void *context,
                          const struct pdf_output *output, pdf_draw draw, struct pdf_notes *notes,
                          usmca_error *error);
    usmca_status (*status)(struct pdf *pdf, usmca_error *error);
    void (*page)(struct pdf *pdf);
    void (*running_head)(struct pdf *pdf, struct text left, struct text right);
    void (*heading)(struct pdf *pdf, enum pdf_level level, struct text text);
    void (*paragraph)(struct pdf *pdf, enum pdf_style style, enum pdf_tone tone, struct text text,
                      size_t link);
    void (*bullet)(struct pdf *pdf, enum pdf_tone tone, struct text text);
    void (*box)(struct pdf *pdf, enum pdf_tone tone, struct text strong, struct text text);
    void (*pair)(struct pdf *pdf, struct text name, struct text value, bool strong);
    void (*space)(struct pdf *pdf, double points);
    void (*keep)(struct pdf *pdf, size_t lines);
    void (*table)(struct pdf *pdf, const struct pdf_column *columns, size_t count, size_t rows,
                  pdf_cell_of cell_of, void *context);
    void (*table_begin)(struct pdf *pdf, const struct pdf_column *columns, size_t count);
    void (*table_row)(struct pdf *pdf, const struct pdf_cell *cells);
    void (*table_end)(struct pdf *pdf);
    void (*signature)(struct pdf *pdf, const struct pdf_field *fields, size_t count);
    void (*target)(struct pdf *pdf, size_t target);
    size_t (*page_of)(const struct pdf *pdf, size_t target);
};

struct pdf {
    const struct pdf_floor *floor;
};

/* Draws a document; `context` is what `draw` and `number_page` are handed. */
static inline usmca_status pdf_write(const struct pdf_floor *floor, const struct pdf_document *document,
                                     const struct pdf_output *output, pdf_draw draw, void *context,
                                     struct pdf_notes *notes, usmca_error *error) {
    return floor->write(floor, document, context, output, draw, notes, error);
}

/* What has failed so far. */
static inline usmca_status pdf_status(struct pdf *pdf, usmca_error *error) {
    return pdf->floor->status(pdf, error);
}

/* Goes to the next page, unless nothing stands on this one. */
static inline void pdf_page(struct pdf *pdf) {
    pdf->floor->page(pdf);
}

/* The head of every page that begins from now on, one line: what the page is about, and beside it whose it
 * is.
 */
static inline void pdf_running_head(struct pdf *pdf, struct text left, struct text right) {
    pdf->floor->running_head(pdf, left, right);
}

/* Stays with what follows it. */
static inline void pdf_heading(struct pdf *pdf, enum pdf_level level, struct text text) {
    pdf->floor->heading(pdf, level, text);
}

/* May be broken over pages. */
static inline void pdf_paragraph(struct pdf *pdf, enum pdf_style style, struct text text) {
    pdf->floor->paragraph(pdf, style, PDF_PLAIN, text, PDF_NO_TARGET);
}

static inline void pdf_toned(struct pdf *pdf, enum pdf_style style, enum pdf_tone tone, struct text text) {
    pdf->floor->paragraph(pdf, style, tone, text, PDF_NO_TARGET);
}

static inline void pdf_link(struct pdf *pdf, enum pdf_style style, struct text text, size_t target) {
    pdf->floor->paragraph(pdf, style, PDF_PLAIN, text, target);
}

static inline void pdf_bullet(struct pdf *pdf, enum pdf_tone tone, struct text text) {
    pdf->floor->bullet(pdf, tone, text);
}

/* What has to be seen first: a sentence, and a smaller one under it, on a ground of the tone. */
static inline void pdf_box(struct pdf *pdf, enum pdf_tone tone, struct text strong, struct text text) {
    pdf->floor->box(pdf, tone, strong, text);
}

/* A name at the left and its value; nothing where the value is empty. */
static inline void pdf_pair(struct pdf *pdf, struct text name, struct text value) {
    pdf->floor->pair(pdf, name, value, false);
}

/* The same with a name that is read like a heading. */
static inline void pdf_entry(struct pdf *pdf, struct text name, struct text value) {
    pdf->floor->pair(pdf, name, value, true);
}

/* A gap, but none at the top of a page. */
static inline void pdf_space(struct pdf *pdf, double points) {
    pdf->floor->space(pdf, points);
}

/* So many lines of text from here on are on one page. */
static inline void pdf_keep(struct pdf *pdf, size_t lines) {
    pdf->floor->keep(pdf, lines);
}

/* Its head is repeated on every page; a row is on one page, unless it is longer than any. */
static inline void pdf_table(struct pdf *pdf, const struct pdf_column *columns, size_t count, size_t rows,
                             pdf_cell_of cell_of, void *context) {
    pdf->floor->table(pdf, columns, count, rows, cell_of, context);
}

/* The same row by row, where rows come one after the other; a column of numbers is as wide as its heading and
 * its `characters`. `columns` have to stay until the end, and nothing else is drawn until then. */
static inline void pdf_table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count) {
    pdf->floor->table_begin(pdf, columns, count);
}

static inline void pdf_table_row(struct pdf *pdf, const struct pdf_cell *cells) {
    pdf->floor->table_row(pdf, cells);
}

static inline void pdf_table_end(struct pdf *pdf) {
    pdf->floor->table_end(pdf);
}

/* Lines to write on, two beside each other, each over what it is for; they are on one page. */
static inline void pdf_signature(struct pdf *pdf, const struct pdf_field *fields, size_t count) {
    pdf->floor->signature(pdf, fields, count);
}

/* This place is where links of that number, from 1, lead to. */
static inline void pdf_target(struct pdf *pdf, size_t target) {
    pdf->floor->target(pdf, target);
}

/* The page that it is on; 0 while the pages are measured. */
static inline size_t pdf_page_of(const struct pdf *pdf, size_t target) {
    return pdf->floor->page_of(pdf, target);
}

#endif
