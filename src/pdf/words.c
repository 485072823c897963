#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/shown.h"
#include "pdf/sheet.h"

static const struct {
    double size;
    bool bold;
    double leading; /* the same for letters of every font, so that lines stay even */
} FORMS[FONTS] = {
    [FONT_TITLE] = {20, true, 25},         [FONT_PART] = {14, true, 18},
    [FONT_SECTION] = {10.5, true, 14},     [FONT_LABEL] = {8.5, true, 12},
    [FONT_BODY] = {8.5, false, 12},        [FONT_STRONG] = {8.5, true, 12},
    [FONT_LARGE] = {11, false, 15},        [FONT_SMALL] = {7, false, 10},
    [FONT_CELL] = {6.8, false, 9.2},       [FONT_CELL_STRONG] = {6.8, true, 9.2},
    [FONT_CELL_BELOW] = {6.2, false, 9.2}, [FONT_HEAD] = {6.5, true, 9},
};

static const double COLOURS_OF[COLOURS][3] = {
    [INK] = {0.10, 0.12, 0.16},      [GREY] = {0.34, 0.38, 0.44},       [GREEN] = {0.07, 0.42, 0.23},
    [RED] = {0.66, 0.11, 0.09},      [AMBER] = {0.52, 0.34, 0.00},      [BLUE] = {0.08, 0.29, 0.56},
    [LINE] = {0.80, 0.83, 0.87},     [BAND] = {0.94, 0.95, 0.97},       [GREEN_BAND] = {0.91, 0.96, 0.93},
    [RED_BAND] = {0.99, 0.92, 0.91}, [AMBER_BAND] = {0.99, 0.96, 0.88},
};

enum sheet_colour tone_colour(enum pdf_tone tone) {
    static const enum sheet_colour OF[] = {
        [PDF_PLAIN] = INK, [PDF_MUTED] = GREY, [PDF_GOOD] = GREEN, [PDF_BAD] = RED, [PDF_OPEN] = AMBER};
    return OF[tone];
}

enum sheet_colour tone_band(enum pdf_tone tone) {
    static const enum sheet_colour OF[] = {[PDF_PLAIN] = BAND,
                                           [PDF_MUTED] = BAND,
                                           [PDF_GOOD] = GREEN_BAND,
                                           [PDF_BAD] = RED_BAND,
                                           [PDF_OPEN] = AMBER_BAND};
    return OF[tone];
}

/* ---- marks ---- */

void sheet_colour(const struct sheet *sheet, enum sheet_colour colour) {
    const double *parts = COLOURS_OF[colour];
    if (sheet->cairo != NULL)
        cairo_set_source_rgb(sheet->cairo, parts[0], parts[1], parts[2]);
}

void sheet_fill(const struct sheet *sheet, enum sheet_colour colour, double x, double y, double width,
                double height) {
    if (sheet->cairo == NULL)
        return;
    sheet_colour(sheet, colour);
    cairo_rectangle(sheet->cairo, x, y, width, height);
    cairo_fill(sheet->cairo);
}

void sheet_rule(const struct sheet *sheet, enum sheet_colour colour, double x, double y, double width) {
    sheet_fill(sheet, colour, x, y - 0.25, width, 0.5);
}

/* ---- fonts ---- */

/* Those that are as wide and have about the same letters, where the first is not installed. */
static const char *const FAMILIES[] = {"DejaVu Sans", "Noto Sans", "Liberation Sans", "FreeSans"};

static const char *find_family(PangoFontMap *fonts) {
    PangoFontFamily **found = NULL;
    int count = 0;
    const char *family = NULL;
    pango_font_map_list_families(fonts, &found, &count);
    for (size_t i = 0; family == NULL && i < sizeof FAMILIES / sizeof FAMILIES[0]; i++)
        for (int k = 0; family == NULL && k < count; k++)
            if (strcmp(pango_font_family_get_name(found[k]), FAMILIES[i]) == 0)
                family = FAMILIES[i];
    g_free(found);
    return family;
}

static void describe_fonts(struct sheet *sheet, const char *family) {
    for (int i = 0; i < FONTS; i++) {
        PangoFontDescription *font = pango_font_description_new();
        pango_font_description_set_family(font, family);
        pango_font_description_set_absolute_size(font, FORMS[i].size * PANGO_SCALE);
        pango_font_description_set_weight(font, FORMS[i].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        sheet->descriptions[i] = font;
    }
}

static PangoLayout *new_layout(PangoContext *pango) {
    PangoLayout *layout = pango_layout_new(pango);
    pango_layout_set_auto_dir(layout, FALSE); /* a cell begins at its left, whatever is written in it */
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    return layout;
}

usmca_status sheet_open_fonts(struct sheet *sheet) {
    sheet->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    const char *family = sheet->fonts != NULL ? find_family(sheet->fonts) : NULL;
    if (family == NULL)
        return error_set(&sheet->error, USMCA_ERROR_IO, NULL, 0, 0,
                         "cannot make a PDF: the font %s is not installed (on Debian: fonts-dejavu-core)",
                         FAMILIES[0]);
    if (family != FAMILIES[0])
        snprintf(sheet->notes->font_instead, sizeof sheet->notes->font_instead, "%s", family);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    sheet->pango = pango_font_map_create_context(sheet->fonts);
    pango_cairo_context_set_font_options(sheet->pango, options);
    pango_cairo_context_set_resolution(sheet->pango, 72);
    pango_context_set_round_glyph_positions(sheet->pango, FALSE);
    pango_context_set_base_dir(sheet->pango, PANGO_DIRECTION_LTR);
    pango_context_set_language(sheet->pango, pango_language_from_string(sheet->document->language));
    cairo_font_options_destroy(options);
    describe_fonts(sheet, family);
    for (int i = 0; i < SHEET_LAYOUTS; i++)
        sheet->layouts[i] = new_layout(sheet->pango);
    sheet->margin = new_layout(sheet->pango);
    sheet->digit = words_width(sheet, FONT_CELL_STRONG, TEXT("00000000")) / 8;
    return USMCA_OK;
}

void sheet_close_fonts(struct sheet *sheet) {
    for (int i = 0; i < SHEET_LAYOUTS; i++)
        g_clear_object(&sheet->layouts[i]);
    g_clear_object(&sheet->margin);
    for (int i = 0; i < FONTS; i++)
        pango_font_description_free(sheet->descriptions[i]);
    g_clear_object(&sheet->pango);
    g_clear_object(&sheet->fonts);
}

/* ---- words ---- */

double words_leading(enum sheet_font font) {
    return FORMS[font].leading;
}

static bool is_known(PangoLayout *layout, struct text letter) {
    pango_layout_set_text(layout, letter.data, (int)letter.length);
    return pango_layout_get_unknown_glyphs_count(layout) == 0;
}

/* The text with the number of every letter that no font has in its place. */
static void name_unknown(struct sheet *sheet, PangoLayout *layout, const char *text) {
    struct buffer named = {0};
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        struct text letter = {at, (size_t)(g_utf8_next_char(at) - at)};
        uint32_t number = g_utf8_get_char(at);
        char name[16];
        if (number < 0x80 || is_known(layout, letter)) {
            buffer_text(&named, letter);
            continue;
        }
        snprintf(name, sizeof name, "[U+%04X]", number);
        buffer_string(&named, name);
        if (sheet->cairo != NULL && sheet->notes->unknown++ == 0)
            sheet->notes->unknown_first = number;
    }
    if (named.failed)
        sheet_no_memory(sheet);
    else
        pango_layout_set_text(layout, named.data, (int)named.length);
    buffer_free(&named);
}

/* The text with a line feed at least every so many bytes, behind a blank where there is one: the time for
 * finding lines grows with the square of what is between two of them. */
static void break_long(struct buffer *out, struct text text) {
    enum { LONGEST = 2000 };
    while (text.length > LONGEST) {
        struct text part = text_cut(text, LONGEST);
        size_t blank = part.length;
        while (blank > LONGEST / 2 && part.data[blank - 1] != ' ')
            blank--;
        part.length = blank > LONGEST / 2 ? blank : part.length;
        buffer_text(out, part);
        buffer_char(out, '\n');
        text = (struct text){text.data + part.length, text.length - part.length};
    }
    buffer_text(out, text);
}

/* With blanks at which no line breaks where a mark belongs to the word beside it. */
static void put_bound(struct buffer *out, struct text text, bool marks_apart) {
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] == ' ' && text_binds(text, i, marks_apart))
            buffer_string(out, "\xc2\xa0");
        else
            buffer_char(out, text.data[i]);
}

/* As it may be shown, ended by a NUL. */
static void put_shown(struct buffer *out, struct text text, bool marks_apart) {
    struct buffer shown = {0};
    struct buffer bound = {0};
    buffer_shown(&shown, text);
    put_bound(&bound, buffer_view(&shown), marks_apart);
    break_long(out, buffer_view(&bound));
    buffer_release(&shown, out);
    buffer_release(&bound, out);
    buffer_char(out, '\0');
}

int words_set(struct sheet *sheet, PangoLayout *layout, enum sheet_font font, struct text text,
              double width) {
    struct buffer shown = {0};
    if (text.length == 0 || sheet_failed(sheet))
        return 0;
    put_shown(&shown, text, sheet->document->marks_apart);
    if (shown.failed) {
        sheet_no_memory(sheet);
        return 0;
    }
    pango_layout_set_font_description(layout, sheet->descriptions[font]);
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_text(layout, shown.data, (int)shown.length - 1);
    if (pango_layout_get_unknown_glyphs_count(layout) > 0)
        name_unknown(sheet, layout, shown.data);
    buffer_free(&shown);
    return pango_layout_get_line_count(layout);
}

/* Of a font whose file cannot be opened Pango draws nothing, and warns. */
static void check_fonts(struct sheet *sheet, const PangoLayoutLine *line) {
    for (const GSList *at = line->runs; at != NULL; at = at->next) {
        const PangoLayoutRun *run = at->data;
        cairo_scaled_font_t *font =
            pango_cairo_font_get_scaled_font((PangoCairoFont *)run->item->analysis.font);
        sheet_take_state(sheet, font != NULL ? cairo_scaled_font_status(font) : CAIRO_STATUS_READ_ERROR);
    }
}

void words_line(struct sheet *sheet, PangoLayout *layout, enum sheet_font font, int line, double x, double y,
                double width, enum pdf_align align) {
    if (sheet->cairo == NULL)
        return;
    PangoLayoutLine *of_layout = pango_layout_get_line_readonly(layout, line);
    PangoRectangle extents;
    check_fonts(sheet, of_layout);
    pango_layout_line_get_extents(of_layout, NULL, &extents);
    if (align == PDF_NUMBER)
        x += width - (double)extents.width / PANGO_SCALE;
    cairo_move_to(sheet->cairo, x, y + (FORMS[font].leading + 0.72 * FORMS[font].size) / 2);
    pango_cairo_show_layout_line(sheet->cairo, of_layout);
}

double words_width(struct sheet *sheet, enum sheet_font font, struct text text) {
    int width = 0;
    if (words_set(sheet, sheet->margin, font, text, -1) > 0)
        pango_layout_get_size(sheet->margin, &width, NULL);
    return (double)width / PANGO_SCALE;
}
