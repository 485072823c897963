#ifndef USMCA_CLI_TABLE_RUN_H
#define USMCA_CLI_TABLE_RUN_H

#include "cli/command.h"
#include "cli/table_options.h"
#include "intake/table_file.h"

/* What commands share that read whole tables and reckon with them: `usmca inventory`, `usmca cost`. */
struct table_run {
    const char *command;
    /* options */
    const char *files[TABLES];
    const char *format_word;
    const char *output;
    const char *rejects_path;
    const char *profile_name;
    const char *rules;
    const char *language;
    bool quiet;
    bool raw;
    bool help;
    /* read from them */
    const struct report_format *format;
    struct usmca_rulebook *book;
    struct profile *profile;
    struct hs_pattern *codes;
    struct tables tables;
    struct rejects rejects;
    struct buffer notices;
};

/* Where the help texts of these commands say what an option is. */
enum { TABLE_RUN_HELP_COLUMN = 25 };

/* The options that all of them have, and those of the tables of `user`; ends the list at `options`. */
void table_run_options(struct table_run *run, enum table_user user, struct command_option *options);
/* Checks the values of those; the report is `of` of struct report_format. */
int table_run_check(struct table_run *run, size_t of);

/* Opens the rule book and the profile, and reads every file that was given. */
usmca_status table_run_read(struct table_run *run, usmca_error *error);
/* Writes the report, and the rejects where a file for them is named. */
usmca_status table_run_write(struct table_run *run, const struct buffer *report, usmca_error *error);
/* Shows what there is to say, ending with `summary`, and returns the exit status. */
int table_run_finish(struct table_run *run, struct text summary);
void table_run_free(struct table_run *run);

#endif
