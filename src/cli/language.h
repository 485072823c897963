#ifndef USMCA_CLI_LANGUAGE_H
#define USMCA_CLI_LANGUAGE_H

#include "rulebook/languages.h"

/* That of the environment, as LC_ALL, LC_MESSAGES and LANG name it, in this order; English where they name
 * none, or one without messages. *by is the variable, or NULL. */
const char *language_of_environment(const char **by);

/* Checks --lang, and makes it the name of its messages; where it is not given, that of the environment. */
int command_language(const char *command, const char **language);

#endif
