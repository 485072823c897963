#include "binder/parts.h"

/* What the binder begins with: whose it is, how many goods are on which pile, and of which run they are. */

/* ---- how many goods ---- */

struct tally {
    struct binder *binder;
    bool of_piles;
};

enum pdf_tone binder_pile_tone(size_t pile) {
    static const enum pdf_tone TONES[PILES] = {[PILE_SIGN] = PDF_GOOD,
                                               [PILE_PAPER_MISSING] = PDF_OPEN,
                                               [PILE_PAPER_FIRST] = PDF_OPEN,
                                               [PILE_DO_NOT_SIGN] = PDF_BAD};
    return TONES[pile];
}

static struct pdf_cell tally_cell(void *context, size_t row, size_t column) {
    const struct tally *tally = context;
    struct binder *binder = tally->binder;
    const char *word = tally->of_piles ? PILE_WORDS[row] : STATUS_WORDS[row];
    size_t count = tally->of_piles ? binder->piles[row] : binder->status[row];
    if (column == 0)
        return (struct pdf_cell){.text = binder_word(binder, tally->of_piles ? "pile" : "status", word),
                                 .tone = tally->of_piles ? binder_pile_tone(row) : PDF_PLAIN,
                                 .strong = true};
    return (struct pdf_cell){.text = binder_number(binder, count)};
}

static void draw_tally(struct binder *binder, bool of_piles) {
    struct tally tally = {binder, of_piles};
    const struct pdf_column columns[] = {
        {.heading = binder_say(binder, of_piles ? "book.pile" : "html.status"), .weight = 1},
        {.heading = binder_say(binder, "html.goods"), .align = PDF_NUMBER, .characters = 8}};
    pdf_table(binder->pdf, columns, 2, of_piles ? PILES : STATUSES, tally_cell, &tally);
}

/* ---- which run it is of ---- */

enum { INPUT_TABLE, INPUT_FILE, INPUT_ROWS, INPUT_REJECTED, INPUT_DIGEST, INPUT_COLUMNS };

struct inputs {
    struct binder *binder;
    const json_t *list;
};

static struct text count_of(struct binder *binder, const json_t *object, const char *key) {
    json_int_t count = json_integer_value(json_object_get(object, key));
    return binder_number(binder, count > 0 ? (size_t)count : 0);
}

static struct pdf_cell input_cell(void *context, size_t row, size_t column) {
    const struct inputs *inputs = context;
    const json_t *input = json_array_get(inputs->list, row);
    const json_t *rows = json_object_get(input, "rows");
    switch (column) {
    case INPUT_TABLE:
        return (struct pdf_cell){.text = binder_value(input, "table")};
    case INPUT_FILE:
        return (struct pdf_cell){.text = binder_value(input, "file"), .below = binder_value(input, "sheet")};
    case INPUT_ROWS:
        return (struct pdf_cell){.text = count_of(inputs->binder, rows, "read")};
    case INPUT_REJECTED:
        return (struct pdf_cell){.text = count_of(inputs->binder, rows, "rejected")};
    default:
        return (struct pdf_cell){.text = binder_value(input, "sha256")};
    }
}

static void put_run(struct binder *binder) {
    struct pdf *pdf = binder->pdf;
    const json_t *summary = binder->options->summary;
    const json_t *program = json_object_get(summary, "program");
    const json_t *rules = json_object_get(summary, "rule_book");
    struct inputs inputs = {binder, json_object_get(summary, "intake")};
    const struct pdf_column columns[INPUT_COLUMNS] = {
        [INPUT_TABLE] = {.heading = binder_say(binder, "html.input.table"), .weight = 1.2},
        [INPUT_FILE] = {.heading = binder_say(binder, "html.input.file"), .weight = 2.2},
        [INPUT_ROWS] = {.heading = binder_say(binder, "html.input.rows"), .align = PDF_NUMBER},
        [INPUT_REJECTED] = {.heading = binder_say(binder, "html.input.rejected"), .align = PDF_NUMBER},
        [INPUT_DIGEST] = {.heading = binder_say(binder, "html.input.sha256"), .weight = 3.4}};
    if (summary == NULL)
        return;
    pdf_heading(pdf, PDF_LABEL, binder_say(binder, "html.run"));
    pdf_pair(pdf, binder_say(binder, "html.run.program"),
             binder_joined(binder, binder_value(program, "name"), " ", binder_value(program, "version")));
    pdf_pair(pdf, binder_say(binder, "html.run.digest"), binder_value(rules, "sha256"));
    pdf_pair(pdf, binder_say(binder, "html.run.edition"), binder_value(rules, "hs_edition"));
    pdf_space(pdf, 4);
    pdf_table(pdf, columns, INPUT_COLUMNS, json_array_size(inputs.list), input_cell, &inputs);
}

/* ---- the cover ---- */

void binder_cover(struct binder *binder) {
    struct pdf *pdf = binder->pdf;
    const struct binder_options *options = binder->options;
    bool one_day = strcmp(binder->first, binder->last) == 0;
    pdf_heading(pdf, PDF_TITLE, binder_say(binder, "binder.title"));
    pdf_paragraph(pdf, PDF_LARGE, text_from(options->company));
    pdf_space(pdf, 18);
    pdf_pair(pdf, binder_say(binder, "html.company"), text_from(options->company));
    pdf_pair(pdf, binder_say(binder, "html.certifier"), text_from(options->certifier));
    pdf_pair(pdf, binder_say(binder, "html.period"), text_from(options->period));
    pdf_pair(pdf, binder_say(binder, "binder.law"),
             one_day ? text_from(binder->first)
                     : binder_joined(binder, text_from(binder->first), " – ", text_from(binder->last)));
    pdf_pair(pdf, binder_say(binder, "html.goods"), binder_number(binder, binder->goods));
    pdf_space(pdf, 12);
    draw_tally(binder, true);
    draw_tally(binder, false);
    pdf_heading(pdf, PDF_LABEL, binder_say(binder, "binder.order"));
    pdf_paragraph(pdf, PDF_BODY, binder_say(binder, "binder.order.text"));
    pdf_paragraph(pdf, PDF_BODY, binder_say(binder, "binder.exact"));
    put_run(binder);
    pdf_toned(pdf, PDF_SMALL, PDF_MUTED,
              BINDER_SAY(binder, "binder.made", {"version", text_from(USMCA_VERSION)}));
}
