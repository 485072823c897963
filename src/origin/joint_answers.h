#ifndef USMCA_ORIGIN_JOINT_ANSWERS_H
#define USMCA_ORIGIN_JOINT_ANSWERS_H

#include "origin/question_candidates.h"
#include "origin/trials.h"

/* Where no answer decides by itself, answers to all that decide together. */

/* Answers by which the good originates, and else by which it does not: an answer for each candidate, or
 * NO_ANSWER. False where none are found. */
bool joint_answers_find(struct trials *trials, const struct candidates *candidates, int *answers,
                        enum status *status);

/* Takes those out without which the status is the same. */
void joint_answers_leave_out(struct trials *trials, const struct candidates *candidates, int *answers,
                             enum status status);

#endif
