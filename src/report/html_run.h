#ifndef USMCA_REPORT_HTML_RUN_H
#define USMCA_REPORT_HTML_RUN_H

#include "report/html_page.h"

/* The writing of a report, of one page or of many: the results, what is known of all of them, and the first
 * failure, after which nothing more is read or written. */
struct html_run {
    const struct results_source *source;
    const struct html_head *head;
    struct audit audit;
    usmca_error *error;
    usmca_status status;
};

/* Reads the results once, and puts the goods into their order. */
void html_run_collect(struct html_run *run);
/* Heading of the column of goods that nothing stands in; or NULL. */
const char *html_run_without(const struct html_run *run);
/* The good at a place of the audit; NULL where the run has failed. To be released by json_decref. */
json_t *html_run_good(struct html_run *run, size_t at);
/* What is to be acted on first, the papers to get, and what was found. */
void html_overview(struct html_page *page, struct html_run *run);

#endif
