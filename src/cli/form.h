#ifndef USMCA_CLI_FORM_H
#define USMCA_CLI_FORM_H

#include <stddef.h>

#include "case/tables.h"
#include "cli/options.h"

/* What a command takes, in one table: it is read by it, and its help, its manual page, what a shell
 * completes, and what a configuration file may say come from it. Words of people stand in the message
 * catalogue: of a command NAME "command.NAME" and, where there is more to say, "command.NAME.more"; of an
 * option "option.NAME" and "option.NAME.more"; of its exit statuses "exit.NAME", or "exit". */

enum option_kind {
    OPTION_FLAG,      /* a bool */
    OPTION_HELP,      /* the same, and -h */
    OPTION_NO_CONFIG, /* a flag that form_read() itself heeds */
    OPTION_TEXT,      /* any value; this and all below, a const char * */
    OPTION_MANY,      /* the same, up to MOST_VALUES times: in an array with room for a NULL behind */
    OPTION_WORD,      /* one of the words of `argument`, between bars */
    OPTION_NUMBER,    /* from `least` to `most` */
    OPTION_DAY,       /* YYYY-MM-DD */
    OPTION_CURRENCY,  /* three letters, taken as capitals */
    OPTION_LANGUAGE,
    OPTION_FILE,    /* that is read */
    OPTION_OUTPUT,  /* a file that is written */
    OPTION_FOLDER,  /* a directory */
    OPTION_PROFILE, /* the name of a profile, or a file */
    OPTION_TABLES   /* a file for each table of `user`, in an array of TABLES paths; no option itself */
};

/* The parts of a help text, in their order. */
enum option_group {
    GROUP_INPUT,
    GROUP_READING,
    GROUP_CHOICES,
    GROUP_PAPER,
    GROUP_OUTPUT,
    GROUP_RUN,
    OPTION_GROUPS
};

/* What completes an operand. */
enum operand {
    OPERAND_NONE,
    OPERAND_FILE,
    OPERAND_FILES,
    OPERAND_PROFILE,
    OPERAND_CODE,
    OPERAND_COMMAND,
    OPERAND_SHELL
};

struct option_row {
    const char *name; /* without the dashes; NULL ends a list */
    enum option_kind kind;
    enum option_group group;
    const char *argument; /* as help shows it; NULL of a flag */
    size_t place;         /* in the options of the command: offsetof() */
    const char *says;     /* id of its sentence, where that is not option.NAME */
    bool configured;      /* usmca.conf may say it */
    int least;
    int most;
    enum table_user user;
};

struct command_form {
    const char *name;         /* "check", "record" */
    const char *const *usage; /* how it is called, without the program; NULL ends */
    const struct option_row *options;
    enum operand operand;
    const char *exits;  /* id of what is said of its exit statuses */
    const char *common; /* the options that most use, in the order of --help, a blank between; NULL: all */
};

/* A line of a table: what is no member of `type` stands behind, as .says = "option.rule.use". */
#define OPTION(word, of, part, shown, type, member, ...)                                                     \
    {                                                                                                        \
        .name = (word), .kind = OPTION_##of, .group = GROUP_##part, .argument = (shown),                     \
        .place = offsetof(type, member), ##__VA_ARGS__                                                       \
    }

/* How files are read that a run is given: a profile, or a struct form. */
#define FILE_FORM_OPTIONS(type, by)                                                                          \
    OPTION("profile", PROFILE, READING, "NAME|FILE", type, by, .configured = true),                          \
        OPTION("encoding", TEXT, READING, "E", type, form.encoding, .configured = true),                     \
        OPTION("delimiter", TEXT, READING, "C", type, form.delimiter, .configured = true),                   \
        OPTION("decimal", TEXT, READING, "C", type, form.decimal, .configured = true),                       \
        OPTION("thousands", TEXT, READING, "C", type, form.thousands, .configured = true),                   \
        OPTION("date-format", TEXT, READING, "P", type, form.date_format, .configured = true)

#define NO_CONFIG_OPTION                                                                                     \
    { .name = "no-config", .kind = OPTION_NO_CONFIG, .group = GROUP_RUN }

/* What every command has, and ends its table with. */
#define COMMON_OPTIONS(type, lang, book, asked)                                                              \
    OPTION("lang", LANGUAGE, RUN, LANGUAGE_WORDS, type, lang, .configured = true),                           \
        OPTION("rules", FOLDER, RUN, "DIR", type, book), OPTION("help", HELP, RUN, NULL, type, asked),       \
        NO_CONFIG_OPTION, {                                                                                  \
        .name = NULL                                                                                         \
    }

/* Words that several commands take. */
#define USE_LIST "passenger-vehicle|light-truck|heavy-truck|other-vehicle|aftermarket"
#define EDITION_LIST "2012|2017|2022"

enum { OPTION_ID_ROOM = 80, MOST_VALUES = 256 };

/* Those of all commands that have one, in the order of the help; NULL ends. */
extern const struct command_form *const COMMAND_FORMS[];

/* By its name, "record" or "certify verify"; NULL where there is none. */
const struct command_form *form_named(const char *name);

/* Reads the arguments of a command into its options, and what the command line does not say out of
 * usmca.conf, unless that is forbidden or help is asked for. *rest is the index of the first that is none.
 * EXIT_DONE, or EXIT_USAGE with the user told why. */
int form_read(const struct command_form *form, void *options, int count, char **arguments, int *rest);

/* The options of a form with those of its tables, one by one, ended by one without a name. */
void form_options(const struct command_form *form, struct option_row rows[MOST_OPTIONS + 1]);
/* A currency is meant in whatever letters it is written, as in a file. */
void currency_capitals(char *word);
/* Where the value of an option lies; NULL of a flag. */
const char **option_value(const struct option_row *row, void *options);
/* Where the bool of a flag lies. */
bool *option_flag(const struct option_row *row, void *options);
/* Whether --help shows it, and not only usmca help. */
bool option_is_common(const struct command_form *form, const struct option_row *row);
/* The id of its sentence. */
const char *option_says(const struct option_row *row, char room[OPTION_ID_ROOM]);

/* Prints the short help of a command: the options that most use, in the language of `language`, which may be
 * NULL. */
int form_help(const struct command_form *form, const char *language, const char *rules);

#endif
