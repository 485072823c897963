#include <stdio.h>

#include "report/html_page.h"

/* Whether the good can be signed for, and the papers that it rests on: from the "evidence" of a result. */

void html_pile(struct html_page *page, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    const char *pile = results_string(evidence, "pile");
    struct text reason = html_value(evidence, "reason");
    const char *id = results_pile_message(pile, results_string(good, "status"), reason.length > 0);
    char class_name[64];
    if (id == NULL || strcmp(results_string(good, "status"), "rejected") == 0)
        return;
    snprintf(class_name, sizeof class_name, "pile %.24s", pile);
    html_open(page, "p", class_name);
    html_text(page,
              HTML_SAY(page, id,
                       {"status", html_word(page, "status", results_string(evidence, "status_documented"))},
                       {"reason", reason}));
    if (results_string(good, "valid_until")[0] != '\0') {
        html_text(page, TEXT(" "));
        html_text(page, HTML_SAY(page, "report.valid-until", {"date", html_value(good, "valid_until")}));
    }
    html_close(page);
}

static const char *const PAPER_IDS[] = {"book.path", "book.state",    "book.supplier",
                                        "book.kind", "book.valid-to", "html.paper.weight"};
static const struct html_columns PAPERS = {PAPER_IDS, sizeof PAPER_IDS / sizeof PAPER_IDS[0], 6, 0};

static void put_paper(struct html_page *page, const json_t *paper) {
    const char *state = results_string(paper, "state");
    bool decides = json_is_true(json_object_get(paper, "decides"));
    html_open(page, "tr", NULL);
    html_cell(page, &PAPERS, 0, "name", html_value(paper, "path"));
    html_cell(page, &PAPERS, 1, state, html_word(page, "paper-state", state));
    html_cell(page, &PAPERS, 2, NULL, html_value(paper, "supplier"));
    html_cell(page, &PAPERS, 3, NULL, html_word(page, "paper-kind", results_string(paper, "kind")));
    html_cell(page, &PAPERS, 4, "day", html_value(paper, "valid_to"));
    html_cell(page, &PAPERS, 5, NULL, decides ? html_say(page, "html.paper.decides") : TEXT(""));
    html_close(page);
}

/* What has to be got or mended stands first. */
void html_papers(struct html_page *page, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    const json_t *papers = json_object_get(evidence, "documents");
    size_t index = 0;
    const json_t *paper = NULL;
    if (json_array_size(papers) == 0)
        return;
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "book.papers"));
    html_table(page, "stack", html_say(page, "book.papers"), &PAPERS);
    for (int wanted = 1; wanted >= 0; wanted--) {
        json_array_foreach(papers, index, paper) {
            if (audit_wants(paper) == (wanted == 1))
                put_paper(page, paper);
        }
    }
    html_table_end(page);
    if (json_is_true(json_object_get(evidence, "more")))
        html_element(page, "p", "soft", html_say(page, "report.papers.more"));
    html_close(page);
}
