#include "report/paragraph.h"

#include "base/shown.h"

size_t paragraph_columns(struct text text) {
    size_t columns = 0;
    for (size_t i = 0; i < text.length; i++)
        columns += ((unsigned char)text.data[i] & 0xc0) != 0x80;
    return columns;
}

static void put_blanks(struct buffer *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        buffer_char(out, ' ');
}

void paragraph_pad(struct buffer *out, struct text text, size_t columns) {
    size_t wide = paragraph_columns(text);
    buffer_shown(out, text);
    put_blanks(out, wide < columns ? columns - wide : 0);
}

void paragraph_write(struct buffer *out, struct text lead, struct text text) {
    size_t indent = paragraph_columns(lead);
    size_t at = indent;
    bool first = true;
    struct text word;
    buffer_text(out, lead);
    while (text_split(&text, ' ', &word)) {
        size_t wide = paragraph_columns(word);
        if (wide == 0)
            continue;
        if (!first && at + 1 + wide > PARAGRAPH_WIDTH) {
            buffer_char(out, '\n');
            put_blanks(out, indent);
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
