#ifndef USMCA_ORIGIN_ANSWER_BORDERS_H
#define USMCA_ORIGIN_ANSWER_BORDERS_H

#include "origin/trials.h"

/* Up to which amount an answer decides, and from which another does. */

/* Tells the two answers of an amount that decides by their borders; a third stands between them where the
 * good stays open there. */
void answer_borders_find(struct trials *trials, struct question *question, struct arena *arena);

/* "<= 12.50" */
struct text answer_amount_text(struct arena *arena, const struct question *question, const char *comparison,
                               decimal amount);

#endif
