#ifndef USMCA_REPORT_HTML_H
#define USMCA_REPORT_HTML_H

#include "base/error.h"
#include "rulebook/messages.h"

/* The audit report: one self-contained page from the results of a check, an object a line (contract, section
 * 4). It reads the results twice, and holds one of them at a time.
 *
 * `read_line` gives the next line, without its end, or a view of NULL at the end; `again` starts over; both
 * say what went wrong on `error`. `write` takes the page piece by piece. Errors name the line of the results,
 * and results that change while they are read are one. */
struct html_source {
    const char *path;
    usmca_status (*read_line)(void *context, struct text *line, usmca_error *error);
    usmca_status (*again)(void *context, usmca_error *error);
    usmca_status (*write)(void *context, struct text bytes, usmca_error *error);
    void *context;
};

usmca_status html_report(const struct html_source *source, const struct usmca_rulebook *book,
                         usmca_error *error);

#endif
