#ifndef USMCA_REPORT_QUESTIONS_H
#define USMCA_REPORT_QUESTIONS_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/model.h"

/* What would decide an undetermined good: a heading, and a sentence a question with what its answers lead to.
 */

/* The id of the heading; NULL where nothing is asked. */
const char *questions_heading(const struct questions *questions);
/* The sentence; `out` is emptied first. */
void questions_sentence(struct buffer *out, const struct usmca_rulebook *book,
                        const struct question *question);

/* The member "undetermined": null where the good is determined. */
void report_json_questions(struct buffer *out, const struct usmca_rulebook *book,
                           const struct determination *determination);

#endif
