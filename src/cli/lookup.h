#ifndef USMCA_CLI_LOOKUP_H
#define USMCA_CLI_LOOKUP_H

#include "cli/command.h"
#include "cli/form.h"
#include "rulebook/select.h"

/* What `rule` and `facts` share: a code, a day, a use, and the rules that they lead to. */

struct lookup {
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
    date date;
    enum use use;
    enum hs_edition edition;
    struct hs_code given;
    struct hs_code *codes; /* in the edition of the rules */
    uint32_t code_count;
};

/* The options of both, for their forms. */
#define LOOKUP_OPTIONS                                                                                       \
    OPTION("use", WORD, CHOICES, USE_LIST, struct lookup, use_word, .says = "option.rule.use"),              \
        OPTION("date", DAY, CHOICES, "D", struct lookup, day, .says = "option.rule.date"),                   \
        OPTION("hs", WORD, CHOICES, EDITION_LIST, struct lookup, edition_word, .says = "option.rule.hs"),    \
        OPTION("format", WORD, OUTPUT, "text|json", struct lookup, format, .says = "option.rule.format"),    \
        COMMON_OPTIONS(struct lookup, language, rules, asked_help)

/* Reads the options and the code, and opens the rule book; an exit status. */
int lookup_open(struct lookup *lookup, int count, char **arguments);
void lookup_close(struct lookup *lookup);

/* The rules for one of the codes, those that may apply first, down to the one that surely does. */
void lookup_rules(const struct lookup *lookup, struct hs_code code, enum rule_kind kind,
                  struct rule_matches *out);

#endif
