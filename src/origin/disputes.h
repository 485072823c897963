#ifndef USMCA_ORIGIN_DISPUTES_H
#define USMCA_ORIGIN_DISPUTES_H

#include "origin/context.h"

/* Places of the law that are read in more than one way. The good is determined by every reading of those that
 * it meets with. The answer is that of the reading which the customs of the country of import hold; where
 * they hold none, or the country is not given, it is the one that all readings lead to, or none. */

/* Determines context->determination in one interpretation. */
typedef void determine_one(struct origin_context *context);

/* Runs `one` over all interpretations that matter, and leaves the answer in context->determination. */
void disputes_determine(struct origin_context *context, determine_one *one);

#endif
