#include "report/html.h"

#include <stdlib.h>

#include "report/html_page.h"

/* One page of all goods. */

struct report {
    const struct results_source *source;
    const struct html_output *output;
    struct html_page page;
    struct audit audit;
    usmca_error *error;
    usmca_status status;
};

static usmca_status count_result(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct report *report = context;
    audit_add(&report->audit, good, number, report->source->place(report->source->context));
    return report->audit.failed ? error_memory(error) : USMCA_OK;
}

static void flush(struct report *report) {
    struct text bytes;
    if (report->status == USMCA_OK)
        report->status = html_view(&report->page, &bytes, report->error);
    if (report->status == USMCA_OK)
        report->status = report->output->write(report->output->context, bytes, report->error);
    html_taken(&report->page);
}

/* Hands a good of the audit, by its place there, to what writes of it. */
static void put_one(struct report *report, size_t at,
                    void (*put)(struct html_page *page, const json_t *good, const struct audit_good *one)) {
    json_t *good = NULL;
    if (report->status == USMCA_OK)
        report->status = results_at(report->source, report->audit.goods[at].place, &good, report->error);
    if (report->status == USMCA_OK)
        put(&report->page, good, &report->audit.goods[at]);
    json_decref(good);
    flush(report);
}

static void put_good(struct html_page *page, const json_t *good, const struct audit_good *one) {
    html_good(page, good, one->number);
}

static void put_urgent(struct report *report) {
    size_t places[MOST_URGENT];
    size_t count = html_urgent(&report->audit, places);
    if (count == 0)
        return;
    html_urgent_begin(&report->page);
    for (size_t i = 0; i < count; i++)
        put_one(report, places[i], html_urgent_row);
    html_urgent_end(&report->page);
}

static void put_index(struct report *report) {
    struct html_page *page = &report->page;
    html_front(page, &report->audit);
    html_piles(page, &report->audit, true);
    html_open(page, "div", "index");
    html_open(page, "div", "two");
    html_open(page, "div", NULL);
    put_urgent(report);
    html_findings_of_all(page, &report->audit);
    html_close(page);
    html_papers_to_get(page, &report->audit);
    html_close(page);
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.goods"));
    html_filters(page, &report->audit);
    html_goods_begin(page, html_say(page, "html.goods"));
    for (size_t i = 0; i < report->audit.count; i++)
        put_one(report, i, html_goods_row);
    html_goods_end(page);
    html_close(page);
    html_close(page);
}

static void put_pages(struct report *report) {
    html_document(&report->page, html_say(&report->page, "html.title"));
    put_index(report);
    for (size_t i = 0; i < report->audit.count; i++)
        put_one(report, i, put_good);
    html_document_end(&report->page);
    flush(report);
}

usmca_status html_report(const struct results_source *source, const struct html_output *output,
                         const struct html_head *head, const struct usmca_rulebook *book,
                         usmca_error *error) {
    struct report *report = calloc(1, sizeof *report);
    size_t count = 0;
    if (report == NULL)
        return error_memory(error);
    report->source = source;
    report->output = output;
    report->error = error;
    if (!html_begin(&report->page, book, head))
        report->status = error_memory(error);
    if (report->status == USMCA_OK)
        report->status = results_each(source, count_result, report, &count, error);
    if (report->status == USMCA_OK && !html_same_run(head, &report->audit))
        report->status = error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0,
                                   "the summary is of another run: it counts fewer goods");
    if (report->status == USMCA_OK) {
        audit_order(&report->audit);
        put_pages(report);
    }
    usmca_status status = report->status;
    html_free(&report->page);
    audit_free(&report->audit);
    free(report);
    return status;
}
