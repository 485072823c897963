#ifndef USMCA_CLI_RESULTS_FILE_H
#define USMCA_CLI_RESULTS_FILE_H

#include <stdio.h>

#include "record/digest.h"
#include "report/results.h"

/* A file of results for a struct results_source, whose context it is; "-" is standard input. */
struct results_file {
    const char *path;
    FILE *file;
    char *line;
    size_t room;
    uint64_t began; /* where that line does */
    uint64_t at;
};

usmca_status results_file_open(struct results_file *results, const char *path, usmca_error *error);
usmca_status results_file_line(void *context, struct text *line, usmca_error *error);
usmca_status results_file_again(void *context, usmca_error *error);
uint64_t results_file_place(void *context);
usmca_status results_file_seek(void *context, uint64_t place, usmca_error *error);
/* SHA-256 of results as a check writes them; they are gone back to. */
usmca_status results_file_digest(struct digest *out, struct results_file *results, usmca_error *error);
void results_file_close(struct results_file *results);

#endif
