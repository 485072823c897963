#ifndef USMCA_CLI_LANGUAGE_H
#define USMCA_CLI_LANGUAGE_H

/* The languages that the rule book has messages in, between bars, as help shows them. */
#define LANGUAGE_WORDS "en|es|fr"

/* The language that a value means, in any case, with a country behind it or not: es, ES, es_MX.UTF-8, es-MX;
 * NULL where there are no messages in it. */
const char *language_named(const char *value);
/* That of the environment, as LC_ALL, LC_MESSAGES and LANG name it, in this order; English where they name
 * none, or one without messages. *by is the variable, or NULL. */
const char *language_of_environment(const char **by);

/* Checks --lang, and makes it the name of its messages; where it is not given, that of the environment. */
int command_language(const char *command, const char **language);

#endif
