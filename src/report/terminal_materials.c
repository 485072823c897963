#include "report/build_up.h"
#include "report/terminal_page.h"

enum { LINE_WIDTH = 6, MATERIAL_WIDTH = 22, CODE_WIDTH = 13, ORIGIN_WIDTH = 17, VALUE_WIDTH = 14 };

static void put_cut(struct buffer *out, struct text text, size_t columns) {
    size_t at = 0;
    for (size_t wide = 0; at < text.length && wide + 2 < columns; wide++)
        for (at++; at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80; at++)
            ;
    struct buffer shown = {0};
    buffer_put(&shown, text.data, at);
    if (at < text.length)
        buffer_string(&shown, "…");
    paragraph_pad(out, buffer_view(&shown), columns);
    buffer_release(&shown, out);
}

static void put_right(struct buffer *out, struct text text, size_t columns) {
    size_t wide = paragraph_columns(text);
    for (size_t i = wide; i < columns; i++)
        buffer_char(out, ' ');
    buffer_text(out, text);
}

static void put_material(struct page *page, const struct line *line) {
    struct buffer *out = page->out;
    const struct material *material = line->material;
    char code[HS_TEXT_SIZE];
    struct number_room value;
    struct text hs = {
        code, hs_print_dotted(code, material->hs.low, material->hs.digits > 8 ? 8 : material->hs.digits)};
    struct text name = material->material_id.length > 0 ? material->material_id : material->description;
    buffer_string(out, "    ");
    put_cut(out, material->line, LINE_WIDTH);
    put_cut(out, name, MATERIAL_WIDTH);
    paragraph_pad(out, hs, CODE_WIDTH);
    paragraph_pad(out, terminal_say_word(page, "material-status", STATUS_WORDS[line_origin(line)]),
                  ORIGIN_WIDTH);
    put_right(out, number_amount(&value, page->book->messages, line->value), VALUE_WIDTH);
    buffer_string(out, "  ");
    buffer_text(out, terminal_say_word(page, "report.shift",
                                       line->shift == NO_SHIFT ? "none" : RESULT_WORDS[line->shift]));
    if (material->role != ROLE_MATERIAL) {
        buffer_string(out, "  ");
        buffer_text(out, terminal_say_word(page, "role", ROLE_WORDS[line_role(line)]));
    }
    buffer_char(out, '\n');
}

static void put_line_steps(struct page *page) {
    const struct determination *determination = page->determination;
    page->scratch.length = 0;
    for (uint32_t i = 0; i < determination->line_count; i++)
        build_up_of_line(&page->scratch, page->book->messages, determination, &determination->lines[i]);
    if (page->scratch.length == 0)
        return;
    buffer_string(page->out, "  ");
    buffer_text(page->out, terminal_say(page, "report.values"));
    buffer_char(page->out, '\n');
    terminal_sentences(page, TEXT("    "));
}

/* Of several alternatives, lines make the change of the one that is reported. */
static void put_change(struct page *page) {
    const struct determination *determination = page->determination;
    struct text id = determination->alternative_count > 1
                         ? determination->alternatives[determination->reported].alternative->id
                         : NO_TEXT;
    if (id.length > 0)
        MESSAGE(page->out, page->book->messages, "report.change.of", {"id", id});
    else
        buffer_text(page->out, terminal_say(page, "report.change"));
}

void terminal_materials(struct page *page) {
    const struct determination *determination = page->determination;
    struct buffer *out = page->out;
    if (determination->line_count == 0)
        return;
    buffer_string(out, "  ");
    buffer_text(out, terminal_say(page, "report.materials"));
    buffer_string(out, "\n    ");
    paragraph_pad(out, terminal_say(page, "report.line"), LINE_WIDTH);
    paragraph_pad(out, terminal_say(page, "report.material"), MATERIAL_WIDTH);
    paragraph_pad(out, terminal_say(page, "report.code"), CODE_WIDTH);
    paragraph_pad(out, terminal_say(page, "report.origin"), ORIGIN_WIDTH);
    put_right(out, terminal_say(page, "report.value"), VALUE_WIDTH);
    buffer_string(out, "  ");
    put_change(page);
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < determination->line_count; i++)
        put_material(page, &determination->lines[i]);
    put_line_steps(page);
}
