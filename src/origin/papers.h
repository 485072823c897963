#ifndef USMCA_ORIGIN_PAPERS_H
#define USMCA_ORIGIN_PAPERS_H

#include "origin/context.h"

/* What the good of a determination rests on, in the context's arena; NULL where that is nothing. */
const struct evidence *papers_gather(struct origin_context *context);

/* A copy in `arena`, for the goods that it is a material of. Where no papers are given at all the first of
 * those that are missing stand for all. */
const struct evidence *papers_keep(const struct evidence *evidence, bool papers_given, struct arena *arena);

/* Whether anybody hears what is told of the want of a certification of that line: not of a material of others
 * without papers, of which no more are kept. The lines before it have been prepared. */
bool papers_heard(const struct origin_context *context, const struct line *line);

/* Whether a paper is in order on a day, which may be another than that of the good whose line it is on. */
enum paper_state papers_state(const struct paper *paper, date bought, date day);

/* Whether something that was in order on the day of its material is not for a good of that day; and so of
 * what is in one line. */
bool papers_lapsed(const struct evidence *evidence, date day);
bool papers_lapsed_inside(const struct evidence_part *part, date day);

#endif
