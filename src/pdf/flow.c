#include "pdf/sheet.h"

void flow_page(struct pdf *pdf) {
    sheet_end(sheet_of(pdf));
}

void flow_running_head(struct pdf *pdf, struct text left, struct text right) {
    struct sheet *sheet = sheet_of(pdf);
    sheet->head_left.length = 0;
    sheet->head_right.length = 0;
    buffer_text(&sheet->head_left, left);
    buffer_text(&sheet->head_right, right);
    if (sheet->head_left.failed || sheet->head_right.failed)
        sheet_no_memory(sheet);
}

void flow_space(struct pdf *pdf, double points) {
    struct sheet *sheet = sheet_of(pdf);
    if (sheet->open && sheet->y > SHEET_TOP)
        sheet->y += points;
}

void flow_keep(struct pdf *pdf, size_t lines) {
    sheet_need(sheet_of(pdf), (double)lines * words_leading(FONT_BODY));
}

/* Lines of one text, over pages where it has to be; of a longer one, no single line stands alone. */
static void put_lines(struct sheet *sheet, enum sheet_font font, enum sheet_colour colour, struct text text,
                      double x, double width, size_t link) {
    PangoLayout *layout = sheet->layouts[0];
    const double leading = words_leading(font);
    int count = words_set(sheet, layout, font, text, width);
    for (int i = 0; i < count && !sheet_failed(sheet); i++) {
        bool pair = count > 2 && (i == 0 || i == count - 2);
        sheet_need(sheet, pair ? 2 * leading : leading);
        sheet_colour(sheet, link != PDF_NO_TARGET ? BLUE : colour);
        sheet_begin_link(sheet, link);
        words_line(sheet, layout, font, i, x, sheet->y, width, PDF_LEFT);
        sheet_end_link(sheet, link);
        sheet->y += leading;
    }
}

void flow_heading(struct pdf *pdf, enum pdf_level level, struct text text) {
    static const struct {
        enum sheet_font font;
        double above;
        double below;
        int with; /* lines that stay with it: a sentence, and the head of a table with its first row */
    } FORM[] = {[PDF_TITLE] = {FONT_TITLE, 0, 8, 4},
                [PDF_PART] = {FONT_PART, 14, 5, 4},
                [PDF_SECTION] = {FONT_SECTION, 12, 3, 7},
                [PDF_LABEL] = {FONT_LABEL, 8, 2, 4}};
    struct sheet *sheet = sheet_of(pdf);
    enum sheet_font font = FORM[level].font;
    int count = words_set(sheet, sheet->layouts[0], font, text, SHEET_WITHIN);
    flow_space(pdf, FORM[level].above);
    sheet_need(sheet, count * words_leading(font) + FORM[level].with * words_leading(FONT_BODY));
    if (level == PDF_PART || level == PDF_SECTION)
        sheet_add_outline(sheet, level, text);
    put_lines(sheet, font, INK, text, SHEET_LEFT, SHEET_WITHIN, PDF_NO_TARGET);
    if (level == PDF_SECTION)
        sheet_rule(sheet, LINE, SHEET_LEFT, sheet->y + 1, SHEET_WITHIN);
    flow_space(pdf, FORM[level].below);
}

void flow_paragraph(struct pdf *pdf, enum pdf_style style, enum pdf_tone tone, struct text text,
                    size_t link) {
    static const struct {
        enum sheet_font font;
        double indent;
        double below;
    } FORM[] = {[PDF_BODY] = {FONT_BODY, 0, 3},
                [PDF_STRONG] = {FONT_STRONG, 0, 3},
                [PDF_SMALL] = {FONT_SMALL, 0, 2},
                [PDF_FORMULA] = {FONT_BODY, 18, 2},
                [PDF_LARGE] = {FONT_LARGE, 0, 4}};
    struct sheet *sheet = sheet_of(pdf);
    if (text.length == 0)
        return;
    put_lines(sheet, FORM[style].font, tone_colour(tone), text, SHEET_LEFT + FORM[style].indent,
              SHEET_WITHIN - FORM[style].indent, link);
    flow_space(pdf, FORM[style].below);
}

void flow_bullet(struct pdf *pdf, enum pdf_tone tone, struct text text) {
    struct sheet *sheet = sheet_of(pdf);
    if (text.length == 0)
        return;
    sheet_need(sheet, words_leading(FONT_BODY));
    if (words_set(sheet, sheet->margin, FONT_BODY, TEXT("•"), -1) > 0) {
        sheet_colour(sheet, tone_colour(tone));
        words_line(sheet, sheet->margin, FONT_BODY, 0, SHEET_LEFT + 2, sheet->y, 10, PDF_LEFT);
    }
    put_lines(sheet, FONT_BODY, tone_colour(tone), text, SHEET_LEFT + 12, SHEET_WITHIN - 12, PDF_NO_TARGET);
    flow_space(pdf, 1.5);
}

void flow_box(struct pdf *pdf, enum pdf_tone tone, struct text strong, struct text text) {
    enum { PADDING = 7, BAR = 4, INDENT = 14 };
    struct sheet *sheet = sheet_of(pdf);
    const double width = SHEET_WITHIN - 2 * INDENT;
    int first = words_set(sheet, sheet->layouts[0], FONT_LARGE, strong, width);
    int second = words_set(sheet, sheet->layouts[1], FONT_BODY, text, width);
    double height = 2 * PADDING + first * words_leading(FONT_LARGE) + second * words_leading(FONT_BODY);
    if (height > SHEET_BOTTOM - SHEET_TOP) { /* longer than a page: without the ground */
        flow_paragraph(pdf, PDF_LARGE, tone, strong, PDF_NO_TARGET);
        flow_paragraph(pdf, PDF_BODY, PDF_PLAIN, text, PDF_NO_TARGET);
        return;
    }
    sheet_need(sheet, height);
    sheet_fill(sheet, tone_band(tone), SHEET_LEFT, sheet->y, SHEET_WITHIN, height);
    sheet_fill(sheet, tone_colour(tone), SHEET_LEFT, sheet->y, BAR, height);
    sheet->y += PADDING;
    put_lines(sheet, FONT_LARGE, tone_colour(tone), strong, SHEET_LEFT + INDENT, width, PDF_NO_TARGET);
    put_lines(sheet, FONT_BODY, INK, text, SHEET_LEFT + INDENT, width, PDF_NO_TARGET);
    sheet->y += PADDING;
    flow_space(pdf, 6);
}

void flow_pair(struct pdf *pdf, struct text name, struct text value, bool strong) {
    enum { NAME = 130, GAP = 8 };
    struct sheet *sheet = sheet_of(pdf);
    const enum sheet_font font = strong ? FONT_STRONG : FONT_BODY;
    const double leading = words_leading(FONT_BODY);
    const double x = SHEET_LEFT + NAME + GAP;
    if (value.length == 0)
        return;
    int names = words_set(sheet, sheet->layouts[0], font, name, NAME);
    int values = words_set(sheet, sheet->layouts[1], FONT_BODY, value, SHEET_RIGHT - x);
    sheet_need(sheet, (names < 4 ? names : 4) * leading);
    for (int i = 0; i < names || i < values; i++) {
        sheet_need(sheet, leading);
        sheet_colour(sheet, strong ? INK : GREY);
        if (i < names)
            words_line(sheet, sheet->layouts[0], font, i, SHEET_LEFT, sheet->y, NAME, PDF_LEFT);
        sheet_colour(sheet, INK);
        if (i < values)
            words_line(sheet, sheet->layouts[1], FONT_BODY, i, x, sheet->y, SHEET_RIGHT - x, PDF_LEFT);
        sheet->y += leading;
    }
    flow_space(pdf, 1.5);
}

void flow_signature(struct pdf *pdf, const struct pdf_field *fields, size_t count) {
    enum { GAP = 24, ABOVE = 30 };
    struct sheet *sheet = sheet_of(pdf);
    const double width = (double)(SHEET_WITHIN - GAP) / 2;
    const double height = ABOVE + 2 * words_leading(FONT_SMALL);
    const size_t rows = (count + 1) / 2;
    sheet_need(sheet, (double)rows * height);
    for (size_t i = 0; i < count; i++) {
        double x = SHEET_LEFT + (i % 2 == 1 ? width + GAP : 0);
        double line = sheet->y + ABOVE;
        pango_layout_set_ellipsize(sheet->margin, PANGO_ELLIPSIZE_END);
        if (words_set(sheet, sheet->margin, FONT_BODY, fields[i].value, width) > 0) {
            sheet_colour(sheet, INK);
            words_line(sheet, sheet->margin, FONT_BODY, 0, x, line - words_leading(FONT_BODY) - 1, width,
                       PDF_LEFT);
        }
        sheet_rule(sheet, GREY, x, line, width);
        if (words_set(sheet, sheet->margin, FONT_SMALL, fields[i].label, width) > 0) {
            sheet_colour(sheet, GREY);
            words_line(sheet, sheet->margin, FONT_SMALL, 0, x, line + 2, width, PDF_LEFT);
        }
        pango_layout_set_ellipsize(sheet->margin, PANGO_ELLIPSIZE_NONE);
        if (i % 2 == 1 || i + 1 == count)
            sheet->y += height;
    }
}
