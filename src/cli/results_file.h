#ifndef USMCA_CLI_RESULTS_FILE_H
#define USMCA_CLI_RESULTS_FILE_H

#include <stdio.h>

#include "report/results.h"

/* A file of results for a struct results_source, whose context it is; "-" is standard input. */
struct results_file {
    const char *path;
    FILE *file;
    char *line;
    size_t room;
};

usmca_status results_file_open(struct results_file *results, const char *path, usmca_error *error);
usmca_status results_file_line(void *context, struct text *line, usmca_error *error);
usmca_status results_file_again(void *context, usmca_error *error);
void results_file_close(struct results_file *results);

#endif
