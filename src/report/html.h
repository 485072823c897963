#ifndef USMCA_REPORT_HTML_H
#define USMCA_REPORT_HTML_H

#include "report/results.h"
#include "rulebook/messages.h"

/* The audit report: one self-contained page from the results of a check. It reads them twice. `write` takes
 * the page piece by piece, and says on `error` what went wrong. */
struct html_output {
    usmca_status (*write)(void *context, struct text bytes, usmca_error *error);
    void *context;
};

usmca_status html_report(const struct results_source *source, const struct html_output *output,
                         const struct usmca_rulebook *book, usmca_error *error);

#endif
