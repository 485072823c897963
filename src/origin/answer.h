#ifndef USMCA_ORIGIN_ANSWER_H
#define USMCA_ORIGIN_ANSWER_H

#include "origin/attempt.h"

/* What is reported, once it is known which reading of which rule is. */

/* The attempt: its alternatives, what each line did in it, and the choices that it rests on. */
void answer_report(struct origin_context *context, const struct attempt *attempt);

/* Of a good that originates: the criterion of Article 4.2 that the certification names, and the rule that it
 * rests on. */
void answer_name(struct origin_context *context);

#endif
