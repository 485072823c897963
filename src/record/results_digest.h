#ifndef USMCA_RECORD_RESULTS_DIGEST_H
#define USMCA_RECORD_RESULTS_DIGEST_H

#include <jansson.h>

#include "base/error.h"
#include "record/digest.h"

/* USMCA_ERROR_INPUT where the summary of a run, of that path, names other results than those of that SHA-256.
 * One of results that are not JSON, or of an earlier program, does not say which they are. */
usmca_status results_hold_summary(const struct digest *results, const json_t *summary, const char *path,
                                  usmca_error *error);

#endif
