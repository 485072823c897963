#include "report/build_up.h"
#include "report/terminal_page.h"

/* Columns are as wide as the widest of what stands in them; where a terminal has not so many, names are cut.
 */
enum { INDENT = 4, GAP = 2, MOST_LINE = 10, MOST_MATERIAL = 24, LEAST_MATERIAL = 10 };
enum material_column { LINE, MATERIAL, CODE, ORIGIN, VALUE, CHANGE, LINE_COLUMNS };

struct material_cells {
    struct text of[LINE_COLUMNS];
    char code[HS_TEXT_SIZE];
    struct number_room value;
    struct buffer change;
};

static void put_cut(struct buffer *out, struct text text, size_t columns) {
    size_t at = 0;
    if (paragraph_columns(text) <= columns) {
        paragraph_pad(out, text, columns);
        return;
    }
    for (size_t wide = 0; at < text.length && wide + 1 < columns; wide++)
        for (at++; at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80; at++)
            ;
    struct buffer shown = {0};
    buffer_put(&shown, text.data, at);
    buffer_string(&shown, "…");
    paragraph_pad(out, buffer_view(&shown), columns);
    buffer_release(&shown, out);
}

/* The cells of a line; they point into themselves. */
static void read_cells(struct material_cells *cells, const struct page *page, const struct line *line) {
    const struct material *material = line->material;
    const uint8_t digits = material->hs.digits > 8 ? 8 : material->hs.digits;
    struct buffer *change = &cells->change;
    change->length = 0;
    buffer_text(change, terminal_say_word(page, "report.shift",
                                          line->shift == NO_SHIFT ? "none" : RESULT_WORDS[line->shift]));
    if (material->role != ROLE_MATERIAL) {
        buffer_string(change, "  ");
        buffer_text(change, terminal_say_word(page, "role", ROLE_WORDS[line_role(line)]));
    }
    cells->of[LINE] = material->line;
    cells->of[MATERIAL] = material->material_id.length > 0 ? material->material_id : material->description;
    cells->of[CODE] = (struct text){cells->code, hs_print_dotted(cells->code, material->hs.low, digits)};
    cells->of[ORIGIN] = terminal_say_word(page, "material-status", STATUS_WORDS[line_origin(line)]);
    cells->of[VALUE] = number_amount(&cells->value, page->book->messages, line->value);
    cells->of[CHANGE] = buffer_view(change);
}

/* Of several alternatives, lines make the change of the one that is reported. */
static void read_heads(struct material_cells *cells, const struct page *page) {
    static const char *const HEADS[LINE_COLUMNS] = {
        [LINE] = "report.line",     [MATERIAL] = "report.material", [CODE] = "report.code",
        [ORIGIN] = "report.origin", [VALUE] = "report.value",       [CHANGE] = "report.change"};
    const struct determination *determination = page->determination;
    struct text id = determination->alternative_count > 1
                         ? determination->alternatives[determination->reported].alternative->id
                         : NO_TEXT;
    for (int i = 0; i < LINE_COLUMNS; i++)
        cells->of[i] = terminal_say(page, HEADS[i]);
    if (id.length == 0)
        return;
    cells->change.length = 0;
    MESSAGE(&cells->change, page->book->messages, "report.change.of", {"id", id});
    cells->of[CHANGE] = buffer_view(&cells->change);
}

static void measure(size_t columns[LINE_COLUMNS], struct material_cells *cells, const struct page *page) {
    const struct determination *determination = page->determination;
    size_t used = INDENT;
    for (uint32_t i = 0; i <= determination->line_count; i++) {
        if (i == 0)
            read_heads(cells, page);
        else
            read_cells(cells, page, &determination->lines[i - 1]);
        for (int k = 0; k < LINE_COLUMNS; k++) {
            const size_t wide = paragraph_columns(cells->of[k]);
            columns[k] = i == 0 || wide > columns[k] ? wide : columns[k];
        }
    }
    columns[LINE] = columns[LINE] < MOST_LINE ? columns[LINE] : MOST_LINE;
    columns[MATERIAL] = columns[MATERIAL] < MOST_MATERIAL ? columns[MATERIAL] : MOST_MATERIAL;
    for (int k = 0; k < LINE_COLUMNS; k++)
        used += columns[k] + (k > 0 ? GAP : 0);
    const size_t width = page->width > 0 ? page->width : PARAGRAPH_WIDTH;
    while (used > width && columns[MATERIAL] > LEAST_MATERIAL) {
        columns[MATERIAL]--;
        used--;
    }
}

static void put_cells(struct buffer *out, const struct material_cells *cells,
                      const size_t columns[LINE_COLUMNS]) {
    paragraph_blanks(out, INDENT);
    for (int k = 0; k < CHANGE; k++) {
        const size_t wide = paragraph_columns(cells->of[k]);
        if (k == VALUE)
            paragraph_blanks(out, columns[k] > wide ? columns[k] - wide : 0);
        put_cut(out, cells->of[k], k == VALUE ? wide : columns[k]);
        paragraph_blanks(out, GAP);
    }
    buffer_text(out, cells->of[CHANGE]);
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

void terminal_materials(struct page *page) {
    const struct determination *determination = page->determination;
    struct buffer *out = page->out;
    struct material_cells cells = {.change = {0}};
    size_t columns[LINE_COLUMNS];
    if (determination->line_count == 0)
        return;
    buffer_string(out, "  ");
    buffer_text(out, terminal_say(page, "report.materials"));
    buffer_char(out, '\n');
    measure(columns, &cells, page);
    read_heads(&cells, page);
    put_cells(out, &cells, columns);
    for (uint32_t i = 0; i < determination->line_count; i++) {
        read_cells(&cells, page, &determination->lines[i]);
        put_cells(out, &cells, columns);
    }
    buffer_release(&cells.change, out);
    put_line_steps(page);
}
