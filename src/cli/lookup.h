#ifndef USMCA_CLI_LOOKUP_H
#define USMCA_CLI_LOOKUP_H

#include "cli/command.h"
#include "cli/form.h"
#include "report/lookup.h"

/* What `rule` and `facts` share: their options, and what is asked by them. */

struct lookup_command {
    const struct command_form *form;
    const char *rules;
    const char *day;
    const char *use_word;
    const char *edition_word;
    const char *language;
    const char *format;
    const char *code_word;
    bool asked_help;
    char rules_room[4096];
    struct usmca_rulebook *book;
    struct lookup asked;
};

/* The options of both, for their forms. */
#define LOOKUP_OPTIONS                                                                                       \
    OPTION("use", WORD, CHOICES, USE_LIST, struct lookup_command, use_word, .says = "option.rule.use"),      \
        OPTION("date", DAY, CHOICES, "D", struct lookup_command, day, .says = "option.rule.date"),           \
        OPTION("hs", WORD, CHOICES, EDITION_LIST, struct lookup_command, edition_word,                       \
               .says = "option.rule.hs"),                                                                    \
        OPTION("format", WORD, OUTPUT, "text|json", struct lookup_command, format,                           \
               .says = "option.rule.format"),                                                                \
        COMMON_OPTIONS(struct lookup_command, language, rules, asked_help)

/* Reads the options and the code, and opens the rule book; an exit status. */
int lookup_command_open(struct lookup_command *lookup, int count, char **arguments);
void lookup_command_close(struct lookup_command *lookup);

#endif
