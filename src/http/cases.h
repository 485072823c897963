#ifndef USMCA_HTTP_CASES_H
#define USMCA_HTTP_CASES_H

#include "http/answer.h"

/* Questions about goods: determined, with what would make them qualify, and as a report. */
void cases_check(struct http_answer *answer, const struct http_question *question);
void cases_gap(struct http_answer *answer, const struct http_question *question);
void cases_report(struct http_answer *answer, const struct http_question *question);

#endif
