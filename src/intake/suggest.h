#ifndef USMCA_INTAKE_SUGGEST_H
#define USMCA_INTAKE_SUGGEST_H

#include "intake/suggestion.h"

/* Appends a profile for a file that no profile is for: by the words of its headers and the forms of its
 * values. What is not sure is said in comments. `table` is the one that it is for ("goods", "bom", …), or
 * NULL where it is that which most of its headers are of. Of a workbook each sheet with the name of a table
 * is read as that, as `usmca check` reads it; where none has one, the first. */
usmca_status suggest_profile(struct buffer *out, const char *path, const char *table, const char *directory,
                             const struct messages *messages, usmca_error *error);

/* The same of files that are read already, which are written in one way: an input error where they are not,
 * since a profile says it once. Their tables differ. */
struct suggested_profile {
    struct text name;
    struct text of;     /* what the first comment says that it is for */
    struct text unread; /* the sheets of it that are of no table by their names */
    const struct suggestion *const *files;
    size_t count;
};
usmca_status suggest_write(struct buffer *out, const struct suggested_profile *profile,
                           const struct messages *messages, usmca_error *error);

#endif
