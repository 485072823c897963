#include "origin/weight_findings.h"

#include "origin/told.h"
#include "origin/weight_de_minimis.h"
#include "rulebook/sentence.h"

void weight_findings_of_line(struct origin_context *context, struct text cite, struct line *line) {
    if ((!line->material->weight_kg.given || line->material->weight_kg.value == 0) &&
        untold(line, TOLD_WEIGHT))
        FINDING(context, FINDING_VALUE_MISSING, line->material->line, cite, "weight",
                {"line", line->material->line});
}

struct asking {
    struct origin_context *context;
    const struct weight_outcome *outcome;
};

static void ask(struct origin_context *context, const struct weighed *weighed, struct text cite,
                const struct fact *fact, uint8_t what) {
    struct line *line = &context->determination->lines[weighed->index];
    bool inside = weighed->owner.length > 0;
    if (!inside && !untold(line, what))
        return;
    const struct message_part parts[] = {{"line", line->material->line},
                                         {"inner", weighed->line},
                                         {"owner", weighed->owner},
                                         {"fact", fact->key},
                                         {"question", sentence_question(context->book, fact)}};
    finding_add(context, FINDING_FACT_MISSING, line->material->line, cite, inside ? "inside" : "material",
                parts, 5);
}

static void ask_weight(struct origin_context *context, const struct weighed *weighed, struct text cite) {
    struct line *line = &context->determination->lines[weighed->index];
    if (weighed->owner.length == 0)
        weight_findings_of_line(context, cite, line);
    else if (weighed->counted)
        FINDING(context, FINDING_VALUE_MISSING, line->material->line, cite, "weight.inside",
                {"line", line->material->line}, {"inner", weighed->line}, {"owner", weighed->owner});
    else if (untold(line, TOLD_WEIGHT))
        FINDING(context, FINDING_VALUE_MISSING, line->material->line, cite, "quantity",
                {"line", line->material->line});
}

static void ask_of(void *context, const struct weighed *weighed) {
    struct asking *asking = context;
    const struct weight_outcome *outcome = asking->outcome;
    const struct weight_de_minimis *provision = outcome->provision;
    struct line *line = &asking->context->determination->lines[weighed->index];
    if (!weighed->weight.given || weighed->weight.value == 0)
        ask_weight(asking->context, weighed, provision->cite);
    if (condition_of_line(line, provision->component) == RESULT_UNKNOWN && provision->of_component &&
        untold(line, TOLD_COMPONENT) && (line->told & TOLD_UNKNOWN) == 0)
        FINDING(asking->context, FINDING_FACT_MISSING, line->material->line, provision->cite, "material",
                {"line", line->material->line}, {"fact", provision->component.fact->key},
                {"question", sentence_question(asking->context->book, provision->component.fact)});
    if (weighed->failing != RESULT_FAIL && weighed->elastomeric == RESULT_UNKNOWN &&
        outcome->elastomeric == RESULT_UNKNOWN)
        ask(asking->context, weighed, provision->cite, provision->elastomeric.fact, TOLD_ELASTOMERIC);
}

void weight_findings(const struct reading *reading, const struct alternative_result *alternative,
                     const struct test *test) {
    struct origin_context *context = reading->context;
    if (!test->weight_open)
        return;
    struct reading of = *reading;
    of.rule = alternative->rule;
    of.alternative = alternative->alternative;
    const struct change *change = &test->requirement->change;
    struct weight_outcome outcome = weight_de_minimis(&of, change, alternative->shift);
    struct asking asking = {context, &outcome};
    if (outcome.provision == NULL)
        return;
    bool of_good = !outcome.provision->of_component ||
                   (outcome.provision->elastomeric_of_good && outcome.elastomeric == RESULT_UNKNOWN);
    if (of_good && (!context->good->weight_kg.given || context->good->weight_kg.value == 0))
        FINDING(context, FINDING_VALUE_MISSING, NO_TEXT, outcome.provision->cite, "weight-of-good",
                {"good", context->good->good_id});
    weight_de_minimis_each(&of, change, alternative->shift, &outcome, ask_of, &asking);
}
