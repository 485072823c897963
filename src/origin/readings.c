#include "origin/readings.h"

#include "rulebook/select.h"

#include <string.h>

/* ---- facts ---- */

static void assume(const struct origin_context *context, struct readings *out, const struct fact *fact) {
    const struct condition holds = {.fact = fact};
    if (fact == NULL || fact->opens || fact_said(context->book, &context->good->facts, fact).length > 0 ||
        condition_of_good_unasked(context, NULL, holds) != RESULT_UNKNOWN)
        return;
    for (uint32_t i = 0; i < out->assumed_count; i++)
        if (out->assumed[i] == fact)
            return;
    trail_note(context->trail, fact_asked(fact), NULL);
    if (out->assumed_count == ASSUMED_FACTS)
        out->too_many = true;
    else
        out->assumed[out->assumed_count++] = fact;
}

static void collect_facts(const struct origin_context *context, struct readings *out) {
    const struct rule_matches *matches = context_rules(context, context->codes.code, RULE_OF_GOODS);
    for (uint32_t i = 0; i < matches->count; i++) {
        const struct rule *rule = matches->rules[i].rule;
        if (!context_rule_is_for(context, rule) ||
            !interpretation_holds(context->interpretation, rule->held_in))
            continue;
        assume(context, out, rule->when.fact);
        for (uint32_t a = 0; a < rule->alternative_count; a++)
            if (rule->alternatives[a].when.fact != NULL &&
                interpretation_holds(context->interpretation, rule->alternatives[a].held_in))
                assume(context, out, rule->alternatives[a].when.fact);
    }
}

/* ---- rules ---- */

static bool is_full(uint32_t count) {
    return (count & (count - 1)) == 0;
}

static void add(struct origin_context *context, struct readings *out, struct reading reading) {
    if (out->count == MOST_READINGS) {
        out->too_many = true;
        return;
    }
    if (is_full(out->count)) {
        struct reading *wider = context_room(context, sizeof *wider * (out->count > 0 ? out->count * 2 : 1));
        if (wider == NULL)
            return;
        if (out->count > 0)
            memcpy(wider, out->list, sizeof *wider * out->count);
        out->list = wider;
    }
    out->list[out->count++] = reading;
}

/* The first rule that surely holds, and those before it that may. */
static void collect_rules(struct origin_context *context, struct readings *out, struct reading reading) {
    const struct rule_matches *matches = context_rules(context, reading.code, RULE_OF_GOODS);
    for (uint32_t i = 0; i < matches->count; i++) {
        const struct rule *rule = matches->rules[i].rule;
        if (!context_rule_is_for(context, rule) ||
            !interpretation_holds(context->interpretation, rule->held_in))
            continue;
        enum result trade = context_trade_holds(context, rule);
        enum result described = condition_of_good(context, &reading, rule->when);
        bool partly = matches->rules[i].membership == HS_PARTLY;
        if (trade == RESULT_FAIL || described == RESULT_FAIL)
            continue;
        reading.rule = rule;
        add(context, out, reading);
        out->too_short = out->too_short || partly;
        out->trade_unknown = out->trade_unknown || trade == RESULT_UNKNOWN;
        if (!partly && trade == RESULT_PASS && described == RESULT_PASS)
            return;
    }
    out->without_rule = true;
}

void readings_collect(struct origin_context *context, struct readings *out) {
    *out = (struct readings){.code_unknown = context->codes.lineage == NULL};
    if (out->code_unknown)
        return;
    collect_facts(context, out);
    for (uint32_t assumption = 0; assumption < 1U << out->assumed_count; assumption++)
        collect_rules(context, out,
                      (struct reading){.context = context,
                                       .code = context->codes.code,
                                       .assumed = out->assumed,
                                       .assumed_count = out->assumed_count,
                                       .assumption = assumption});
}

void rules_meet(struct rules_met *met, const struct rule *rule) {
    for (uint32_t i = 0; i < met->count; i++)
        if (met->list[i] == rule)
            return;
    if (met->count < MOST_RULES_NAMED)
        met->list[met->count++] = rule;
    else
        met->more = true;
}

uint32_t readings_uses(const struct origin_context *context) {
    uint32_t uses = 0;
    const struct rule_matches *matches = context_rules(context, context->codes.code, RULE_OF_GOODS);
    for (uint32_t i = 0; i < matches->count; i++)
        if (condition_of_good(context, NULL, matches->rules[i].rule->when) != RESULT_FAIL)
            uses |= matches->rules[i].rule->uses;
    return uses & ~(1U << USE_NONE | 1U << USE_AFTERMARKET);
}
