#ifndef USMCA_HTTP_FILES_H
#define USMCA_HTTP_FILES_H

#include "http/answer.h"

/* Questions about files: how they are read, and a profile of them with the columns as somebody chose. */
void files_preview(struct http_answer *answer, const struct http_question *question);
void files_profile(struct http_answer *answer, const struct http_question *question);

#endif
