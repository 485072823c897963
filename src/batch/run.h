#ifndef USMCA_BATCH_RUN_H
#define USMCA_BATCH_RUN_H

#include "batch/worker.h"
#include "intake/intake_file.h"
#include "report/format.h"

/* A whole run: goods and their bills of materials in, determinations out in the order of the input, whatever
 * the number of threads. */

/* Whatever a run writes: the goods in their format, rows that were rejected, and each of REPORT_TABLES. */
enum batch_output {
    BATCH_RESULTS,
    BATCH_REJECTS,
    BATCH_TABLES,
    BATCH_OUTPUTS = BATCH_TABLES + REPORT_TABLE_COUNT
};

struct batch_request {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    struct vehicle_data *vehicles; /* of the setting, that is told what goods say; or NULL */
    const struct profile *profile; /* or NULL */
    const char *goods_path;        /* NULL for a flat file */
    const char *lines_path;
    const struct given_table *goods_given; /* what those paths name, where a program gave it; or NULL */
    const struct given_table *lines_given;
    const struct report_format *format;
    struct report_style style;
    struct good_filter filter;
    size_t overview_width; /* more goods than OVERVIEW_ABOVE are a line each of so many columns; 0: never */
    int jobs;              /* threads */
    off_t least_stretch;   /* bytes of lines that are worth one for the plan, batch/plan.h; 0 but in tests */
    uint64_t most_rows;    /* of both files; 0: any number */
    int outputs[BATCH_OUTPUTS]; /* file descriptors; -1: not written */
    /* Takes what is not -1, in place of the descriptors: by one thread at a time, in order; or NULL. */
    usmca_status (*take)(void *context, enum batch_output output, struct text bytes, usmca_error *error);
    struct intake_files *files;                                     /* takes how they were read; or NULL */
    bool (*progress)(void *context, uint64_t done, uint64_t total); /* whether to go on; or NULL */
    void *context;                                                  /* of both */
};

static inline void batch_no_outputs(struct batch_request *request) {
    for (int i = 0; i < BATCH_OUTPUTS; i++)
        request->outputs[i] = -1;
}

struct batch_result {
    struct batch_counts counts;
    struct rejects rejects; /* counted, and the first of them as lines; those of tables are in it before */
    struct buffer notices;  /* of headers that no column matches, a line a file */
};

/* Determines every good of the files, and writes what is asked for in the order of the input, whatever the
 * number of threads. `result` begins with zeros, and is to be freed in any case. */
usmca_status batch_run(const struct batch_request *request, struct batch_result *result, usmca_error *error);
void batch_result_free(struct batch_result *result);

/* Writes all of it. */
usmca_status batch_write(int descriptor, struct text bytes, usmca_error *error);

#endif
