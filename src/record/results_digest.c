#include "record/results_digest.h"

#include <string.h>

#include "report/results.h"

usmca_status results_hold_summary(const struct digest *results, const json_t *summary, const char *path,
                                  usmca_error *error) {
    const json_t *named = json_object_get(summary, "results");
    struct digest said;
    if (strcmp(results_string(named, "format"), "json") != 0)
        return USMCA_OK;
    return digest_parse(&said, results_string(named, "sha256")) && digest_equal(&said, results)
               ? USMCA_OK
               : error_said(
                     error, USMCA_ERROR_INPUT, path, 0, 0,
                     ERROR_WORDS(
                         "it is of other results: something in them was changed, or they are of another run"));
}
