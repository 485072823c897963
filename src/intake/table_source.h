#ifndef USMCA_INTAKE_TABLE_SOURCE_H
#define USMCA_INTAKE_TABLE_SOURCE_H

#include "intake/csv_source.h"
#include "intake/given_table.h"
#include "intake/layout.h"

/* Opens a file of the table, which is as in a profile ("goods", "flat", …), and reads its header: as the
 * profile describes it, or where it has not the headers of that, by the plain names. What a profile says of
 * its form (intake/profile.h) is then done to it; other files are read as they stand. So many threads look
 * over the bytes, at the most; where it may be done `later`, by whoever reads all rows of it anyway, nobody
 * does, which source->unlooked tells: table_source_part() is then to be called where a walk over all of it
 * says so (csv_source_walk_within()), or was none.
 *
 * Both are to be closed and freed in any case. */
usmca_status table_source_open(struct csv_source *source, struct layout *layout, const char *path,
                               const struct profile *profile, const char *table, int threads, bool later,
                               usmca_error *error);
usmca_status table_source_part(struct csv_source *source, struct layout *layout, int threads,
                               usmca_error *error);

/* The same of rows that a program gave, by the plain names of columns; `profile` says how values are written
 * that no profile describes. The table has to outlive both. */
usmca_status table_source_given(struct csv_source *source, struct layout *layout,
                                const struct given_table *given, const struct profile *profile,
                                const char *table, usmca_error *error);

#endif
