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

/* The spans of the book that share something with a code, whatever their rules, in the book's order: of many
 * questions about one code the first half. */
enum { MOST_SPANS = 12 };
struct code_spans {
    uint32_t of[MOST_SPANS];
    uint32_t count;
};
/* False where there are more. */
bool rulebook_spans(const struct usmca_rulebook *book, struct hs_code code, struct code_spans *out);
/* As rulebook_select(), of those spans of the code. */
void rulebook_select_among(const struct usmca_rulebook *book, const struct code_spans *spans,
                           struct hs_code code, date day, enum rule_kind kind, struct rule_matches *out);

void rulebook_select(const struct usmca_rulebook *book, struct hs_code code, date day, enum rule_kind kind,
                     struct rule_matches *out);
/* Of the rules of goods those for a use that may apply, down to the one that surely does. */
void rulebook_select_for(const struct usmca_rulebook *book, struct hs_code code, date day, enum use use,
                         struct rule_matches *out);

#endif
