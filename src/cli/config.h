#ifndef USMCA_CLI_CONFIG_H
#define USMCA_CLI_CONFIG_H

#include "cli/form.h"
#include "rulebook/messages.h"

/* Settings that stand in usmca.conf beside the data, and in that of the user: each of an option that is
 * marked as configured, and holds where the command line does not give it. Since a file that is found may
 * change an answer, whoever writes one says that it was used. */

enum config_file_kind { CONFIG_BESIDE_DATA, CONFIG_OF_USER, CONFIG_FILES };

struct config_setting {
    const char *key;
    const char *value; /* a path as it is from here */
    enum config_file_kind file;
    unsigned line;
    bool used; /* by the command that runs */
};

struct config_settings {
    const struct config_setting *list; /* those beside the data first: the first of a key holds */
    size_t count;
    const char *paths[CONFIG_FILES]; /* NULL where there is none */
};

/* Reads them for `data`, a file or a folder, which may be NULL; an exit status, with the user told. */
int config_read(const char *data, struct config_settings *out);
/* The same, and gives to the options of a form what the command line did not. */
int config_take(const struct command_form *form, void *options, const char *data);
/* Of what was taken: a sentence for each file, each in a line; nothing where nothing was. */
void config_say(struct buffer *out, const struct messages *messages);
/* The same as members of the options in a summary: the files, and their SHA-256. */
void config_members(struct buffer *out, void (*put)(struct buffer *out, const char *name, const char *value));
/* The language that they say, of the files that were read, or else of those of the user and of this folder;
 * NULL where none is said, or they cannot be read. */
const char *config_language(void);
void config_close(void);

#endif
