#ifndef USMCA_REPORT_LOOKUP_H
#define USMCA_REPORT_LOOKUP_H

#include "base/buffer.h"
#include "rulebook/ask.h"
#include "rulebook/select.h"

/* What is asked of the rule book without a good: a code, a day, a use, and the rules that they lead to. */

struct lookup {
    const struct usmca_rulebook *book;
    date date;
    enum use use;
    enum hs_edition edition;
    struct hs_code given;
    struct hs_code *codes; /* in the edition of the rules; the caller frees them */
    uint32_t code_count;   /* of them, those that it is, as far as nothing is declared */
    /* What tells that an edition gave the code to other goods, too; NULL where nothing has to. Of such goods
     * it may be any of the codes behind the first, which is itself. */
    const struct kept_code *kept;
    uint32_t otherwise_count;
    size_t width; /* text: columns of the terminal; 0 where it is for none */
};

/* Reads a code of 4 to 10 digits; false where it is none. */
bool lookup_code(struct hs_code *out, struct text code);
/* Finds what the given code is in the edition of the rules: an input error where its own edition, which is
 * that in force on the day unless `stated` says that it is set, has none such. */
usmca_status lookup_map(struct lookup *lookup, bool stated, usmca_error *error);

/* The given code with its dots, as answers show it. */
struct text lookup_given(char room[HS_TEXT_SIZE], const struct lookup *lookup);

/* The rules for one of the codes, those that may apply first, down to the one that surely does; where no use
 * is asked about, behind them those for each use. */
void lookup_rules(const struct lookup *lookup, struct hs_code code, enum rule_kind kind,
                  struct rule_matches *out);
/* Every dispute that a rule, or a general provision, for the code names; bits, by number. */
uint32_t lookup_disputes(const struct lookup *lookup, struct hs_code code);
/* What else the code may be, where it was given to other goods: "8414.60, 8421.39", or the headings of more
 * than a dozen. */
void lookup_otherwise(struct buffer *out, const struct lookup *lookup);
/* The facts that rules and general provisions for the codes may ask for. */
void lookup_facts(const struct lookup *lookup, struct asked_list *list);

#endif
