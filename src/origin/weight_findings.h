#ifndef USMCA_ORIGIN_WEIGHT_FINDINGS_H
#define USMCA_ORIGIN_WEIGHT_FINDINGS_H

#include "origin/context.h"

/* That a line has no weight. */
void weight_findings_of_line(struct origin_context *context, struct text cite, struct line *line);

/* What keeps the share by weight of U.R. 5(6) to 5(10) unknown, for a change that some lines do not make. */
void weight_findings(const struct reading *reading, const struct alternative_result *alternative,
                     const struct test *test);

#endif
