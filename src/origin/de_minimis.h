#ifndef USMCA_ORIGIN_DE_MINIMIS_H
#define USMCA_ORIGIN_DE_MINIMIS_H

#include "origin/context.h"

/* U.R. 5(1)–(3), 5(6)–(9): a change that some materials do not make is forgiven where their value, or in a
 * textile good their weight, is small enough.
 * Raises test->result where it is, and records the share. */
void de_minimis_apply(const struct reading *reading, struct test *test, const uint8_t *shift);

/* U.R. 5(3): whether no share is allowed of the line's material in the good. */
enum result de_minimis_excluded(const struct reading *reading, const struct line *line);

/* The declared fact, still open, on which that turns; or NULL. */
const struct fact *de_minimis_open_fact(const struct reading *reading, const struct line *line);

/* U.R. 5(4): whether the value of all non-originating materials is so small that no regional value content is
 * asked for. */
enum result de_minimis_waives(const struct reading *reading, struct share *share);

#endif
