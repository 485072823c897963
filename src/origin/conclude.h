#ifndef USMCA_ORIGIN_CONCLUDE_H
#define USMCA_ORIGIN_CONCLUDE_H

#include "origin/attempt.h"
#include "origin/readings.h"

/* What the determination amounts to for its readers: findings on what failed, is unknown or rests on little,
 * the claim held against the answer, and the duty at risk. Decides nothing of origin. */

void conclude_tests(const struct attempt *attempt);
void conclude_readings(struct origin_context *context, const struct readings *readings, bool agree);
void conclude_claim(struct origin_context *context);
void conclude_duty(struct origin_context *context);

#endif
