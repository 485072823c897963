#ifndef USMCA_HTTP_REPORT_H
#define USMCA_HTTP_REPORT_H

#include "http/answer.h"

enum report_form { REPORT_HTML, REPORT_XLSX, REPORT_PDF, REPORT_FORMS };
extern const char *const REPORT_FORM_NAMES[REPORT_FORMS];

struct report_asked {
    const char *rules;
    const char *language; /* each of these NULL where it is not said */
    const char *company;
    const char *certifier;
    const char *period;
    enum report_form form;
    int results; /* a file in memory: a result a line */
};

/* Makes the report by `usmca report`, in a process of its own: what draws it may take its process down, and
 * must not run beside other threads. */
void report_make(struct http_answer *answer, const struct report_asked *asked,
                 const struct http_question *question);

#endif
