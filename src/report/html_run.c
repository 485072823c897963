#include "report/html_run.h"

static usmca_status count_result(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct html_run *run = context;
    audit_add(&run->audit, good, number, run->source->place(run->source->context));
    return run->audit.failed ? error_memory(error) : USMCA_OK;
}

void html_run_collect(struct html_run *run) {
    size_t count = 0;
    if (run->status == USMCA_OK)
        run->status = results_each(run->source, count_result, run, &count, run->error);
    if (run->status == USMCA_OK && !html_same_run(run->head, &run->audit))
        run->status = error_set(run->error, USMCA_ERROR_INPUT, run->source->path, 0, 0,
                                "the summary is of another run: it counts fewer goods");
    if (run->status == USMCA_OK)
        audit_order(&run->audit);
}

const char *html_run_without(const struct html_run *run) {
    return run->audit.duties == 0 ? "book.duty" : NULL;
}

json_t *html_run_good(struct html_run *run, size_t at) {
    json_t *good = NULL;
    if (run->status == USMCA_OK)
        run->status = results_at(run->source, run->audit.goods[at].place, &good, run->error);
    return good;
}

static void put_urgent(struct html_page *page, struct html_run *run) {
    size_t places[MOST_URGENT];
    size_t count = html_urgent(&run->audit, places);
    if (count == 0)
        return;
    html_urgent_begin(page);
    for (size_t i = 0; i < count; i++) {
        json_t *good = html_run_good(run, places[i]);
        if (good != NULL)
            html_urgent_row(page, good, &run->audit.goods[places[i]]);
        json_decref(good);
    }
    html_urgent_end(page);
}

void html_overview(struct html_page *page, struct html_run *run) {
    html_open(page, "div", "two");
    html_open(page, "div", NULL);
    put_urgent(page, run);
    html_findings_of_all(page, &run->audit);
    html_close(page);
    html_papers_to_get(page, &run->audit);
    html_close(page);
}
