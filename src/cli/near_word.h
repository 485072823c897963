#ifndef USMCA_CLI_NEAR_WORD_H
#define USMCA_CLI_NEAR_WORD_H

#include <stddef.h>

/* That of the words which somebody who mistyped `word` may have meant; NULL where none is near. */
const char *near_word(const char *word, const char *const *words, size_t count);

/* "unknown option --gods; did you mean --goods?"; EXIT_USAGE. */
int command_unknown_option(const char *command, const char *argument, const char *const *names, size_t count);

#endif
