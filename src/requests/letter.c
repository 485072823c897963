#include "requests/letter.h"

#include "base/shown.h"
#include "report/paragraph.h"
#include "requests/columns.h"

struct letter {
    const json_t *request;
    const struct messages *messages;
    struct text workbook;
};

/* ---- what it says ---- */

static const char *const OPENING_LINES[] = {"requests.letter.why", "requests.letter.list", NULL};
static const char *const CLOSING_LINES[] = {"requests.letter.fill", "requests.how.no", "requests.letter.due",
                                            NULL};

static void put_line(struct buffer *out, const struct letter *letter, const char *id) {
    struct buffer company = {0};
    struct buffer contact = {0};
    struct buffer count = {0};
    buffer_shown(&company, request_text(letter->request, "company"));
    buffer_shown(&contact, request_text(letter->request, "contact"));
    buffer_number(&count, json_array_size(json_object_get(letter->request, "items")));
    MESSAGE(out, letter->messages, id, {"company", buffer_view(&company)}, {"contact", buffer_view(&contact)},
            {"count", buffer_view(&count)}, {"workbook", letter->workbook},
            {"request", request_text(letter->request, "request")},
            {"due", request_text(letter->request, "due")}, {"sent", request_text(letter->request, "sent")});
    buffer_release(&company, out);
    buffer_release(&contact, out);
    buffer_release(&count, out);
}

static void put_item_title(struct buffer *out, const struct messages *messages, const json_t *item) {
    static const char *const MEMBERS[] = {"item", "material_id", "description", "hs"};
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        struct buffer cell = {0};
        request_cell(&cell, &REQUEST_COLUMNS[request_column_named(text_from(MEMBERS[i]))], item);
        if (cell.length > 0 && i > 0)
            buffer_string(out, i == 1 ? ". " : ", ");
        if (cell.length > 0 && i == 3)
            MESSAGE(out, messages, "report.hs", {"hs", buffer_view(&cell)});
        else
            buffer_text(out, buffer_view(&cell));
        buffer_release(&cell, out);
    }
}

/* The lines of an item, each a name and what it says. */
static const struct {
    const char *name;
    const char *member;
} ITEM_LINES[] = {{"requests.column.problem", "problem"},
                  {"requests.column.send", "send"},
                  {"requests.column.rule", "rule"}};
enum { ITEM_LINE_COUNT = sizeof ITEM_LINES / sizeof ITEM_LINES[0] };

static void put_item_line(struct buffer *out, const json_t *item, size_t line) {
    request_cell(out, &REQUEST_COLUMNS[request_column_named(text_from(ITEM_LINES[line].member))], item);
}

/* ---- as text ---- */

static void put_paragraph(struct buffer *out, const struct letter *letter, const char *id) {
    struct buffer line = {0};
    put_line(&line, letter, id);
    paragraph_write(out, TEXT(""), buffer_view(&line));
    buffer_char(out, '\n');
    buffer_release(&line, out);
}

static void put_head(struct buffer *out, const struct letter *letter) {
    struct buffer supplier = {0};
    buffer_shown(&supplier, request_text(letter->request, "supplier"));
    if (request_text(letter->request, "company").length > 0) {
        buffer_shown(out, request_text(letter->request, "company"));
        buffer_char(out, '\n');
    }
    buffer_text(out, request_text(letter->request, "sent"));
    buffer_string(out, "\n\n");
    buffer_text(out, buffer_view(&supplier));
    buffer_string(out, "\n\n");
    put_line(out, letter, "requests.letter.subject");
    buffer_string(out, "\n\n");
    buffer_release(&supplier, out);
}

static void put_item(struct buffer *out, const struct letter *letter, const json_t *item) {
    struct buffer title = {0};
    put_item_title(&title, letter->messages, item);
    paragraph_write(out, TEXT(""), buffer_view(&title));
    buffer_release(&title, out);
    for (size_t i = 0; i < ITEM_LINE_COUNT; i++) {
        struct buffer words = {0};
        struct buffer lead = {0};
        put_item_line(&words, item, i);
        struct text rest = buffer_view(&words);
        struct text line;
        buffer_string(&lead, "   ");
        buffer_text(&lead, message_find(letter->messages, ITEM_LINES[i].name));
        buffer_text(&lead, message_find(letter->messages, "colon"));
        for (bool first = true; rest.length > 0 && text_split(&rest, '\n', &line); first = false)
            paragraph_write(out, first ? buffer_view(&lead) : TEXT("      "), line);
        buffer_release(&words, out);
        buffer_release(&lead, out);
    }
    buffer_char(out, '\n');
}

void request_letter_text(struct buffer *out, const json_t *request, const struct messages *messages,
                         struct text workbook) {
    const struct letter letter = {request, messages, workbook};
    const json_t *item = NULL;
    size_t index = 0;
    put_head(out, &letter);
    for (size_t i = 0; OPENING_LINES[i] != NULL; i++)
        put_paragraph(out, &letter, OPENING_LINES[i]);
    json_array_foreach(json_object_get(request, "items"), index, item) put_item(out, &letter, item);
    for (size_t i = 0; CLOSING_LINES[i] != NULL; i++)
        put_paragraph(out, &letter, CLOSING_LINES[i]);
    if (request_text(request, "contact").length > 0)
        put_paragraph(out, &letter, "requests.letter.contact");
}

/* ---- as PDF ---- */

static void draw_line(struct pdf *pdf, const struct letter *letter, const char *id) {
    struct buffer line = {0};
    put_line(&line, letter, id);
    pdf_paragraph(pdf, PDF_BODY, line.failed ? TEXT("") : buffer_view(&line));
    pdf_space(pdf, 6);
    buffer_free(&line);
}

static void draw_item(struct pdf *pdf, const struct letter *letter, const json_t *item) {
    struct buffer title = {0};
    put_item_title(&title, letter->messages, item);
    pdf_keep(pdf, 4);
    pdf_heading(pdf, PDF_LABEL, buffer_view(&title));
    buffer_free(&title);
    for (size_t i = 0; i < ITEM_LINE_COUNT; i++) {
        struct buffer words = {0};
        struct text name = message_find(letter->messages, ITEM_LINES[i].name);
        put_item_line(&words, item, i);
        struct text rest = buffer_view(&words);
        struct text line;
        for (; rest.length > 0 && text_split(&rest, '\n', &line); name = TEXT(""))
            pdf_pair(pdf, name, line);
        buffer_free(&words);
    }
    pdf_space(pdf, 6);
}

static usmca_status draw(struct pdf *pdf, void *context, usmca_error *error) {
    const struct letter *letter = context;
    const json_t *item = NULL;
    size_t index = 0;
    struct buffer subject = {0};
    put_line(&subject, letter, "requests.letter.subject");
    if (subject.failed)
        return error_memory(error);
    pdf_paragraph(pdf, PDF_STRONG, request_text(letter->request, "company"));
    pdf_paragraph(pdf, PDF_BODY, request_text(letter->request, "sent"));
    pdf_space(pdf, 12);
    pdf_paragraph(pdf, PDF_BODY, request_text(letter->request, "supplier"));
    pdf_space(pdf, 12);
    pdf_heading(pdf, PDF_PART, buffer_view(&subject));
    buffer_free(&subject);
    for (size_t i = 0; OPENING_LINES[i] != NULL; i++)
        draw_line(pdf, letter, OPENING_LINES[i]);
    json_array_foreach(json_object_get(letter->request, "items"), index, item) draw_item(pdf, letter, item);
    for (size_t i = 0; CLOSING_LINES[i] != NULL; i++)
        draw_line(pdf, letter, CLOSING_LINES[i]);
    if (request_text(letter->request, "contact").length > 0)
        draw_line(pdf, letter, "requests.letter.contact");
    return pdf_status(pdf, error);
}

static void number_page(void *context, size_t page, size_t pages, struct buffer *out) {
    const struct letter *letter = context;
    struct buffer numbers[2] = {{0}, {0}};
    buffer_number(&numbers[0], page);
    buffer_number(&numbers[1], pages);
    MESSAGE(out, letter->messages, "binder.page-of", {"page", buffer_view(&numbers[0])},
            {"pages", buffer_view(&numbers[1])});
    buffer_release(&numbers[0], out);
    buffer_release(&numbers[1], out);
}

usmca_status request_letter_pdf(const struct pdf_floor *floor, const json_t *request,
                                const struct messages *messages, struct text workbook,
                                const struct pdf_output *output, struct pdf_notes *notes,
                                usmca_error *error) {
    struct letter letter = {request, messages, workbook};
    struct buffer title = {0};
    put_line(&title, &letter, "requests.letter.subject");
    if (title.failed) {
        buffer_free(&title);
        return error_memory(error);
    }
    const struct pdf_document document = {.title = buffer_view(&title),
                                          .author = request_text(request, "company"),
                                          .date = request_text(request, "sent"),
                                          .language = results_string(request, "language"),
                                          .marks_apart = messages_set_marks_apart(messages),
                                          .number_page = number_page,
                                          .foot = request_text(request, "request")};
    usmca_status status = pdf_write(floor, &document, output, draw, &letter, notes, error);
    buffer_free(&title);
    return status;
}
