#ifndef USMCA_HTTP_QUESTION_H
#define USMCA_HTTP_QUESTION_H

#include "http/exchange.h"

/* Reads what an exchange asks, in its path or in its body, and has its route answer it; or answers what is
 * wrong with it. */
void question_ask(struct exchange *exchange, struct http_answer *answer);

#endif
