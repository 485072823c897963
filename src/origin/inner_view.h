#ifndef USMCA_ORIGIN_INNER_VIEW_H
#define USMCA_ORIGIN_INNER_VIEW_H

#include "origin/context.h"

/* U.R. 3(8): what a self-produced material is made of, at any depth, as the materials of the good; and U.R.
 * 9(1)(c): what a supplier's statement lists of those that it used. At each level its producer chooses
 * between the two, for each test to its advantage. Of a material without a view inside, and where a change
 * excepts combinations of materials, the view is not open. */

/* Whether they make the change, or originate. RESULT_FAIL where the view is not open. */
enum result inner_view_shift(const struct reading *reading, const struct change *change,
                             const struct line *line);

/* With 3(4)(a): whether each that does not is a part classified with the good. */
enum result inner_view_parts(const struct reading *reading, const struct change *change,
                             const struct line *line);

/* The same, and whether one of them at least is such a part. */
enum result inner_view_any_part(const struct reading *reading, const struct change *change,
                                const struct line *line);

/* With 5(1): the value of those whose shift is `upto` or worse. In the good's currency, for all of the line;
 * not given where the view is not open, where a value or a rate is missing, or where one of them may be
 * excluded from the share, U.R. 5(3). */
struct amount inner_view_failing(const struct reading *reading, const struct change *change,
                                 const struct line *line, enum result upto);

#endif
