#ifndef USMCA_VALUE_LINES_IN_USE_H
#define USMCA_VALUE_LINES_IN_USE_H

#include "case/good.h"

/* Which lines of a bill of materials are in the good: those of its day, and of alternatives those in use. */

/* Whether any column says that a line may not be, or a line number stands twice. */
bool lines_in_use_asked(const struct good *good);

/* Places of the lines that count, in their order; the others, and line numbers that stand for two materials,
 * are told in *reckoned. *rejected is set where a line says what cannot be. False where memory is exhausted.
 */
bool lines_in_use(const struct good *good, date day, const struct usmca_rulebook *book,
                  struct reckoned_good *reckoned, uint32_t *places, uint32_t *count, struct text *rejected,
                  struct arena *arena);

#endif
