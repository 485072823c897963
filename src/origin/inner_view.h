#ifndef USMCA_ORIGIN_INNER_VIEW_H
#define USMCA_ORIGIN_INNER_VIEW_H

#include "origin/context.h"

/* U.R. 3(8) with 5(1): of a self-produced material that does not make the change, its producer may take what
 * it is made of as the materials of the good: then only the value of those that fail counts against the
 * share. In the good's currency, for all of the line; not given where that view is not open, where a value is
 * missing, or where one of those that fail may be excluded from the share, U.R. 5(3). */
struct amount inner_view_failing(const struct reading *reading, const struct change *change,
                                 const struct line *line);

#endif
