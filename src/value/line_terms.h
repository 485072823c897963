#ifndef USMCA_VALUE_LINE_TERMS_H
#define USMCA_VALUE_LINE_TERMS_H

#include "case/good.h"

/* The good with the figures that its columns come to: quantities of one unit of it, in the unit that the
 * price is of; prices of one unit; weights of the whole line; and without the lines that do not count on its
 * day. The good itself where no column asks for any of that, and two figures of a line do not differ; else a
 * copy in the arena that is not reckoned again. One that cannot be is rejected. */
usmca_status line_terms_reckon(const struct good **out, const struct usmca_rulebook *book, date day,
                               const struct good *good, struct arena *arena, usmca_error *error);

#endif
