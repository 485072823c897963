#ifndef USMCA_RULEBOOK_ASK_H
#define USMCA_RULEBOOK_ASK_H

#include "rulebook/model.h"

/* Which declared facts a rule, or a general provision, may ask for about a good of some code. */

enum {
    ASK_MOST = 512
}; /* more than a rule book has: of a heading whose codes were many, hundreds are asked for */

struct asked {
    const struct fact *fact;
    struct text cite; /* of the provision that asks */
};

struct asked_list {
    struct asked items[ASK_MOST];
    uint32_t count;
};

/* Adds the facts of one rule, each once. */
void ask_rule(struct asked_list *list, const struct rule *rule);
/* Adds those of the general provisions for the code, which is of the edition. */
void ask_general(struct asked_list *list, const struct usmca_rulebook *book, enum hs_edition edition,
                 struct hs_code code);

/* Adds that which tells whether a code, of the good or of a material, is itself in every edition. */
void ask_kept_code(struct asked_list *list, const struct general *general, struct hs_code code);
/* Adds those that tell what a code of the good, or of a material, was in the edition of the rules. */
void ask_former_code(struct asked_list *list, const struct general *general, struct hs_code code,
                     enum fact_owner owner);

/* The disputes that general provisions for such goods name; bits, by number. */
uint32_t ask_disputes(const struct usmca_rulebook *book, enum hs_edition edition, struct hs_code code,
                      enum use use);

#endif
