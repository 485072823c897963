#ifndef USMCA_ORIGIN_VEHICLE_PARTS_TABLES_H
#define USMCA_ORIGIN_VEHICLE_PARTS_TABLES_H

#include "origin/context.h"

/* Which goods and materials the Tables of Part 6 list, A.1 to G: each in its own edition of the nomenclature,
 * and of the codes with "ex" the goods that the Table describes. */

/* Whether a Table for one of the uses (bits of enum use) lists the good. */
enum result parts_tables_list_good(const struct origin_context *context, uint32_t uses);

/* U.R. 20(4): whether of `line` either its value counts, or the non-originating materials in it, at the
 * producer's choice. What is not known counts as so where the setting supposes it; `*open` is then a fact
 * that would tell, or NULL. */
enum result parts_tables_choice(const struct origin_context *context, const struct line *line,
                                const struct fact **open);

#endif
