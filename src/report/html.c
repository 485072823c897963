#include "report/html.h"

#include <stdio.h>
#include <stdlib.h>

#include "origin/determination.h"
#include "report/html_page.h"

struct tally {
    size_t goods;
    size_t status[STATUSES];
    size_t piles[PILES];
    size_t findings[FINDING_CODES];
    size_t violations; /* goods with one */
};

struct report {
    const struct results_source *source;
    const struct html_output *output;
    struct html_page page;
    xmlBufferPtr buffer;
    struct tally tally;
    usmca_error *error;
    usmca_status status;
};

static usmca_status count_result(void *context, const json_t *good, size_t number, usmca_error *error) {
    (void)error;
    struct tally *tally = &((struct report *)context)->tally;
    size_t index = 0;
    const json_t *finding = NULL;
    bool violated = false;
    tally->goods = number;
    tally->status[results_word(results_string(good, "status"), STATUS_WORDS, STATUSES)]++;
    int pile = results_word(results_string(json_object_get(good, "evidence"), "pile"), PILE_WORDS, PILES);
    if (pile >= 0)
        tally->piles[pile]++;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        if (code >= 0)
            tally->findings[code]++;
        violated = violated || strcmp(results_string(finding, "severity"), "violation") == 0;
    }
    tally->violations += violated;
    return USMCA_OK;
}

/* ---- writing ---- */

static void flush(struct report *report) {
    bool failed = xmlTextWriterFlush(report->page.writer) < 0;
    if (report->status == USMCA_OK && (failed || report->page.failed || report->page.scratch.failed))
        report->status = error_memory(report->error);
    if (report->status == USMCA_OK)
        report->status = report->output->write(report->output->context,
                                               (struct text){(const char *)xmlBufferContent(report->buffer),
                                                             (size_t)xmlBufferLength(report->buffer)},
                                               report->error);
    xmlBufferEmpty(report->buffer);
}

static struct text number_text(struct buffer *room, size_t number) {
    room->length = 0;
    buffer_number(room, number);
    return buffer_view(room);
}

static void put_card(struct html_page *page, struct text name, size_t count) {
    struct buffer room = {0};
    html_open(page, "div", "card");
    html_element(page, "b", NULL, number_text(&room, count));
    html_text(page, name);
    html_close(page);
    html_release(page, &room);
}

static void put_summary(struct report *report) {
    static const enum status ORDER[] = {STATUS_ORIGINATING, STATUS_NON_ORIGINATING, STATUS_UNDETERMINED,
                                        STATUS_REJECTED};
    struct html_page *page = &report->page;
    struct buffer room = {0};
    html_element(page, "h3", NULL, html_say(page, "html.by-status"));
    html_open(page, "div", "cards");
    for (size_t i = 0; i < sizeof ORDER / sizeof ORDER[0]; i++)
        put_card(page, html_word(page, "status", STATUS_WORDS[ORDER[i]]), report->tally.status[ORDER[i]]);
    put_card(page, html_say(page, "html.violations"), report->tally.violations);
    html_close(page);
    html_element(page, "h3", NULL, html_say(page, "book.pile"));
    html_open(page, "div", "cards");
    for (int i = PILES - 1; i >= 0; i--)
        put_card(page, html_word(page, "pile", PILE_WORDS[i]), report->tally.piles[i]);
    html_close(page);
    html_element(page, "h3", NULL, html_say(page, "html.by-finding"));
    html_open(page, "table", NULL);
    for (int i = 0; i < FINDING_CODES; i++) {
        if (report->tally.findings[i] == 0)
            continue;
        html_open(page, "tr", NULL);
        html_element(page, "td", NULL, html_word(page, "finding-name", FINDING_WORDS[i]));
        html_open(page, "td", NULL);
        html_element(page, "code", NULL, text_from(FINDING_WORDS[i]));
        html_close(page);
        html_element(page, "td", "number", number_text(&room, report->tally.findings[i]));
        html_close(page);
    }
    html_close(page);
    html_release(page, &room);
}

static usmca_status put_index_row(void *context, const json_t *good, size_t number, usmca_error *error) {
    (void)error;
    struct report *report = context;
    struct html_page *page = &report->page;
    const char *status = results_string(good, "status");
    char target[32];
    char badge[64];
    snprintf(target, sizeof target, "#good-%zu", number);
    snprintf(badge, sizeof badge, "badge %.40s", status);
    html_open(page, "tr", NULL);
    html_open(page, "td", NULL);
    html_open(page, "a", NULL);
    html_attribute(page, "href", target);
    html_text(page, html_value(good, "good_id"));
    html_close(page);
    html_close(page);
    html_element(page, "td", NULL, html_value(good, "description"));
    html_element(page, "td", NULL, html_hs(page, good));
    html_open(page, "td", NULL);
    html_element(page, "span", badge, html_word(page, "status", status));
    html_close(page);
    html_element(page, "td", NULL,
                 html_word(page, "pile", results_string(json_object_get(good, "evidence"), "pile")));
    html_element(page, "td", NULL, html_value(good, "criterion"));
    html_element(page, "td", NULL, html_cite(page, html_value(json_object_get(good, "rule"), "cite")));
    html_close(page);
    flush(report);
    return report->status;
}

static usmca_status put_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    (void)error;
    struct report *report = context;
    html_good(&report->page, good, number);
    flush(report);
    return report->status;
}

/* The results once more, of which nothing has failed. */
static void each_again(struct report *report, results_take take) {
    if (report->status == USMCA_OK)
        report->status = results_again(report->source, take, report, report->tally.goods, report->error);
}

static void put_document_head(struct html_page *page) {
    html_open(page, "head", NULL);
    html_open(page, "meta", NULL);
    html_attribute(page, "charset", "utf-8");
    html_close(page);
    html_open(page, "meta", NULL);
    html_attribute(page, "name", "viewport");
    html_attribute(page, "content", "width=device-width, initial-scale=1");
    html_close(page);
    html_element(page, "title", NULL, html_say(page, "html.title"));
    html_open(page, "style", NULL);
    html_raw(page, HTML_STYLE);
    html_close(page);
    html_close(page);
}

/* The list of the goods, each a link to what is said of it. */
static void put_index(struct report *report) {
    static const char *const HEADINGS[] = {"html.good", "html.description", "report.code", "html.status",
                                           "book.pile", "html.criterion",   "html.rule"};
    struct html_page *page = &report->page;
    html_element(page, "h3", NULL, html_say(page, "html.goods"));
    html_open(page, "table", NULL);
    html_open(page, "tr", NULL);
    for (size_t i = 0; i < sizeof HEADINGS / sizeof HEADINGS[0]; i++)
        html_element(page, "th", NULL, html_say(page, HEADINGS[i]));
    html_close(page);
    each_again(report, put_index_row);
    html_close(page);
}

/* The page up to its first good. */
static void begin(struct report *report) {
    struct html_page *page = &report->page;
    struct buffer room = {0};
    html_raw(page, "<!DOCTYPE html>\n");
    html_open(page, "html", NULL);
    struct text language = message_find(page->book->messages, "language");
    html_attribute(page, "lang", language.data);
    put_document_head(page);
    html_open(page, "body", NULL);
    html_open(page, "main", NULL);
    html_open(page, "header", NULL);
    html_attribute(page, "id", "top");
    html_element(page, "h1", NULL, html_say(page, "html.title"));
    html_element(page, "p", NULL,
                 HTML_SAY(page, "html.generated", {"version", text_from(USMCA_VERSION)},
                          {"count", number_text(&room, report->tally.goods)}));
    html_close(page);
    html_open(page, "section", "summary");
    html_element(page, "h2", NULL, html_say(page, "html.summary"));
    put_summary(report);
    put_index(report);
    html_close(page);
    html_release(page, &room);
}

static void end(struct report *report) {
    html_close(&report->page);
    html_close(&report->page);
    html_close(&report->page);
    flush(report);
}

usmca_status html_report(const struct results_source *source, const struct html_output *output,
                         const struct usmca_rulebook *book, usmca_error *error) {
    struct report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return error_memory(error);
    report->source = source;
    report->output = output;
    report->error = error;
    report->page.book = book;
    report->buffer = xmlBufferCreate();
    report->page.writer = report->buffer != NULL ? xmlNewTextWriterMemory(report->buffer, 0) : NULL;
    if (report->page.writer == NULL)
        report->status = error_memory(error);
    size_t count = 0;
    if (report->status == USMCA_OK)
        report->status = results_each(source, count_result, report, &count, error);
    if (report->status == USMCA_OK) {
        begin(report);
        each_again(report, put_good);
        end(report);
    }
    usmca_status status = report->status;
    xmlFreeTextWriter(report->page.writer);
    xmlBufferFree(report->buffer);
    buffer_free(&report->page.scratch);
    free(report);
    return status;
}
