#ifndef USMCA_ORIGIN_BEST_ANSWER_H
#define USMCA_ORIGIN_BEST_ANSWER_H

#include "origin/context.h"

/* What had best be answered to what is open of a good: that under which it is nearest to originating. */

/* With yarns that do not originate in the component, where they may be light (U.R. 5(7)), or out of it. */
enum best_way { BEST_WEIGHED, BEST_APART, BEST_WAYS };

/* Which of two answers, 0 or 1: no requirement more, much of what originates, and little of what does not. */
int best_answer(const struct usmca_rulebook *book, const struct determination *open,
                const struct question *question, enum best_way way);

#endif
