#ifndef USMCA_CLI_CLAIMS_ANSWERS_H
#define USMCA_CLI_CLAIMS_ANSWERS_H

#include "claims/review.h"

/* Where the answers of `usmca claims` are read from. Both leave them in order. */

usmca_status answers_of_results(struct answers *answers, const char *path, usmca_error *error);
/* For each entry that of the last run of the record up to its day. */
usmca_status answers_of_record(struct answers *answers, const char *path, const struct claims_asked *asked,
                               usmca_error *error);

#endif
