#ifndef USMCA_CLI_RULES_PLACE_H
#define USMCA_CLI_RULES_PLACE_H

#include <stddef.h>

/* The folder that the program lies in, links followed; "" where the system does not tell. */
void program_folder(char *room, size_t size);

/* The rule book of a run: --rules; else USMCA_RULES, which stands for it; else that of the program's own
 * place, an installed tree wherever it was moved, or the tree that it was built in; else where it was to be
 * installed. Where none of them is a rule book it says so, with every place, and returns the last of them,
 * whose opening fails. */
const char *command_rules(const char *option, char room[4096]);
/* The same, and says nothing. */
const char *command_rules_quietly(const char *option, char room[4096]);

#endif
