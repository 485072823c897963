#ifndef USMCA_PAPERS_PAPER_H
#define USMCA_PAPERS_PAPER_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "pdf/pdf.h"
#include "rulebook/messages.h"

/* A paper that is signed, as it is read: elements in the order of the provision that asks for them, each with
 * what is said of it, and at the end lines to sign. It is put together once, and written as text or drawn on
 * pages. */

enum paper_part_kind {
    PAPER_ELEMENT, /* number, title */
    PAPER_LINE,    /* label, value; the label may be empty */
    PAPER_GAP,     /* between two of several */
    PAPER_COLUMNS, /* headings of the rows that follow */
    PAPER_ROW,
    PAPER_WORDS /* a text across the page */
};

enum { PAPER_MOST_CELLS = 6, PAPER_ID_SIZE = 48 };

struct paper_part {
    enum paper_part_kind kind;
    size_t count; /* of cells */
    struct text cells[PAPER_MOST_CELLS];
};

struct signed_paper {
    const struct messages *messages;
    struct arena *arena; /* keeps what is said */
    struct text title;
    bool headings;       /* titles are long: each stands over its lines, and not beside them */
    struct text warning; /* why it is not to be signed; empty where nothing is missing */
    struct paper_part *parts;
    size_t count;
    size_t room;
    struct text author;
    struct text signatory;
    struct text signatory_title;
    date date;
    char id[PAPER_ID_SIZE]; /* stands on every page */
    bool failed;            /* memory was exhausted */
};

/* ---- putting together ---- */

void paper_element(struct signed_paper *paper, struct text number, struct text title);
/* Nothing where the value is empty. */
void paper_line(struct signed_paper *paper, struct text label, struct text value);
void paper_gap(struct signed_paper *paper);
void paper_columns(struct signed_paper *paper, const struct text *headings, size_t count);
void paper_row(struct signed_paper *paper, const struct text *cells, size_t count);
void paper_words(struct signed_paper *paper, struct text words);
void paper_free(struct signed_paper *paper);

/* An id of its own for each content, and the same in every run: a UUID of version 8 (RFC 9562) out of the
 * digest of the bytes. */
void paper_id(char out[PAPER_ID_SIZE], struct text bytes);

/* ---- as it is read ---- */

void paper_text(struct buffer *out, const struct signed_paper *paper);
/* Appends a piece of a document to the buffer that is its context: a `write` of struct pdf_output. */
usmca_status paper_piece(void *context, struct text bytes, usmca_error *error);
usmca_status paper_pdf(const struct pdf_floor *floor, const struct signed_paper *paper,
                       const struct pdf_output *output, struct pdf_notes *notes, usmca_error *error);

#endif
