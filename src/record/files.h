#ifndef USMCA_RECORD_FILES_H
#define USMCA_RECORD_FILES_H

#include "record/digest.h"
#include "record/record.h"

/* Whole files within a record, each of them once. */

/* The number of the file of these bytes, which is added where it is not there, or was deleted. */
usmca_status files_keep(const struct record *record, struct text bytes, struct digest *digest, int64_t *file,
                        usmca_error *error);
/* Its bytes; *there is false where they were deleted. */
usmca_status files_read(const struct record *record, int64_t file, struct buffer *out, bool *there,
                        usmca_error *error);

#endif
