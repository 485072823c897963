#ifndef USMCA_INTAKE_NOTICES_H
#define USMCA_INTAKE_NOTICES_H

#include "intake/csv_source.h"
#include "intake/layout.h"
#include "rulebook/messages.h"

/* Says what was taken of a file without its saying so, a line each: the encoding that it was guessed to be
 * in, and columns that are not read. */
void file_notices(struct buffer *out, const struct messages *messages, const struct csv_source *source,
                  const struct layout *layout);

#endif
