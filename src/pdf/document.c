#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/shown.h"
#include "pdf/sheet.h"

/* ---- what fails ---- */

bool sheet_failed(const struct sheet *sheet) {
    return sheet->state != USMCA_OK;
}

void sheet_no_memory(struct sheet *sheet) {
    if (!sheet_failed(sheet))
        sheet->state = error_memory(&sheet->error);
}

/* What Cairo found; the output has said what it could not write. */
void sheet_take_state(struct sheet *sheet, cairo_status_t problem) {
    if (sheet_failed(sheet) || problem == CAIRO_STATUS_SUCCESS)
        return;
    sheet->state = problem == CAIRO_STATUS_NO_MEMORY
                       ? error_memory(&sheet->error)
                       : error_set(&sheet->error, USMCA_ERROR_IO, NULL, 0, 0, "cannot make a PDF: %s",
                                   cairo_status_to_string(problem));
}

static cairo_status_t write_piece(void *context, const unsigned char *bytes, unsigned length) {
    struct sheet *sheet = context;
    if (!sheet_failed(sheet))
        sheet->state = sheet->output->write(sheet->output->context,
                                            (struct text){(const char *)bytes, length}, &sheet->error);
    return sheet_failed(sheet) ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static usmca_status document_status(struct pdf *pdf, usmca_error *error) {
    const struct sheet *sheet = sheet_of(pdf);
    if (sheet_failed(sheet) && error != NULL)
        *error = sheet->error;
    return sheet->state;
}

/* ---- heads and feet ---- */

/* One line, cut with an ellipsis where it is longer than its place. */
static void put_margin(struct sheet *sheet, enum sheet_font font, enum sheet_colour colour, struct text text,
                       double y, double x, double width, enum pdf_align align) {
    pango_layout_set_ellipsize(sheet->margin, PANGO_ELLIPSIZE_MIDDLE);
    if (words_set(sheet, sheet->margin, font, text, width) > 0) {
        sheet_colour(sheet, colour);
        words_line(sheet, sheet->margin, font, 0, x, y, width, align);
    }
    pango_layout_set_ellipsize(sheet->margin, PANGO_ELLIPSIZE_NONE);
}

static void put_margins(struct sheet *sheet) {
    const double half = (double)SHEET_WITHIN / 2 - 6;
    const double second = SHEET_RIGHT - half;
    const double head = SHEET_TOP - 32;
    const double foot = SHEET_BOTTOM + 20;
    if (sheet->cairo == NULL)
        return;
    if (sheet->head_left.length + sheet->head_right.length > 0) {
        put_margin(sheet, FONT_LABEL, INK, buffer_view(&sheet->head_left), head, SHEET_LEFT, half, PDF_LEFT);
        put_margin(sheet, FONT_SMALL, GREY, buffer_view(&sheet->head_right), head + 1, second, half,
                   PDF_NUMBER);
        sheet_rule(sheet, LINE, SHEET_LEFT, head + 15, SHEET_WITHIN);
    }
    struct buffer number = {0};
    sheet->document->number_page(sheet->context, sheet->page, sheet->pages, &number);
    if (number.failed)
        sheet_no_memory(sheet);
    sheet_rule(sheet, LINE, SHEET_LEFT, foot - 5, SHEET_WITHIN);
    put_margin(sheet, FONT_SMALL, GREY, sheet->document->foot, foot, SHEET_LEFT, half, PDF_LEFT);
    put_margin(sheet, FONT_SMALL, GREY, buffer_view(&number), foot, second, half, PDF_NUMBER);
    buffer_free(&number);
}

/* ---- pages ---- */

void sheet_open(struct sheet *sheet) {
    if (sheet->open)
        return;
    sheet->open = true;
    sheet->page++;
    sheet->y = SHEET_TOP;
    put_margins(sheet);
}

void sheet_end(struct sheet *sheet) {
    if (!sheet->open)
        return;
    sheet->open = false;
    if (sheet->cairo == NULL)
        return;
    cairo_show_page(sheet->cairo);
    sheet_take_state(sheet, cairo_status(sheet->cairo));
    sheet_take_state(sheet, cairo_surface_status(sheet->surface));
}

void sheet_need(struct sheet *sheet, double height) {
    if (sheet->open && sheet->y + height > SHEET_BOTTOM && sheet->y > SHEET_TOP)
        sheet_end(sheet);
    if (!sheet->open) {
        sheet_open(sheet);
        table_repeat_head(sheet);
    }
}

/* ---- places ---- */

static bool make_room(struct sheet *sheet, size_t target) {
    size_t count = sheet->place_count < 64 ? 64 : sheet->place_count;
    while (count <= target)
        count *= 2;
    if (target < sheet->place_count)
        return true;
    uint32_t *places = realloc(sheet->places, count * sizeof *places);
    if (places == NULL)
        return false;
    memset(places + sheet->place_count, 0, (count - sheet->place_count) * sizeof *places);
    sheet->places = places;
    sheet->place_count = count;
    return true;
}

/* With the head of the page above it. */
static int above(const struct sheet *sheet) {
    return sheet->y > 40 ? (int)sheet->y - 40 : 0;
}

static void set_target(struct pdf *pdf, size_t target) {
    struct sheet *sheet = sheet_of(pdf);
    char name[64];
    sheet_open(sheet);
    if (sheet_failed(sheet) || target == PDF_NO_TARGET)
        return;
    if (sheet->cairo != NULL) {
        snprintf(name, sizeof name, "name='t%zu' x=0 y=%d", target, above(sheet));
        cairo_tag_begin(sheet->cairo, CAIRO_TAG_DEST, name);
        cairo_tag_end(sheet->cairo, CAIRO_TAG_DEST);
    } else if (make_room(sheet, target)) {
        sheet->places[target] = (uint32_t)sheet->page;
    } else {
        sheet_no_memory(sheet);
    }
}

static size_t place_of(const struct sheet *sheet, size_t target) {
    bool known = sheet->cairo != NULL && target != PDF_NO_TARGET && target < sheet->place_count;
    return known ? sheet->places[target] : 0;
}

static size_t page_of(const struct pdf *pdf, size_t target) {
    return place_of((const struct sheet *)pdf, target);
}

/* By name: Cairo 1.16 forgets links to the number of a page that is still to come. */
void sheet_begin_link(struct sheet *sheet, size_t target) {
    char where[64];
    if (place_of(sheet, target) == 0)
        return;
    snprintf(where, sizeof where, "dest='t%zu'", target);
    cairo_tag_begin(sheet->cairo, CAIRO_TAG_LINK, where);
}

void sheet_end_link(struct sheet *sheet, size_t target) {
    if (place_of(sheet, target) != 0)
        cairo_tag_end(sheet->cairo, CAIRO_TAG_LINK);
}

void sheet_add_outline(struct sheet *sheet, enum pdf_level level, struct text text) {
    struct buffer shown = {0};
    char where[64];
    if (sheet->cairo == NULL || sheet_failed(sheet))
        return;
    buffer_shown(&shown, text_cut(text, 200));
    buffer_char(&shown, '\0');
    snprintf(where, sizeof where, "page=%zu pos=[0 %d]", sheet->page, sheet->y > 40 ? (int)sheet->y - 40 : 0);
    if (shown.failed) {
        sheet_no_memory(sheet);
    } else {
        int parent = level == PDF_PART ? CAIRO_PDF_OUTLINE_ROOT : sheet->part;
        int entry = cairo_pdf_surface_add_outline(sheet->surface, parent, shown.data, where, 0);
        sheet->part = level == PDF_PART ? entry : sheet->part;
    }
    buffer_free(&shown);
}

/* ---- a document ---- */

static void describe(const struct sheet *sheet, cairo_pdf_metadata_t what, struct text text) {
    struct buffer shown = {0};
    buffer_shown(&shown, text);
    buffer_char(&shown, '\0');
    cairo_pdf_surface_set_metadata(sheet->surface, what,
                                   shown.failed || text.length == 0 ? NULL : shown.data);
    buffer_free(&shown);
}

static void open_surface(struct sheet *sheet) {
    const struct pdf_document *document = sheet->document;
    sheet->surface = cairo_pdf_surface_create_for_stream(write_piece, sheet, SHEET_WIDTH, SHEET_HEIGHT);
    sheet->cairo = cairo_create(sheet->surface);
    sheet_take_state(sheet, cairo_status(sheet->cairo));
    describe(sheet, CAIRO_PDF_METADATA_TITLE, document->title);
    describe(sheet, CAIRO_PDF_METADATA_AUTHOR, document->author);
    describe(sheet, CAIRO_PDF_METADATA_SUBJECT, document->subject);
    describe(sheet, CAIRO_PDF_METADATA_CREATOR, TEXT("usmca " USMCA_VERSION));
    describe(sheet, CAIRO_PDF_METADATA_CREATE_DATE, document->date);
}

static void close_surface(struct sheet *sheet) {
    if (sheet->surface == NULL)
        return;
    cairo_destroy(sheet->cairo);
    cairo_surface_finish(sheet->surface);
    sheet_take_state(sheet, cairo_surface_status(sheet->surface));
    cairo_surface_destroy(sheet->surface);
    sheet->cairo = NULL;
    sheet->surface = NULL;
}

static void lay_out(struct sheet *sheet, pdf_draw draw) {
    usmca_error error = {0};
    sheet->page = 0;
    sheet->open = false;
    sheet->repeats = false;
    sheet->y = SHEET_TOP;
    sheet->part = CAIRO_PDF_OUTLINE_ROOT;
    sheet->head_left.length = 0;
    sheet->head_right.length = 0;
    usmca_status status = draw(&sheet->pdf, sheet->context, &error);
    if (!sheet_failed(sheet) && status != USMCA_OK) {
        sheet->error = error;
        sheet->state = status;
    }
    sheet_end(sheet);
}

static void draw_twice(struct sheet *sheet, pdf_draw draw) {
    lay_out(sheet, draw);
    sheet->pages = sheet->page;
    if (sheet_failed(sheet))
        return;
    open_surface(sheet);
    lay_out(sheet, draw);
    if (!sheet_failed(sheet) && sheet->page != sheet->pages)
        sheet->state = error_set(&sheet->error, USMCA_ERROR_IO, NULL, 0, 0,
                                 "what is drawn changed while it was drawn: %zu pages, and then %zu",
                                 sheet->pages, sheet->page);
    close_surface(sheet);
    sheet->notes->pages = sheet->pages;
}

static usmca_status document_write(const struct pdf_floor *floor, const struct pdf_document *document,
                                   void *context, const struct pdf_output *output, pdf_draw draw,
                                   struct pdf_notes *notes, usmca_error *error) {
    struct sheet *sheet = calloc(1, sizeof *sheet);
    if (sheet == NULL)
        return error_memory(error);
    *sheet = (struct sheet){
        .pdf = {floor}, .document = document, .context = context, .output = output, .notes = notes};
    *notes = (struct pdf_notes){0};
    sheet->state = sheet_open_fonts(sheet);
    if (!sheet_failed(sheet))
        draw_twice(sheet, draw);
    usmca_status status = document_status(&sheet->pdf, error);
    sheet_close_fonts(sheet);
    buffer_free(&sheet->head_left);
    buffer_free(&sheet->head_right);
    free(sheet->places);
    free(sheet);
    return status;
}

__attribute__((visibility("default"))) const struct pdf_floor usmca_pdf_floor = {
    .version = USMCA_VERSION,
    .write = document_write,
    .status = document_status,
    .page = flow_page,
    .running_head = flow_running_head,
    .heading = flow_heading,
    .paragraph = flow_paragraph,
    .bullet = flow_bullet,
    .box = flow_box,
    .pair = flow_pair,
    .space = flow_space,
    .keep = flow_keep,
    .table = table_draw,
    .table_begin = table_begin,
    .table_row = table_row,
    .table_end = table_end,
    .signature = flow_signature,
    .target = set_target,
    .page_of = page_of,
};
