#include <stdio.h>

#include "report/html_page.h"

/* Whether the good can be signed for, and the papers that it rests on: from the "evidence" of a result. */

void html_pile(struct html_page *page, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    const char *pile = results_string(evidence, "pile");
    char id[48];
    char class_name[64];
    if (pile[0] == '\0' || strcmp(results_string(good, "status"), "rejected") == 0)
        return;
    snprintf(id, sizeof id, "report.pile.%.24s", pile);
    snprintf(class_name, sizeof class_name, "pile %.24s", pile);
    html_open(page, "p", class_name);
    html_text(page,
              HTML_SAY(page, id,
                       {"status", html_word(page, "status", results_string(evidence, "status_documented"))}));
    if (results_string(good, "valid_until")[0] != '\0') {
        html_text(page, TEXT(" "));
        html_text(page, HTML_SAY(page, "report.valid-until", {"date", html_value(good, "valid_until")}));
    }
    html_close(page);
}

static void put_paper(struct html_page *page, const json_t *paper) {
    const char *state = results_string(paper, "state");
    html_open(page, "tr", NULL);
    html_element(page, "td", state, html_word(page, "paper-state", state));
    html_element(page, "td", NULL, html_value(paper, "path"));
    html_element(page, "td", NULL, html_value(paper, "supplier"));
    html_element(page, "td", NULL, html_value(paper, "kind"));
    html_element(page, "td", NULL, html_value(paper, "valid_to"));
    html_open(page, "td", NULL);
    if (json_is_true(json_object_get(paper, "decides")))
        html_text(page, html_say(page, "html.paper.decides"));
    html_close(page);
    html_close(page);
}

void html_papers(struct html_page *page, const json_t *good) {
    static const char *const HEADINGS[] = {"book.state", "book.path",     "book.supplier",
                                           "book.kind",  "book.valid-to", "html.paper.weight"};
    const json_t *evidence = json_object_get(good, "evidence");
    const json_t *papers = json_object_get(evidence, "documents");
    size_t index = 0;
    const json_t *paper = NULL;
    if (json_array_size(papers) == 0)
        return;
    html_element(page, "h3", NULL, html_say(page, "book.papers"));
    html_open(page, "table", NULL);
    html_open(page, "tr", NULL);
    for (size_t i = 0; i < sizeof HEADINGS / sizeof HEADINGS[0]; i++)
        html_element(page, "th", NULL, html_say(page, HEADINGS[i]));
    html_close(page);
    json_array_foreach(papers, index, paper) {
        put_paper(page, paper);
    }
    html_close(page);
    if (json_is_true(json_object_get(evidence, "more")))
        html_element(page, "p", "muted", html_say(page, "report.papers.more"));
}
