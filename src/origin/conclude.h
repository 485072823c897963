#ifndef USMCA_ORIGIN_CONCLUDE_H
#define USMCA_ORIGIN_CONCLUDE_H

#include "origin/attempt.h"
#include "origin/readings.h"

/* What the determination amounts to for its readers: findings on what failed, is unknown or rests on little,
 * the claim held against the answer, and the duty at risk. Decides nothing of origin. */

/* Of the attempt that is reported: what it fails, or leaves open. */
void conclude_tests(const struct attempt *attempt);
/* That a code or facts are read in more than one way; `agree`: all of them lead to the same answer. */
void conclude_readings(struct origin_context *context, const struct readings *readings, bool agree);
/* The claim, good->criterion_claimed, against the answer: Article 5.2, Annex 5-A. */
void conclude_claim(struct origin_context *context);
/* What falls due a unit where preference is not given: the rates of duties.csv on the adjusted transaction
 * value. */
void conclude_duty(struct origin_context *context);

#endif
