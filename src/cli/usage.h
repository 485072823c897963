#ifndef USMCA_CLI_USAGE_H
#define USMCA_CLI_USAGE_H

#include "rulebook/error_words.h"
#include "rulebook/messages.h"

/* What is said of a command that is called wrongly, in the language that is asked for: --lang, usmca.conf, or
 * that of the environment. The sentence of an id is "usage.ID" of the catalogue; where that cannot be read,
 * the words of the id stand for it. */

/* The arguments of the run, for --lang, --rules and --no-config in them. */
void usage_of_run(int count, char **arguments);
/* Frees the sentences, where they were read. */
void usage_close(void);

/* A place of a sentence; `value` may be NULL. */
#define PART(name, value)                                                                                    \
    { (name), text_from(value) }

/* Prints "usmca COMMAND: …" and how to get help; EXIT_USAGE. */
#define USAGE(command, id, ...)                                                                              \
    usage_say((command), (id), (const struct message_part[]){{"", {NULL, 0}}, ##__VA_ARGS__},                \
              sizeof((const struct message_part[]){{"", {NULL, 0}}, ##__VA_ARGS__}) /                        \
                  sizeof(struct message_part))
int usage_say(const char *command, const char *id, const struct message_part *parts, size_t count);

/* Of an error of an argument. */
int usage_said(const char *command, const usmca_error *error);
/* Of an option, "--NAME". */
int usage_option(const char *command, const char *id, const char *option);
/* Of what an option was given, "--NAME VALUE". */
int usage_value(const char *command, const char *id, const char *option, const char *value);
int usage_number(const char *command, const char *option, const char *value, int least, int most);
/* The same as an error of an argument. */
usmca_status usage_error(usmca_error *error, const char *id, const char *option, const char *value);
/* Where one of the words is needed, and none is said. */
int usage_one_of(const char *command, const char *const *words, size_t count);

/* The same without how to get help; EXIT_BAD_INPUT. */
#define UNUSABLE(command, id, ...)                                                                           \
    usage_unusable((command), (id), (const struct message_part[]){{"", {NULL, 0}}, ##__VA_ARGS__},           \
                   sizeof((const struct message_part[]){{"", {NULL, 0}}, ##__VA_ARGS__}) /                   \
                       sizeof(struct message_part))
int usage_unusable(const char *command, const char *id, const struct message_part *parts, size_t count);

/* Of errors, in the language that is asked for; NULL where there are none, as in English. */
const struct error_words *usage_error_words(void);

/* The words as a sentence lists them: "a, b or c". */
void usage_list(struct buffer *out, const char *const *words, size_t count);

#endif
