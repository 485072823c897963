#include "binder/parts.h"
#include "origin/finding.h"

/* ---- papers ---- */

struct list {
    struct binder *binder;
    const json_t *rows;
    const size_t *places; /* of those that are meant; NULL: all */
};

static enum pdf_tone tone_of_state(const char *state) {
    return strcmp(state, "in-order") == 0 ? PDF_GOOD : strcmp(state, "missing") == 0 ? PDF_BAD : PDF_OPEN;
}

static struct pdf_cell paper_cell(void *context, size_t row, size_t column) {
    const struct list *list = context;
    struct binder *binder = list->binder;
    const json_t *paper = json_array_get(list->rows, row);
    const char *state = results_string(paper, "state");
    struct text id = binder_value(paper, "id");
    switch (column) {
    case 0:
        return (struct pdf_cell){.text = id.length > 0 ? id : TEXT("–"),
                                 .below = binder_word(binder, "paper-kind", results_string(paper, "kind"))};
    case 1:
        return (struct pdf_cell){.text = binder_value(paper, "supplier")};
    case 2:
        return (struct pdf_cell){.text = binder_value(paper, "material_id"),
                                 .below = binder_value(paper, "path")};
    case 3:
        return (struct pdf_cell){.text = binder_word(binder, "paper-state", state),
                                 .tone = tone_of_state(state)};
    case 4:
        return (struct pdf_cell){.text = binder_value(paper, "valid_to")};
    default:
        return (struct pdf_cell){.text = json_is_true(json_object_get(paper, "decides"))
                                             ? binder_say(binder, "html.paper.decides")
                                             : TEXT("")};
    }
}

void binder_papers(struct binder *binder, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    struct list list = {binder, json_object_get(evidence, "documents"), NULL};
    const struct pdf_column columns[] = {{.heading = binder_say(binder, "book.paper"), .weight = 1.7},
                                         {.heading = binder_say(binder, "book.supplier"), .weight = 1.3},
                                         {.heading = binder_say(binder, "book.path"), .weight = 3},
                                         {.heading = binder_say(binder, "book.state"), .weight = 1.2},
                                         {.heading = binder_say(binder, "book.valid-to"), .weight = 1.1},
                                         {.heading = binder_say(binder, "html.paper.weight"), .weight = 1.3}};
    binder_section(binder, "binder.papers");
    if (json_array_size(list.rows) == 0)
        pdf_toned(binder->pdf, PDF_BODY, PDF_MUTED, binder_say(binder, "binder.no-papers"));
    pdf_table(binder->pdf, columns, 6, json_array_size(list.rows), paper_cell, &list);
    if (json_is_true(json_object_get(evidence, "more")))
        pdf_toned(binder->pdf, PDF_SMALL, PDF_MUTED, binder_say(binder, "report.papers.more"));
}

/* ---- what is missing ---- */

static enum pdf_tone tone_of_severity(const char *severity) {
    return strcmp(severity, "violation") == 0 ? PDF_BAD
           : strcmp(severity, "warning") == 0 ? PDF_OPEN
                                              : PDF_PLAIN;
}

/* What would decide, or what leaves it open. */
static void put_questions(struct binder *binder, const json_t *good) {
    const json_t *open = json_object_get(good, "undetermined");
    const json_t *questions = json_object_get(open, "questions");
    size_t count = json_array_size(questions);
    if (!json_is_object(open))
        return;
    pdf_heading(binder->pdf, PDF_LABEL, binder_say(binder, "html.undetermined"));
    pdf_paragraph(binder->pdf, PDF_BODY,
                  count == 0 ? binder_value(open, "why")
                  : !json_is_true(json_object_get(open, "decides"))
                      ? binder_say(binder, "report.questions.open")
                  : count == 1 ? binder_say(binder, "report.questions.one")
                               : binder_say(binder, "report.questions.together"));
    for (size_t i = 0; i < count; i++)
        pdf_bullet(binder->pdf, PDF_OPEN, binder_value(json_array_get(questions, i), "sentence"));
}

/* ---- what was found ---- */

static struct pdf_cell finding_cell(void *context, size_t row, size_t column) {
    const struct list *list = context;
    struct binder *binder = list->binder;
    const json_t *finding = json_array_get(list->rows, list->places[row]);
    const char *severity = results_string(finding, "severity");
    switch (column) {
    case 0:
        return (struct pdf_cell){.text = binder_word(binder, "severity", severity),
                                 .tone = tone_of_severity(severity)};
    case 1:
        return (struct pdf_cell){.text = binder_word(binder, "finding-name", results_string(finding, "code")),
                                 .below = binder_value(finding, "code")};
    case 2:
        return (struct pdf_cell){.text = binder_value(finding, "line")};
    default:
        return (struct pdf_cell){.text = binder_value(finding, "message"),
                                 .below = binder_cite(binder, binder_value(finding, "cite"))};
    }
}

/* The findings that ask somebody for something, or the others; how many there are of them. */
static size_t put_findings(struct binder *binder, const json_t *findings, bool asking, const char *heading) {
    size_t *places = ARENA_ARRAY(&binder->arena, size_t, json_array_size(findings));
    struct list list = {binder, findings, places};
    size_t count = 0;
    const struct pdf_column columns[] = {{.heading = binder_say(binder, "html.severity"), .weight = 1.1},
                                         {.heading = binder_say(binder, "book.finding"), .weight = 2},
                                         {.heading = binder_say(binder, "book.line"), .weight = 0.6},
                                         {.heading = binder_say(binder, "html.message"), .weight = 5.5}};
    for (size_t i = 0; places != NULL && i < json_array_size(findings); i++)
        if (results_finding_asks(json_array_get(findings, i)) == asking)
            places[count++] = i;
    if (count > 0 && heading != NULL)
        binder_section(binder, heading);
    pdf_table(binder->pdf, columns, 4, count, finding_cell, &list);
    return count;
}

void binder_missing(struct binder *binder, const json_t *good) {
    binder_section(binder, "binder.missing");
    size_t count = put_findings(binder, json_object_get(good, "findings"), true, NULL);
    if (count == 0 && !json_is_object(json_object_get(good, "undetermined")))
        pdf_toned(binder->pdf, PDF_BODY, PDF_MUTED, binder_say(binder, "binder.nothing-missing"));
    put_questions(binder, good);
}

void binder_findings(struct binder *binder, const json_t *good) {
    put_findings(binder, json_object_get(good, "findings"), false, "html.findings");
}
