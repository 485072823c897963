#ifndef USMCA_CLI_LOOKUP_H
#define USMCA_CLI_LOOKUP_H

#include "cli/command.h"
#include "rulebook/select.h"

/* What `rule` and `facts` share: a code, a day, a use, and the rules that they lead to. */

struct lookup {
    const char *command;
    const char *help;
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

/* Reads the options and the code, and opens the rule book; an exit status. */
int lookup_open(struct lookup *lookup, int count, char **arguments);
void lookup_close(struct lookup *lookup);

/* The rules for one of the codes, those that may apply first, down to the one that surely does. */
void lookup_rules(const struct lookup *lookup, struct hs_code code, enum rule_kind kind,
                  struct rule_matches *out);

#endif
