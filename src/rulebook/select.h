#ifndef USMCA_RULEBOOK_SELECT_H
#define USMCA_RULEBOOK_SELECT_H

#include "rulebook/model.h"

/* The rules whose scope holds a code on a day, the narrowest scope first ("the narrower scope wins"), and of
 * equal scopes those for a use, then those for a trade or described goods, before the general one. */

enum { MOST_MATCHES = 48 };

struct rule_match {
    const struct rule *rule;
    enum hs_membership membership; /* HS_PARTLY: the code is too short to tell */
    uint32_t width;
};

struct rule_matches {
    struct rule_match rules[MOST_MATCHES];
    uint32_t count;
};

void rulebook_select(const struct usmca_rulebook *book, struct hs_code code, date day, enum rule_kind kind,
                     struct rule_matches *out);
/* Of the rules of goods those for a use that may apply, down to the one that surely does. */
void rulebook_select_for(const struct usmca_rulebook *book, struct hs_code code, date day, enum use use,
                         struct rule_matches *out);

#endif
