#ifndef USMCA_CLI_MISTYPED_H
#define USMCA_CLI_MISTYPED_H

#include <stddef.h>

/* What is no word of a command, with that which is near: each EXIT_USAGE with the user told. */

/* "unknown option --gods; did you mean --goods?" */
int command_unknown_option(const char *command, const char *argument, const char *const *names, size_t count);
/* "there is no command chek; did you mean check?" */
int command_unknown(const char *name);
/* "--format jsn is not text or json; did you mean json?"; of no option, where that is NULL. */
int command_unknown_word(const char *command, const char *option, const char *value, const char *const *words,
                         size_t count);

/* The full name of the part of a command that somebody meant who gave it a file of that name, which is none:
 * "certify vehcle". NULL where no part is near. */
const char *command_part_meant(const char *command, const char *operand);

#endif
