#ifndef USMCA_CLI_SUMMARY_FILE_H
#define USMCA_CLI_SUMMARY_FILE_H

#include <jansson.h>

#include "base/error.h"

/* What a run said of itself: a file of check --summary. The caller frees it. */
usmca_status summary_file_read(json_t **summary, const char *path, usmca_error *error);

#endif
