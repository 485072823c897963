#ifndef USMCA_ORIGIN_READINGS_H
#define USMCA_ORIGIN_READINGS_H

#include "origin/context.h"

/* Every way in which the good may be read, its code being supposed: the facts that select a rule and are not
 * declared, and the rules that each of these leads to. The good is decided where all of them agree. */

enum { MOST_READINGS = 256 };

struct readings {
    struct reading *list; /* room for the first power of two that holds them */
    uint32_t count;
    const struct fact *assumed[ASSUMED_FACTS];
    uint32_t assumed_count;
    bool too_many;
    bool too_short;     /* a tariff-item rule may or may not be the good's */
    bool trade_unknown; /* a rule of one trade, and import_country is not given */
    bool code_unknown;  /* the code is not one of its edition */
    bool without_rule;  /* some reading reaches no rule */
};

/* The readings lie in the context's arena. */
void readings_collect(struct origin_context *context, struct readings *out);

/* Adds the rule, unless it is among them. */
void rules_meet(struct rules_met *met, const struct rule *rule);

/* The uses as original equipment for which the good has a rule of its own: bits of enum use. */
uint32_t readings_uses(const struct origin_context *context);

#endif
