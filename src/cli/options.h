#ifndef USMCA_CLI_OPTIONS_H
#define USMCA_CLI_OPTIONS_H

#include "hs/editions.h"
#include "report/format.h"
#include "rulebook/model.h"

enum { MOST_OPTIONS = 56 };

/* The place of `value` among the words, or -1. */
int command_word(const char *value, const char *const *words, int count);
/* The same of an option, EXIT_USAGE with the user told what it may be; one that is not given is `otherwise`.
 */
int command_choice(const char *command, const char *option, const char *value, const char *const *words,
                   int count, int otherwise, int *chosen);

/* Reads what a good is for; none is given: USE_NONE. */
int command_use(const char *command, const char *option, const char *value, enum use *use);
/* Reads --hs, or leaves *edition alone where none is given. */
int command_edition(const char *command, const char *value, enum hs_edition *edition);

/* Reads --format: one of those that have `of` of struct report_format; where it is not given, text on a
 * terminal, and else JSON. `output` is --output, or NULL. */
int command_format(const char *command, const char *value, size_t of, const char *output,
                   const struct report_format **format);
/* Whether the output is a terminal, for a person to read. */
bool command_on_terminal(const char *output);
/* And the person has not said otherwise (NO_COLOR, no-color.org). */
bool command_in_colours(const char *output);
/* The columns of that terminal; PARAGRAPH_WIDTH where it is none. */
size_t command_width(const char *output);

/* Reads a whole number between two others, or leaves *number alone where none is given. */
int command_number(const char *command, const char *option, const char *value, int least, int most,
                   int *number);

/* Reads a number of decimals, 0 to 9, or leaves *places alone where none is given. */
int command_places(const char *command, const char *value, int *places);

#endif
