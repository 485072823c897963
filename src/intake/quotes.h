#ifndef USMCA_INTAKE_QUOTES_H
#define USMCA_INTAKE_QUOTES_H

#include "intake/csv_source.h"

/* Files in which a quotation mark is but a character: lists saved with tabs, where 3/4" is a size. In the
 * copy that is put in place of such a file CSV_PLAIN_QUOTE stands for it, so that every byte keeps its place.
 */

/* All of them; or, where `keep_whole` is set, all but those around and within fields that are quoted from end
 * to end. */
usmca_status quotes_make_plain(struct csv_source *source, bool keep_whole, usmca_error *error);

/* Whether some record, from the header on, has a quotation mark where none may be. */
usmca_status quotes_out_of_place(const struct csv_source *source, bool *found, usmca_error *error);

#endif
