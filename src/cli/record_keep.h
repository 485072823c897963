#ifndef USMCA_CLI_RECORD_KEEP_H
#define USMCA_CLI_RECORD_KEEP_H

#include "base/date.h"
#include "cli/results_file.h"

/* A run to be kept in a record, which is made where nothing stands. */
struct kept_run {
    const char *record;
    struct text summary;
    const char *summary_path;
    date day; /* 0: that of the summary */
    struct results_file *results;
    char *const *inputs; /* files that the run was made from */
    int input_count;
};

/* *run is its number. */
usmca_status record_keep_run(const struct kept_run *kept, int64_t *run, usmca_error *error);

#endif
