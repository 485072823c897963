#ifndef USMCA_ORIGIN_ONLY_BY_CONTENT_H
#define USMCA_ORIGIN_ONLY_BY_CONTENT_H

#include "origin/context.h"

/* U.R. 14(2), 15(4): whether the good, for its use, originates by its content alone. */
enum result only_by_content(const struct reading *reading);

#endif
