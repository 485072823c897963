#ifndef USMCA_CLI_TABLE_RUN_H
#define USMCA_CLI_TABLE_RUN_H

#include "cli/command.h"
#include "cli/form.h"
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
    bool nothing; /* is written: why is told, with --quiet too */
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

/* The options that all of them have behind their own; the member `run` of `type` is a struct table_run. */
#define TABLE_RUN_OPTIONS(type, formats, formats_say, rejects_say)                                           \
    OPTION("format", WORD, OUTPUT, formats, type, run.format_word, .says = (formats_say)),                   \
        OPTION("output", OUTPUT, OUTPUT, "FILE", type, run.output),                                          \
        OPTION("rejects", OUTPUT, OUTPUT, "FILE", type, run.rejects_path, .says = (rejects_say)),            \
        OPTION("raw", FLAG, OUTPUT, NULL, type, run.raw),                                                    \
        OPTION("profile", PROFILE, READING, "NAME|FILE", type, run.profile_name, .configured = true),        \
        OPTION("quiet", FLAG, RUN, NULL, type, run.quiet),                                                   \
        COMMON_OPTIONS(type, run.language, run.rules, run.help)
/* Files of the tables that `of` reads. */
#define TABLE_RUN_FILES(type, of)                                                                            \
    OPTION("tables", TABLES, INPUT, "FILE", type, run.files, .user = TABLE_OF_##of)

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
