#ifndef USMCA_CLI_REQUESTS_OPTIONS_H
#define USMCA_CLI_REQUESTS_OPTIONS_H

#include "cli/table_run.h"
#include "record/record.h"
#include "requests/asked.h"

/* What the commands of `usmca requests` share. */

struct requests_options {
    struct table_run run;
    const char *record;
    const char *date; /* or --on */
    const char *due;
    const char *days;
    const char *papers;
    const char *company;
    const char *contact;
    const char *requests; /* the folder that was made */
    const char *answers;
    bool pdf;
    bool keep_numbers;
    bool due_alone;
    date day;
    char **files;
    int file_count;
};

int requests_import_command(struct requests_options *options);
int requests_list_command(struct requests_options *options);

extern const char REQUESTS_FILE[]; /* of the folder: what was asked, an object a line */

/* What is kept in a record. */

/* Keeps requests with the run of their results; those that are kept already stay. */
usmca_status requests_keep(struct record *record, const struct requests *requests, usmca_error *error);
/* Adds those of a record to an object, by their names. */
usmca_status requests_kept(const struct record *record, json_t *by_name, int64_t *expired,
                           usmca_error *error);
/* The same of a file, an object a line. */
usmca_status requests_of_file(const char *path, json_t *by_name, usmca_error *error);

#endif
