#ifndef USMCA_CLI_COMMAND_H
#define USMCA_CLI_COMMAND_H

#include <stdio.h>

#include "base/date.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/rules_place.h"
#include "cli/usage.h"
#include "rulebook/load.h"

/* What the commands share: exit statuses (contract, section 1), where the rule book is, messages to the user.
 */

enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,       /* some good trips --fail-on, or a rule file has a mistake */
    EXIT_REJECTED = 2,     /* some input was rejected */
    EXIT_USAGE = 64,       /* wrong usage */
    EXIT_BAD_INPUT = 65,   /* unusable input */
    EXIT_INPUT_OUTPUT = 74 /* input/output error */
};

int command_check(int count, char **arguments);
int command_gap(int count, char **arguments);
int command_inventory(int count, char **arguments);
int command_cost(int count, char **arguments);
int command_rule(int count, char **arguments);
int command_facts(int count, char **arguments);
int command_validate(int count, char **arguments);
int command_report(int count, char **arguments);
int command_certify(int count, char **arguments);
int command_claims(int count, char **arguments);
int command_template(int count, char **arguments);
int command_profile(int count, char **arguments);
int command_preview(int count, char **arguments);
int command_requests(int count, char **arguments);
int command_record(int count, char **arguments);
int command_serve(int count, char **arguments);
int command_mcp(int count, char **arguments);
int command_completion(int count, char **arguments);
int command_config(int count, char **arguments);
int command_help(int count, char **arguments);

/* Lines on standard error, as a terminal may show them. */
void command_say(struct text lines);
/* The error, with file, line and column. */
void command_say_error(const usmca_error *error);

/* The same, and its exit status. */
int command_fail(const usmca_error *error);
/* Says that memory is exhausted, and returns EXIT_INPUT_OUTPUT. */
int command_no_memory(void);

/* Says that the system did not take what was to be written. */
void command_cannot_write(int why);

/* Writes it all to `stream`; EXIT_INPUT_OUTPUT, with a message, where that fails. Who reads text and has
 * enough of it (head, a pager) is told nothing. */
int command_put(FILE *stream, struct text bytes);

/* The same of a buffer; where that is failed it writes nothing, and says that memory is exhausted. */
int command_put_buffer(FILE *stream, const struct buffer *bytes);

/* The day by the clock of the machine. */
date command_today(void);
/* Reads --date; false where it is no day. */
bool command_date(date *out, const char *option);

#endif
