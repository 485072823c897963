#ifndef USMCA_ORIGIN_DECLARED_FACTS_H
#define USMCA_ORIGIN_DECLARED_FACTS_H

#include "origin/context.h"

/* Facts that are declared and that nothing asks for: misspelt, or of another rule. Each is told, with the
 * nearest that a rule of the good does ask. */
void declared_facts_conclude(struct origin_context *context);

#endif
