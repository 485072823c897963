#ifndef USMCA_CLI_SUMMARY_H
#define USMCA_CLI_SUMMARY_H

#include "batch/run.h"
#include "cli/form.h"
#include "record/digest.h"

/* The summary of a run as one JSON object. But for `seconds`, the same run writes the same bytes. */

struct run_summary {
    const char *command;
    const char *rules;       /* directory of the rule book */
    struct digest rule_book; /* rules_digest() of it */
    const char *language;
    date date; /* for goods without one */
    struct text currency;
    const struct usmca_rulebook *book;
    struct text options; /* summary_options() */
    struct text notices; /* of the run, and of no single file; a line each */
    uint64_t rows;       /* of all files */
    int exit_status;
    uint64_t milliseconds; /* until it is written */
    const char *format;    /* of the results */
    struct digest results; /* of all their bytes */
    uint64_t results_bytes;
    const struct batch_result *result;
    const struct intake_files *files;
};

/* Writes those of the options that have a value now, as members of a JSON object, and the flat file, which
 * may be NULL, as the member `file`. */
void summary_options(struct buffer *out, const struct command_form *form, void *options, const char *flat);

/* Appends what the run says of itself, one JSON object: docs/schema/summary.schema.json. */
void summary_write(struct buffer *out, const struct run_summary *summary);

#endif
