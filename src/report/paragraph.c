#include "report/paragraph.h"

#include <string.h>

#include "base/shown.h"

size_t paragraph_columns(struct text text) {
    size_t columns = 0;
    for (size_t i = 0; i < text.length; i++)
        columns += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return columns;
}

void paragraph_blanks(struct buffer *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        buffer_char(out, ' ');
}

void paragraph_pad(struct buffer *out, struct text text, size_t columns) {
    size_t wide = paragraph_columns(text);
    buffer_shown(out, text);
    paragraph_blanks(out, wide < columns ? columns - wide : 0);
}

void paragraph_pad_left(struct buffer *out, struct text text, size_t columns) {
    const size_t wide = paragraph_columns(text);
    paragraph_blanks(out, wide < columns ? columns - wide : 0);
    buffer_text(out, text);
}

static bool begins(struct text text, const char *mark) {
    const size_t length = strlen(mark);
    return text.length >= length && memcmp(text.data, mark, length) == 0;
}

/* A mark that the language sets apart by a blank does not begin a line, nor end one where it opens. */
static bool stays_behind(struct text word) {
    static const char *const MARKS[] = {":", ";", "?", "!", "%", "»"};
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++)
        if (begins(word, MARKS[i]))
            return true;
    return false;
}

/* What stands on one line: a word with the marks that belong to it. */
static bool next_word(struct text *rest, struct text *word) {
    if (!text_split(rest, ' ', word))
        return false;
    while (rest->length > 0 && word->length > 0 && (text_is(*word, "«") || stays_behind(*rest))) {
        const char *begun = word->data;
        struct text more = {NULL, 0};
        if (!text_split(rest, ' ', &more))
            break;
        *word = (struct text){begun, (size_t)(more.data + more.length - begun)};
    }
    return true;
}

void paragraph_write(struct buffer *out, struct text lead, struct text text) {
    paragraph_write_within(out, PARAGRAPH_WIDTH, lead, text);
}

void paragraph_write_within(struct buffer *out, size_t width, struct text lead, struct text text) {
    const size_t most = width > 0 && width < PARAGRAPH_WIDTH ? width : PARAGRAPH_WIDTH;
    size_t indent = paragraph_columns(lead);
    size_t at = indent;
    bool first = true;
    struct text word;
    buffer_text(out, lead);
    while (next_word(&text, &word)) {
        size_t wide = paragraph_columns(word);
        if (wide == 0)
            continue;
        if (!first && at + 1 + wide > most) {
            buffer_char(out, '\n');
            paragraph_blanks(out, indent);
            at = indent;
        } else if (!first) {
            buffer_char(out, ' ');
            at++;
        }
        buffer_shown(out, word);
        at += wide;
        first = false;
    }
    buffer_char(out, '\n');
}

void paragraph_write_parts(struct buffer *out, size_t width, struct text lead, struct text text) {
    const size_t most = width > 0 ? width : PARAGRAPH_WIDTH;
    const size_t between = sizeof PARAGRAPH_PARTED - 1;
    size_t at = paragraph_columns(lead);
    buffer_text(out, lead);
    for (bool first = true; text.length > 0; first = false) {
        const char *end = memmem(text.data, text.length, PARAGRAPH_PARTED, between);
        const struct text part = {text.data, end != NULL ? (size_t)(end - text.data) : text.length};
        const size_t behind = part.length + (end != NULL ? between : 0);
        const bool fits = first || at + between + paragraph_columns(part) <= most;
        buffer_string(out, first ? "" : fits ? PARAGRAPH_PARTED : "\n");
        if (!fits)
            buffer_text(out, lead);
        at = (first ? at : fits ? at + between : paragraph_columns(lead)) + paragraph_columns(part);
        buffer_shown(out, part);
        text = (struct text){text.data + behind, text.length - behind};
    }
    buffer_char(out, '\n');
}
