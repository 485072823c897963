#include "report/html.h"

#include <stdlib.h>

#include "report/html_run.h"

/* One page of all goods. */

struct report {
    struct html_run run;
    struct html_page page;
    const struct html_output *output;
};

static void flush(struct report *report) {
    struct html_run *run = &report->run;
    struct text bytes;
    if (run->status == USMCA_OK)
        run->status = html_view(&report->page, &bytes, run->error);
    if (run->status == USMCA_OK)
        run->status = report->output->write(report->output->context, bytes, run->error);
    html_taken(&report->page);
}

static void each_good(struct report *report, bool pages) {
    for (size_t i = 0; i < report->run.audit.count && report->run.status == USMCA_OK; i++) {
        const struct audit_good *one = &report->run.audit.goods[i];
        json_t *good = html_run_good(&report->run, i);
        if (good != NULL && pages)
            html_good(&report->page, good, one->number);
        else if (good != NULL)
            html_goods_row(&report->page, good, one);
        json_decref(good);
        flush(report);
    }
}

static void put_index(struct report *report) {
    struct html_page *page = &report->page;
    const struct audit *audit = &report->run.audit;
    html_front(page, audit);
    html_piles(page, audit, true);
    html_open(page, "div", "index");
    html_overview(page, &report->run);
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.goods"));
    html_filters(page, audit);
    html_goods_begin(page, html_say(page, "html.goods"));
    each_good(report, false);
    html_goods_end(page);
    html_close(page);
    html_close(page);
}

usmca_status html_report(const struct results_source *source, const struct html_output *output,
                         const struct html_head *head, const struct usmca_rulebook *book,
                         usmca_error *error) {
    struct report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return error_memory(error);
    report->run = (struct html_run){.source = source, .head = head, .error = error};
    report->output = output;
    html_begin(&report->page, book, head);
    html_run_collect(&report->run);
    report->page.without = html_run_without(&report->run);
    if (report->run.status == USMCA_OK) {
        html_document(&report->page, html_say(&report->page, "html.title"), true);
        put_index(report);
        each_good(report, true);
        html_document_end(&report->page, true);
        flush(report);
    }
    usmca_status status = report->run.status;
    html_free(&report->page);
    audit_free(&report->run.audit);
    free(report);
    return status;
}
