#ifndef USMCA_FUZZ_PROFILE_H
#define USMCA_FUZZ_PROFILE_H

#include "fuzz.h"
#include "intake/profile.h"

/* How the files of a run are read, as `usmca check` has them: with the words that the rule book understands.
 * `name` is a profile's path, or NULL for none; NULL where it is no profile. */
static inline struct profile *fuzz_profile(const char *name) {
    struct profile *profile = NULL;
    usmca_error error;
    usmca_status status = profile_of_run(&profile, name, SOURCE_FOLDER "/rules", &(struct file_form){0},
                                         fuzz_rules()->words, &error);
    return status == USMCA_OK ? profile : NULL;
}

#endif
