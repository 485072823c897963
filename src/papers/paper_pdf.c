#include "papers/paper.h"

/* What is drawn. A table is as wide as the page, and its head is repeated on each. */
struct drawing {
    struct pdf *pdf;
    const struct signed_paper *paper;
    struct arena arena; /* texts of the part under hand */
};

static struct text of(const struct drawing *drawing, const char *id) {
    return message_find(drawing->paper->messages, id);
}

static struct text joined(struct drawing *drawing, struct text first, struct text between,
                          struct text second) {
    struct buffer words = {0};
    buffer_text(&words, first);
    buffer_text(&words, first.length > 0 && second.length > 0 ? between : NO_TEXT);
    buffer_text(&words, second);
    return buffer_keep(&words, &drawing->arena);
}

static bool is_short(struct text text) {
    enum { SHORT = 12 };
    return text.length <= SHORT;
}

/* A column whose texts are all short needs little of the page. */
static double weight_of(const struct signed_paper *paper, size_t head, size_t column) {
    enum { WIDE = 5 };
    for (size_t i = head + 1; i < paper->count && paper->parts[i].kind == PAPER_ROW; i++)
        if (!is_short(paper->parts[i].cells[column]))
            return WIDE;
    return is_short(paper->parts[head].cells[column]) ? 1 : 2;
}

/* The rows behind a head; returns the place of the last of them. */
static size_t draw_table(struct drawing *drawing, size_t head) {
    const struct signed_paper *paper = drawing->paper;
    const struct paper_part *heads = &paper->parts[head];
    struct pdf_column columns[PAPER_MOST_CELLS] = {{.weight = 0}};
    size_t row = head;
    for (size_t i = 0; i < heads->count; i++)
        columns[i] = (struct pdf_column){.heading = heads->cells[i], .weight = weight_of(paper, head, i)};
    pdf_space(drawing->pdf, 3);
    pdf_table_begin(drawing->pdf, columns, heads->count);
    while (row + 1 < paper->count && paper->parts[row + 1].kind == PAPER_ROW) {
        struct pdf_cell cells[PAPER_MOST_CELLS] = {{.strong = false}};
        row++;
        for (size_t i = 0; i < heads->count; i++)
            cells[i].text = paper->parts[row].cells[i];
        pdf_table_row(drawing->pdf, cells);
    }
    pdf_table_end(drawing->pdf);
    pdf_space(drawing->pdf, 4);
    return row;
}

/* Lines that stay on one page: an element with its first, and what is declared with the lines to sign it on.
 */
enum { ELEMENT_LINES = 3, SIGNED_LINES = 16 };

static bool is_last_element(const struct signed_paper *paper, size_t element) {
    for (size_t i = element + 1; i < paper->count; i++)
        if (paper->parts[i].kind == PAPER_ELEMENT)
            return false;
    return true;
}

/* An element and the first line of it stand beside each other; its other lines under that. */
static void draw_parts(struct drawing *drawing) {
    const struct signed_paper *paper = drawing->paper;
    struct pdf *pdf = drawing->pdf;
    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_part *part = &paper->parts[i];
        arena_reset(&drawing->arena);
        switch (part->kind) {
        case PAPER_ELEMENT: {
            const struct paper_part *next = i + 1 < paper->count ? part + 1 : NULL;
            struct text name = joined(drawing, part->cells[0], TEXT(". "), part->cells[1]);
            bool beside = !paper->headings && next != NULL && next->kind == PAPER_LINE;
            pdf_space(pdf, 5);
            pdf_keep(pdf, is_last_element(paper, i) ? SIGNED_LINES : ELEMENT_LINES);
            if (!beside) {
                pdf_heading(pdf, PDF_LABEL, name);
                break;
            }
            pdf_entry(pdf, name, joined(drawing, next->cells[0], of(drawing, "colon"), next->cells[1]));
            i++;
            break;
        }
        case PAPER_LINE:
            pdf_pair(pdf, paper->headings ? part->cells[0] : TEXT(""),
                     paper->headings ? part->cells[1]
                                     : joined(drawing, part->cells[0], of(drawing, "colon"), part->cells[1]));
            break;
        case PAPER_GAP:
            pdf_space(pdf, 6);
            break;
        case PAPER_WORDS:
            pdf_paragraph(pdf, PDF_BODY, part->cells[0]);
            break;
        case PAPER_COLUMNS:
            i = draw_table(drawing, i);
            break;
        case PAPER_ROW:
            break;
        }
    }
}

static void draw_signature(struct drawing *drawing) {
    const struct signed_paper *paper = drawing->paper;
    char room[DATE_TEXT_SIZE];
    const struct pdf_field fields[] = {
        {of(drawing, "certify.field.signature"), TEXT("")},
        {of(drawing, "certify.field.date"), {room, date_print(room, paper->date)}},
        {of(drawing, "certify.field.name"), paper->signatory},
        {of(drawing, "certify.field.title"), paper->signatory_title}};
    pdf_signature(drawing->pdf, fields, sizeof fields / sizeof fields[0]);
}

static usmca_status draw(struct pdf *pdf, void *context, usmca_error *error) {
    struct drawing *drawing = context;
    drawing->pdf = pdf;
    pdf_heading(pdf, PDF_PART, drawing->paper->title);
    if (drawing->paper->warning.length > 0)
        pdf_box(pdf, PDF_BAD, of(drawing, "paper.incomplete"), drawing->paper->warning);
    draw_parts(drawing);
    draw_signature(drawing);
    if (drawing->arena.failed)
        return error_memory(error);
    return pdf_status(pdf, error);
}

static void number_page(void *context, size_t page, size_t pages, struct buffer *out) {
    const struct drawing *drawing = context;
    struct buffer numbers[2] = {{0}, {0}};
    buffer_number(&numbers[0], page);
    buffer_number(&numbers[1], pages);
    MESSAGE(out, drawing->paper->messages, "binder.page-of", {"page", buffer_view(&numbers[0])},
            {"pages", buffer_view(&numbers[1])});
    buffer_release(&numbers[0], out);
    buffer_release(&numbers[1], out);
}

usmca_status paper_pdf(const struct pdf_floor *floor, const struct signed_paper *paper,
                       const struct pdf_output *output, struct pdf_notes *notes, usmca_error *error) {
    struct drawing drawing = {.paper = paper};
    char room[DATE_TEXT_SIZE];
    const struct pdf_document document = {.title = paper->title,
                                          .author = paper->author,
                                          .date = {room, date_print(room, paper->date)},
                                          .language = message_find(paper->messages, "language").data,
                                          .marks_apart = messages_set_marks_apart(paper->messages),
                                          .number_page = number_page,
                                          .foot = text_from(paper->id)};
    if (paper->failed)
        return error_memory(error);
    usmca_status status = pdf_write(floor, &document, output, draw, &drawing, notes, error);
    arena_free(&drawing.arena);
    return status;
}
