#ifndef USMCA_REQUESTS_WORDS_H
#define USMCA_REQUESTS_WORDS_H

#include "requests/asked.h"

/* The sentences of a request, in the language of the rule book's messages. */

/* The rules of origin of a code on a day, in words, each behind its citation; nothing where the code is of no
 * edition. */
void request_rule_words(struct buffer *out, const struct usmca_rulebook *book, struct text hs, date day);
/* What is wrong with the paper at hand. */
void request_problem_words(struct buffer *out, const struct request_terms *terms, const json_t *item);
/* What to send. */
void request_send_words(struct buffer *out, const struct messages *messages, const json_t *item);

/* What a data element is called: the sentence of that column of a request. */
struct text request_column_name(const struct messages *messages, struct text column);
/* The same of a list of them, as document.lacks has it. */
void request_column_names(struct buffer *out, const struct messages *messages, struct text columns);
/* What is wrong with a document whatever the good that relies on it, a sentence each. */
void request_flaw_words(struct buffer *out, const struct usmca_rulebook *book,
                        const struct document *document);

#endif
