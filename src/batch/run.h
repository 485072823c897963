#ifndef USMCA_BATCH_RUN_H
#define USMCA_BATCH_RUN_H

#include "batch/worker.h"
#include "intake/intake_file.h"
#include "report/format.h"

/* A whole run: goods and their bills of materials in, determinations out in the order of the input, whatever
 * the number of threads. */

struct batch_request {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    const struct profile *profile; /* or NULL */
    const char *goods_path;        /* NULL for a flat file */
    const char *lines_path;
    const struct report_format *format;
    struct report_style style;
    struct good_filter filter;
    size_t overview_width; /* more goods than OVERVIEW_ABOVE are a line each of so many columns; 0: never */
    int jobs;              /* threads */
    int output;            /* file descriptor */
    int rejects_output;    /* file descriptor, or -1 */
    const int *tables;     /* file descriptors of REPORT_TABLES; or NULL */
    struct intake_files *files;                                     /* takes how they were read; or NULL */
    void (*progress)(void *context, uint64_t done, uint64_t total); /* or NULL */
    void *progress_context;
};

struct batch_result {
    struct batch_counts counts;
    struct rejects rejects; /* counted, and the first of them as lines; those of tables are in it before */
    struct buffer notices;  /* of headers that no column matches, a line a file */
};

usmca_status batch_run(const struct batch_request *request, struct batch_result *result, usmca_error *error);
void batch_result_free(struct batch_result *result);

/* Writes all of it. */
usmca_status batch_write(int descriptor, struct text bytes, usmca_error *error);

#endif
