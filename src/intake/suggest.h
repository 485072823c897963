#ifndef USMCA_INTAKE_SUGGEST_H
#define USMCA_INTAKE_SUGGEST_H

#include "base/buffer.h"
#include "intake/csv_source.h"
#include "intake/header_words.h"
#include "rulebook/messages.h"

/* Appends a profile for a file that no profile is for: by the words of its headers and the forms of its
 * values. What is not sure is said in comments. `table` is the one that it is for ("goods", "bom", …), or
 * NULL where it is that which most of its headers are of. */
usmca_status suggest_profile(struct buffer *out, const char *path, const char *table, const char *directory,
                             const struct messages *messages, usmca_error *error);

#endif
