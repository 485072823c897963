#ifndef USMCA_CLI_RECORD_OPTIONS_H
#define USMCA_CLI_RECORD_OPTIONS_H

#include "cli/options.h"
#include "record/add.h"
#include "rulebook/messages.h"

/* What the commands of `usmca record` share. */

enum { MOST_RECORD_OPTIONS = 24, MOST_KEPT_FILE = 900000000, KEPT_TIME_SIZE = 32 };

struct record_options {
    const char *command; /* "record add" */
    const char *record;
    const char *results;
    const char *summary_file;
    const char *day;
    const char *certification;
    const char *proof;
    const char *run;
    const char *on;
    const char *attachment;
    const char *format;
    const char *output;
    const char *language;
    const char *rules;
    const char *checkpoint;
    const char *key;
    const char *signature;
    const char *timestamp_request;
    const char *before;
    const char *alert_margin;
    const char *alert_expiry;
    const char *fail_on;
    bool summary;
    bool force;
    bool details;
    bool help;
    /* what stands behind the options, without the record */
    char **rest;
    int rest_count;
};

/* Each of the commands; an exit status. */
int record_add_command(const struct record_options *options);
int record_list_command(const struct record_options *options);
int record_show_command(const struct record_options *options);
int record_verify_command(const struct record_options *options);
int record_export_command(const struct record_options *options);
int record_expire_command(const struct record_options *options);
int record_diff_command(const struct record_options *options);

/* The day of an option, 0 where it is not given; EXIT_USAGE with the user told. */
int record_day(const struct record_options *options, const char *name, const char *value, date *day);
/* Whether JSON is to be written; EXIT_USAGE with the user told. */
int record_wants_json(const struct record_options *options, bool *json);
/* Now, UTC, ISO 8601; by SOURCE_DATE_EPOCH where that is a number of seconds. Where something was kept later
 * by the record the user is told: a clock is wrong, or was, and what is kept stays as it is. */
usmca_status record_now(const struct record *record, char out[KEPT_TIME_SIZE], usmca_error *error);
/* The sentences in the language asked for. */
usmca_status record_messages(const struct record_options *options, struct arena *arena,
                             struct messages **messages, usmca_error *error);
/* Appends lines as a terminal may show them. */
void record_put_shown(struct buffer *out, struct text lines);
/* A file of one piece at --output. */
usmca_status record_write_file(const char *path, struct text bytes, usmca_error *error);

/* Opens a record to add to, and makes it where nothing stands. */
usmca_status record_open_or_make(struct record **out, const char *path, usmca_error *error);

#endif
