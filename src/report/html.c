#include "report/html.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "origin/determination.h"
#include "report/html_page.h"

struct tally {
    size_t goods;
    size_t status[STATUSES];
    size_t findings[FINDING_CODES];
    size_t violations; /* goods with one */
};

struct report {
    const struct html_source *source;
    struct html_page page;
    xmlBufferPtr buffer;
    struct tally tally;
    usmca_error *error;
    usmca_status status;
};

/* ---- results, line by line ---- */

static int word_index(const char *word, const char *const *words, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

static bool is_result(const json_t *object) {
    return json_is_object(object) && word_index(html_string(object, "status"), STATUS_WORDS, STATUSES) >= 0;
}

static usmca_status not_json(struct report *report, size_t line, const json_error_t *problem) {
    /* Jansson does not always say that it found no memory: a string that is cut is an invalid token to it */
    if (json_error_code(problem) == json_error_out_of_memory || problem->text[0] == '\0' || errno == ENOMEM)
        return error_memory(report->error);
    return error_set(report->error, USMCA_ERROR_INPUT, report->source->path, (unsigned)line,
                     (unsigned)(problem->column > 0 ? problem->column : 1), "not JSON: %s", problem->text);
}

/* Hands out every result; how many there were. */
static size_t each_result(struct report *report, void (*take)(struct report *, const json_t *, size_t)) {
    const struct html_source *source = report->source;
    struct text text = {NULL, 0};
    size_t line = 0;
    size_t number = 0;
    while (report->status == USMCA_OK) {
        report->status = source->read_line(source->context, &text, report->error);
        if (report->status != USMCA_OK || text.data == NULL)
            break;
        json_error_t problem = {.column = 1};
        line++;
        if (text_trim(text).length == 0)
            continue;
        errno = 0;
        json_t *object = json_loadb(text.data, text.length, 0, &problem);
        if (object == NULL)
            report->status = not_json(report, line, &problem);
        else if (!is_result(object))
            report->status = error_set(report->error, USMCA_ERROR_INPUT, source->path, (unsigned)line, 1,
                                       "not a result of usmca check");
        else
            take(report, object, ++number);
        json_decref(object);
    }
    return number;
}

/* The same once more, of results that have to be those that were counted. */
static void each_again(struct report *report, void (*take)(struct report *, const json_t *, size_t)) {
    if (report->status == USMCA_OK)
        report->status = report->source->again(report->source->context, report->error);
    size_t found = each_result(report, take);
    if (report->status == USMCA_OK && found != report->tally.goods)
        report->status = error_set(report->error, USMCA_ERROR_IO, report->source->path, 0, 0,
                                   "the results changed while they were read");
}

static void count_result(struct report *report, const json_t *good, size_t number) {
    struct tally *tally = &report->tally;
    size_t index = 0;
    const json_t *finding = NULL;
    bool violated = false;
    tally->goods = number;
    tally->status[word_index(html_string(good, "status"), STATUS_WORDS, STATUSES)]++;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int code = word_index(html_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        if (code >= 0)
            tally->findings[code]++;
        violated = violated || strcmp(html_string(finding, "severity"), "violation") == 0;
    }
    tally->violations += violated;
}

/* ---- writing ---- */

static void flush(struct report *report) {
    bool failed = xmlTextWriterFlush(report->page.writer) < 0;
    if (report->status == USMCA_OK && (failed || report->page.failed || report->page.scratch.failed))
        report->status = error_memory(report->error);
    if (report->status == USMCA_OK)
        report->status = report->source->write(report->source->context,
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
    html_element(page, "h3", NULL, html_say(page, "html.by-finding"));
    html_open(page, "table", NULL);
    for (int i = 0; i < FINDING_CODES; i++) {
        if (report->tally.findings[i] == 0)
            continue;
        html_open(page, "tr", NULL);
        html_open(page, "td", NULL);
        html_element(page, "code", NULL, text_from(FINDING_WORDS[i]));
        html_close(page);
        html_element(page, "td", "number", number_text(&room, report->tally.findings[i]));
        html_close(page);
    }
    html_close(page);
    html_release(page, &room);
}

static void put_index_row(struct report *report, const json_t *good, size_t number) {
    struct html_page *page = &report->page;
    const char *status = html_string(good, "status");
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
    html_element(page, "td", NULL, html_value(good, "criterion"));
    html_element(page, "td", NULL, html_cite(page, html_value(json_object_get(good, "rule"), "cite")));
    html_close(page);
    flush(report);
}

static void put_good(struct report *report, const json_t *good, size_t number) {
    html_good(&report->page, good, number);
    flush(report);
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
    static const char *const HEADINGS[] = {"html.good",   "html.description", "report.code",
                                           "html.status", "html.criterion",   "html.rule"};
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

usmca_status html_report(const struct html_source *source, const struct usmca_rulebook *book,
                         usmca_error *error) {
    struct report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return error_memory(error);
    report->source = source;
    report->error = error;
    report->page.book = book;
    report->buffer = xmlBufferCreate();
    report->page.writer = report->buffer != NULL ? xmlNewTextWriterMemory(report->buffer, 0) : NULL;
    if (report->page.writer == NULL)
        report->status = error_memory(error);
    if (report->status == USMCA_OK)
        each_result(report, count_result);
    if (report->status == USMCA_OK && report->tally.goods == 0)
        report->status = error_set(report->error, USMCA_ERROR_INPUT, source->path, 1, 1,
                                   "there are no results in it: usmca check --format json writes them");
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
