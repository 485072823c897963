#ifndef USMCA_CLI_CHECK_OPTIONS_H
#define USMCA_CLI_CHECK_OPTIONS_H

#include "batch/run.h"
#include "cli/form.h"
#include "cli/table_folder.h"
#include "intake/profile.h"

/* What usmca check and usmca gap are asked to do. */

/* Behind them, one for each pile: a good that lies on it. */
enum fail_on { FAIL_ON_VIOLATION, FAIL_ON_NON_ORIGINATING, FAIL_NEVER, FAIL_ON_PILE };

struct check_options {
    const char *goods;
    const char *bom;
    const char *files[TABLES];
    const char *year_begins;
    const char *rules;
    const char *day;
    const char *currency;
    const char *edition;
    const char *tariff;
    const char *default_use;
    const char *format;
    const char *output;
    const char *rejects;
    const char *summary;
    struct table_folder tables;
    const char *record;
    const char *designate;
    const char *jobs;
    const char *language;
    const char *profile;
    struct file_form form;
    const char *good;
    const char *fail_on;
    const char *only_status;
    const char *only_pile;
    const char *flat;
    bool gap;
    bool quiet;
    bool raw;
    bool details;
    bool help;
    /* read from the above */
    date date;
    enum edition_choice hs;
    enum tariff_choice whose;
    enum use use;
    struct buffer given; /* all of the above, for the summary */
    int threads;
    int first_month;
    const struct report_format *format_chosen;
    enum fail_on failure;
    enum designation designation;
    struct good_filter filter;
};

/* The files that it writes, which appear together or not at all. */
enum {
    OUTPUT_RESULTS,
    OUTPUT_REJECTS,
    OUTPUT_SUMMARY,
    OUTPUT_TABLES, /* and those behind it, one a table */
    OUTPUTS = OUTPUT_TABLES + REPORT_TABLE_COUNT
};

/* EXIT_DONE, or EXIT_USAGE with a message. */
int check_options_read(struct check_options *options, int count, char **arguments);
/* What is read from them, and whether they go together. */
int check_options_values(struct check_options *options);

#endif
