#include "papers/paper.h"

#include "report/paragraph.h"

static const char INDENT[] = "   ";

static void put(struct buffer *out, const struct signed_paper *paper, struct text label, struct text value) {
    struct buffer lead = {0};
    buffer_string(&lead, INDENT);
    buffer_text(&lead, label);
    if (label.length > 0)
        buffer_text(&lead, message_find(paper->messages, "colon"));
    paragraph_write(out, buffer_view(&lead), value);
    buffer_release(&lead, out);
}

/* "heading: cell; heading: cell", of the cells that are not empty. */
static void put_row(struct buffer *out, const struct signed_paper *paper, const struct paper_part *heads,
                    const struct paper_part *row) {
    struct buffer words = {0};
    for (size_t i = 0; i < row->count; i++) {
        if (row->cells[i].length == 0)
            continue;
        if (words.length > 0)
            buffer_text(&words, message_find(paper->messages, "semicolon"));
        buffer_text(&words, heads->cells[i]);
        buffer_text(&words, message_find(paper->messages, "colon"));
        buffer_text(&words, row->cells[i]);
    }
    put(out, paper, TEXT(""), buffer_view(&words));
    buffer_release(&words, out);
}

static void put_signature(struct buffer *out, const struct signed_paper *paper) {
    char room[DATE_TEXT_SIZE];
    const struct {
        const char *label;
        struct text value;
    } FIELDS[] = {{"certify.field.signature", TEXT("________________________________")},
                  {"certify.field.name", paper->signatory},
                  {"certify.field.title", paper->signatory_title},
                  {"certify.field.date", {room, date_print(room, paper->date)}}};
    buffer_char(out, '\n');
    for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++)
        if (FIELDS[i].value.length > 0)
            put(out, paper, message_find(paper->messages, FIELDS[i].label), FIELDS[i].value);
}

void paper_text(struct buffer *out, const struct signed_paper *paper) {
    const struct paper_part *heads = NULL;
    paragraph_write(out, TEXT(""), paper->title);
    paragraph_write(out, TEXT(""), text_from(paper->id));
    if (paper->warning.length > 0) {
        buffer_char(out, '\n');
        paragraph_write(out, TEXT(""), message_find(paper->messages, "paper.incomplete"));
        put(out, paper, TEXT(""), paper->warning);
    }
    for (size_t i = 0; i < paper->count; i++) {
        const struct paper_part *part = &paper->parts[i];
        if (part->kind == PAPER_ELEMENT) {
            buffer_char(out, '\n');
            buffer_text(out, part->cells[0]);
            buffer_string(out, ". ");
            buffer_text(out, part->cells[1]);
            buffer_char(out, '\n');
        } else if (part->kind == PAPER_LINE) {
            put(out, paper, part->cells[0], part->cells[1]);
        } else if (part->kind == PAPER_WORDS) {
            put(out, paper, TEXT(""), part->cells[0]);
        } else if (part->kind == PAPER_COLUMNS) {
            heads = part;
        } else if (part->kind == PAPER_ROW && heads != NULL) {
            put_row(out, paper, heads, part);
        } else {
            buffer_char(out, '\n');
        }
    }
    put_signature(out, paper);
}
