#include "origin/conclude.h"
#include "origin/line_value.h"

#include "origin/code_search.h"
#include "origin/codes.h"
#include "origin/de_minimis.h"
#include "origin/each_material.h"
#include "origin/line_value.h"
#include "origin/lines_in_doubt.h"
#include "origin/production.h"
#include "origin/regional_value.h"
#include "origin/tariff_items.h"
#include "origin/tariff_shift.h"
#include "origin/told.h"
#include "origin/weight_findings.h"
#include "rulebook/sentence.h"

/* ---- tests that are not met ---- */

/* The declared fact of a material, still open, on which an item of a change turns; or NULL. */
static const struct fact *open_fact(const struct reading *reading, const struct origin_item *items,
                                    uint32_t count, const struct line *line) {
    for (uint32_t i = 0; i < count; i++)
        if (items[i].when.fact != NULL && condition_of_line(line, items[i].when) == RESULT_UNKNOWN &&
            tariff_shift_names(reading, &items[i], line) != RESULT_FAIL)
            return items[i].when.fact;
    return NULL;
}

static const struct fact *open_fact_of_change(const struct reading *reading, const struct change *change,
                                              const struct line *line) {
    const struct fact *fact = open_fact(reading, change->except, change->except_count, line);
    if (fact == NULL)
        fact = open_fact(reading, change->also, change->also_count, line);
    for (uint32_t i = 0; fact == NULL && i < change->combination_count; i++)
        fact = open_fact(reading, change->combinations[i].items, change->combinations[i].count, line);
    return fact;
}

/* The same for what a rule leaves out of account, or out of the component that alone counts. */
static const struct fact *open_fact_of_rule(const struct origin_context *context, const struct rule *rule,
                                            const struct line *line) {
    if (rule->component_only && condition_of_line(line, rule->component) == RESULT_UNKNOWN)
        return rule->component.fact;
    for (uint32_t i = 0; i < rule->disregard_count; i++) {
        const struct disregard *disregard = &rule->disregards[i];
        bool named =
            disregard->scope.count == 0 || scope_holds_line(context, &disregard->scope, line) != RESULT_FAIL;
        if (named && disregard->when.fact != NULL &&
            condition_of_line(line, disregard->when) == RESULT_UNKNOWN &&
            interpretation_holds(context->interpretation, disregard->held_in))
            return disregard->when.fact;
    }
    return NULL;
}

/* Why the classification of a line does not tell whether it makes the change. */
static void unknown_shift(const struct reading *reading, const struct rule *rule, const struct test *test,
                          const struct line *line) {
    struct origin_context *context = reading->context;
    const struct material *material = line->material;
    struct text cite = rule->cite;
    const struct fact *fact = open_fact_of_rule(context, rule, line);
    if (fact == NULL)
        fact = open_fact_of_change(reading, &test->requirement->change, line);
    if (fact != NULL)
        FINDING(context, FINDING_FACT_MISSING, material->line, cite, "line", {"line", material->line},
                {"fact", fact->key}, {"question", sentence_question(context->book, fact)});
    else if (codes_told(context, line))
        return;
    else if (line->code_count > 1 && !codes_too_short(context, line))
        FINDING(context, FINDING_HS_AMBIGUOUS, material->line, cite, "material", {"line", material->line},
                {"hs", context_code(context, material->hs)});
    else if (line->code_count > 0)
        tariff_items_tell_line(context, line, cite);
}

static void fact_finding(struct origin_context *context, enum severity severity, struct text cite,
                         const struct fact *fact, const char *variant) {
    FINDING_AS(context, FINDING_FACT_MISSING, severity, NO_TEXT, cite, variant, {"fact", fact->key},
               {"question", sentence_question(context->book, fact)});
}

/* A share that may be small enough, of a material for which there may be none. */
static void exclusion_findings(const struct attempt *attempt, const struct test *test,
                               const struct line *line) {
    struct origin_context *context = attempt->reading->context;
    if (test->result != RESULT_UNKNOWN || test->weight_open)
        return;
    const struct fact *fact = de_minimis_open_fact(attempt->reading, line);
    if (fact != NULL && fact->owner == FACT_OF_GOOD)
        fact_finding(context, SEVERITY_WARNING, context_cite(context, PROVISION_DE_MINIMIS_EXCEPTIONS), fact,
                     NULL);
    else if (fact != NULL)
        FINDING(context, FINDING_FACT_MISSING, line->material->line,
                context_cite(context, PROVISION_DE_MINIMIS_EXCEPTIONS), "material",
                {"line", line->material->line}, {"fact", fact->key},
                {"question", sentence_question(context->book, fact)});
}

/* What would leave a material out of account that fails, were it declared. */
static void opening_disregards(struct origin_context *context, const struct rule *rule,
                               const struct line *line) {
    for (uint32_t i = 0; i < rule->disregard_count; i++) {
        const struct disregard *disregard = &rule->disregards[i];
        const struct fact *fact = disregard->when.fact;
        if (fact == NULL || !fact_not_shown(line, fact) ||
            scope_holds_line(context, &disregard->scope, line) == RESULT_FAIL ||
            !interpretation_holds(context->interpretation, disregard->held_in))
            continue;
        FINDING_AS(context, FINDING_FACT_MISSING, SEVERITY_INFO, line->material->line, rule->cite,
                   "opens-line", {"line", line->material->line}, {"fact", fact->key},
                   {"question", sentence_question(context->book, fact)});
    }
}

static void shift_findings(const struct attempt *attempt, const struct alternative_result *alternative,
                           const struct test *test) {
    struct origin_context *context = attempt->reading->context;
    const struct determination *determination = context->determination;
    struct text cite = alternative->rule->cite;
    for (uint32_t i = 0; i < test->line_count; i++) {
        struct line *line = &determination->lines[test->lines[i]];
        const struct material *material = line->material;
        const bool failed = alternative->shift[test->lines[i]] == RESULT_FAIL;
        const bool in_doubt = context->use_open && (lines_in_doubt_has(context->good, material) ||
                                                    lines_in_doubt_inside(material));
        struct text name = material->material_id.length > 0 ? material->material_id : material->description;
        bool of = alternative->alternative->id.length > 0;
        if (failed && !in_doubt && untold(line, TOLD_SHIFT))
            FINDING(context, FINDING_TARIFF_SHIFT_FAILED, material->line, cite,
                    name.length > 0 ? (of ? "of" : NULL)
                    : of            ? "of.unnamed"
                                    : "unnamed",
                    {"line", material->line}, {"alternative", alternative->alternative->id},
                    {"hs", context_code(context, material->hs)}, {"material", name});
        if (failed && !in_doubt && untold(line, TOLD_EXCLUSION))
            exclusion_findings(attempt, test, line);
        if (failed && untold(line, TOLD_OPENING))
            opening_disregards(context, alternative->rule, line);
        if (!failed && untold(line, TOLD_UNKNOWN))
            unknown_shift(attempt->reading, alternative->rule, test, line);
        bool by_inner = test->by_inner != NULL && test->by_inner[test->lines[i]].given;
        if (!line->non_originating.given && !by_inner && material->unread == NULL && untold(line, TOLD_VALUE))
            line_value_missing(context, line, context_cite(context, PROVISION_DE_MINIMIS));
    }
    weight_findings(attempt->reading, alternative, test);
    if (!determination->adjusted_transaction_value.given && !determination->total_cost.given)
        FINDING_AS(context, FINDING_VALUE_MISSING, SEVERITY_INFO, NO_TEXT,
                   context_cite(context, PROVISION_DE_MINIMIS), "share", {"good", context->good->good_id});
}

static void missing_values(struct origin_context *context, struct text cite) {
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++)
        if ((!determination->lines[i].vnm[METHOD_TRANSACTION_VALUE].given ||
             !determination->lines[i].vnm[METHOD_NET_COST].given) &&
            determination->lines[i].material->unread == NULL && untold(&determination->lines[i], TOLD_VALUE))
            line_value_missing(context, &determination->lines[i], cite);
}

/* U.R. 7(20): the analysis of actual costs takes back what the estimate showed. */
static void actual_costs_finding(struct origin_context *context, const struct test *test) {
    const struct average *average = context->determination->average;
    const struct rvc *rvc = &test->rvc[METHOD_NET_COST];
    int64_t estimated = 0;
    if (average == NULL || !average->estimate_given || rvc->content.asked == 0)
        return;
    const struct average_sums *sums = &average->estimate;
    total content = sums->net_cost - sums->vnm;
    if (total_reaches(content, sums->net_cost, rvc->content.required) &&
        total_percent(&estimated, content, sums->net_cost))
        FINDING(context, FINDING_ACTUAL_COSTS_DIFFER, NO_TEXT, average->estimate_cite, NULL,
                {"estimated", context_percent(context, estimated, rvc->content.required)},
                {"percent", context_percent(context, rvc->content.percent, rvc->content.required)},
                {"required", context_decimal(context, rvc->content.required, 0)});
}

/* Nothing by which a content could be computed is given, or only what leaves the total cost is not. */
static void no_figures_finding(struct origin_context *context, struct text cite, const struct test *test) {
    const struct determination *determination = context->determination;
    const bool costs = test->rvc[METHOD_NET_COST].content.asked != 0 && determination->total_cost.given;
    if (costs && !context->good->excluded_costs.given)
        FINDING(context, FINDING_VALUE_MISSING, NO_TEXT, context_cite(context, PROVISION_NET_COST),
                "excluded", {"amount", context_amount(context, determination->total_cost)},
                {"currency", determination->currency});
    else
        FINDING(context, FINDING_VALUE_MISSING, NO_TEXT, cite,
                test->rvc[METHOD_TRANSACTION_VALUE].content.asked == 0 ? "net-cost" : NULL, {"cite", cite});
}

static void rvc_findings(struct origin_context *context, struct text cite, const struct test *test) {
    if (test->result == RESULT_UNKNOWN) {
        bool any = test->method != METHODS;
        if (any)
            missing_values(context, cite);
        if (any && context->determination->net_cost_least.given)
            FINDING(context, FINDING_VALUE_MISSING, NO_TEXT, context_cite(context, PROVISION_STATED_NET_COST),
                    "net-cost-stated",
                    {"amount", context_amount(context, context->determination->stated_below)},
                    {"currency", context->determination->currency});
        if (any)
            return;
        if (!context->determination->average_elected) /* of an average it was said why there is none */
            no_figures_finding(context, cite, test);
        return;
    }
    if (test->result == RESULT_PASS || test->method == METHODS)
        return;
    const struct rvc *rvc = &test->rvc[test->method];
    FINDING(context, FINDING_RVC_BELOW_THRESHOLD, NO_TEXT, cite, rvc->content.known ? NULL : "at-most",
            {"percent", context_percent(context, rvc->content.percent, rvc->content.required)},
            {"required", context_decimal(context, rvc->content.required, 0)},
            {"method",
             message_find(context->book->messages,
                          test->method == METHOD_NET_COST ? "method.net-cost" : "method.transaction-value")},
            {"base", context_amount(context, rvc->base)},
            {"vnm", context_amount(context, rvc->vnm_at_least)});
    actual_costs_finding(context, test);
}

static void share_findings(struct origin_context *context, struct text cite, const struct test *test) {
    if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_WEIGHT_SHARE_FAILED, NO_TEXT, cite,
                test->kind == REQUIRE_WEIGHT_LIMIT ? "limit" : NULL,
                {"share", context_percent(context, test->figure.percent, test->figure.required)},
                {"required", context_decimal(context, test->figure.required, 0)});
    if (test->result != RESULT_UNKNOWN)
        return;
    if (test->requirement->share.of_good && !context->good->weight_kg.given)
        FINDING(context, FINDING_VALUE_MISSING, NO_TEXT, cite, "weight-of-good",
                {"good", context->good->good_id});
    for (uint32_t i = 0; i < test->line_count; i++) {
        struct line *line = &context->determination->lines[test->lines[i]];
        const struct condition when = test->requirement->share.when;
        weight_findings_of_line(context, cite, line);
        if (condition_of_line(line, when) == RESULT_UNKNOWN)
            FINDING(context, FINDING_FACT_MISSING, line->material->line, cite, "material",
                    {"line", line->material->line}, {"fact", when.fact->key},
                    {"question", sentence_question(context->book, when.fact)});
    }
}

static void each_finding(struct origin_context *context, struct text cite, const struct each_material *each,
                         const struct line *line, const struct each_failure *failure) {
    struct text requirement = sentence_description(context->book, each->must.fact);
    const struct message_part parts[] = {
        {"line", line->material->line},
        {"inner", failure->line},
        {"owner", failure->owner},
        {"requirement", requirement},
        {"fact", failure->open != NULL ? failure->open->key : each->must.fact->key},
        {"question", failure->open != NULL ? sentence_question(context->book, failure->open) : NO_TEXT}};
    bool inside = failure->owner.length > 0;
    if (failure->bill_missing)
        finding_add(context, FINDING_MATERIALS_MISSING, line->material->line, cite,
                    inside ? "no-bill.inside" : "no-bill", parts, 6);
    else if (failure->unreadable)
        finding_add(context, FINDING_MATERIALS_MISSING, line->material->line, cite, "inside", parts, 6);
    else if (failure->open != NULL)
        finding_add(context, FINDING_FACT_MISSING, line->material->line, cite, inside ? "inside" : "material",
                    parts, 6);
    else
        finding_add(context, FINDING_MATERIAL_REQUIREMENT_FAILED, line->material->line, cite,
                    inside ? "inside" : NULL, parts, 6);
    if (failure->contradicted)
        finding_add(context, FINDING_ORIGIN_CONTRADICTED, line->material->line, cite,
                    inside ? "fact.inside" : "fact", parts, 6);
}

static void each_findings(struct origin_context *context, struct text cite, const struct test *test) {
    enum { MOST_FAILURES = 32 };
    struct each_failure failures[MOST_FAILURES];
    const struct each_material *each = &test->requirement->each;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const struct line *line = &context->determination->lines[test->lines[i]];
        uint32_t count = each_material_failures(context, each, line, failures, MOST_FAILURES);
        for (uint32_t k = 0; k < count; k++)
            each_finding(context, cite, each, line, &failures[k]);
    }
}

static void process_findings(struct origin_context *context, struct text cite, const struct test *test) {
    const struct fact *fact = test->requirement->process.fact;
    bool declared = fact_said(context->book, &context->good->facts, fact).length > 0;
    bool answered =
        !fact->opens && condition_of_good(context, NULL, (struct condition){fact, false}) != RESULT_UNKNOWN;
    if (!declared && !answered)
        fact_finding(context, fact->opens ? SEVERITY_INFO : SEVERITY_WARNING, cite, fact,
                     fact->opens ? "opens" : NULL);
    else if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_PROCESS_NOT_SHOWN, NO_TEXT, cite, declared ? NULL : "answered",
                {"fact", fact->key}, {"requirement", sentence_process(context->book, fact)});
}

static void alternative_findings(const struct attempt *attempt,
                                 const struct alternative_result *alternative) {
    struct origin_context *context = attempt->reading->context;
    /* a note that is broken decides, whatever is not known beside it */
    const bool settled = context->determination->status == STATUS_NON_ORIGINATING &&
                         attempt->notes == RESULT_FAIL && !alternative->alternative->free_of_notes;
    for (uint32_t i = 0; i < alternative->test_count; i++) {
        const struct test *test = &alternative->tests[i];
        if (test->result == RESULT_PASS || (settled && test->result == RESULT_UNKNOWN))
            continue;
        if (test->result == RESULT_UNKNOWN && alternative->result == RESULT_FAIL)
            continue; /* another test of it decides */
        switch (test->kind) {
        case REQUIRE_CHANGE:
            shift_findings(attempt, alternative, test);
            break;
        case REQUIRE_RVC:
            rvc_findings(context, alternative->rule->cite, test);
            break;
        case REQUIRE_WEIGHT_SHARE:
        case REQUIRE_WEIGHT_LIMIT:
            share_findings(context, alternative->rule->cite, test);
            break;
        case REQUIRE_EACH_MATERIAL:
            each_findings(context, alternative->rule->cite, test);
            break;
        case REQUIRE_VEHICLE: /* vehicle_conclude() says what of those that bind it */
            break;
        case REQUIRE_PROCESS:
            process_findings(context, alternative->rule->cite, test);
            break;
        default:
            break;
        }
    }
}

/* Under general->thin_margin points above what the rule by which the good qualifies requires. */
static void thin_margin(struct origin_context *context, const struct test *test) {
    const struct figure *of = NULL;
    for (int method = 0; method < METHODS && !test->waived; method++) {
        const struct figure *content = &test->rvc[method].content;
        if (content->asked == 0 || !content->known || content->result != RESULT_PASS)
            continue;
        if (of == NULL || figure_better(content, of))
            of = content;
    }
    if (of == NULL || of->margin >= context->book->general.thin_margin / FIGURE_SCALE)
        return;
    FINDING(context, FINDING_RVC_MARGIN_THIN, NO_TEXT, context_cite(context, PROVISION_REGIONAL_VALUE), NULL,
            {"percent", context_percent(context, of->percent, of->required)},
            {"required", context_decimal(context, of->required, 0)},
            {"margin", context_percent(context, of->margin, 0)});
}

/* U.R. 14(14), 14(16), 15(2), 15(3), 20(3): the percentage of original equipment, or that of 3(4). */
static void parts_for_vehicles(struct origin_context *context) {
    enum use use = context_use(context);
    if (context->determination->criterion == 'D' && use != USE_NONE && use != USE_AFTERMARKET)
        FINDING(context, FINDING_RULE_DOUBTFUL, NO_TEXT, context->book->general.parts_cite, "parts",
                {"use", text_from(USE_WORDS[use])});
}

static void thin_margins(const struct attempt *attempt) {
    struct origin_context *context = attempt->reading->context;
    parts_for_vehicles(context);
    if (context->determination->criterion == 'D')
        thin_margin(context, &attempt->parts_test);
    if (context->determination->criterion != 'B' || attempt->specific.count == 0)
        return;
    const struct alternative_result *passed = &attempt->specific.alternatives[attempt->specific.reported];
    const struct test *content = test_of_kind(passed, REQUIRE_RVC);
    if (content != NULL)
        thin_margin(context, content);
}

/* Facts that would open a way to a good that does not qualify as it stands. */
static void opening_facts(const struct attempt *attempt) {
    struct origin_context *context = attempt->reading->context;
    const struct general *general = &context->book->general;
    const struct fact *remanufactured = general->remanufactured_when.fact;
    for (uint32_t i = 0; remanufactured != NULL && i < context->good->material_count; i++)
        if (context->good->materials[i].role == ROLE_RECOVERED &&
            fact_declared(&context->good->facts, remanufactured->key).length == 0) {
            fact_finding(context, SEVERITY_INFO, general->remanufactured_cite, remanufactured, "opens");
            break;
        }
}

static void doubt_finding(struct origin_context *context, const struct rule *rule) {
    if (rule->doubtful)
        FINDING(context, FINDING_RULE_DOUBTFUL, NO_TEXT, rule->cite,
                rule->settles.length > 0 ? "settle" : NULL, {"doubt", rule->doubt},
                {"settles", rule->settles});
}

static void trade_finding(struct origin_context *context, enum severity severity, struct text cite) {
    FINDING_AS(context, FINDING_FACT_MISSING, severity, NO_TEXT, cite, "trade",
               {"hs", context_code(context, context->good->hs)});
}

/* Whether the note names tariff items of the code, and not all of it. */
static bool names_items(const struct attempt *attempt, const struct rule *note) {
    const struct rule_matches *notes =
        context_rules(attempt->reading->context, attempt->reading->code, RULE_ADDS_TESTS);
    for (uint32_t i = 0; i < notes->count; i++)
        if (notes->rules[i].rule == note)
            return notes->rules[i].membership == HS_PARTLY;
    return false;
}

/* Of a note for described goods, or those of one trade: what it asks of the materials, and whether the good
 * is one of them. */
static void note_findings(const struct attempt *attempt, const struct alternative_result *note) {
    struct origin_context *context = attempt->reading->context;
    const struct condition descriptions[] = {note->rule->when, note->alternative->when};
    for (int i = 0; i < 2; i++)
        if (condition_of_good(context, attempt->reading, descriptions[i]) == RESULT_UNKNOWN)
            fact_finding(context, SEVERITY_WARNING, note->rule->cite, descriptions[i].fact, NULL);
    if (context_trade_holds(context, note->rule) == RESULT_UNKNOWN)
        trade_finding(context, SEVERITY_WARNING, note->rule->cite);
    if (names_items(attempt, note->rule))
        tariff_items_tell_good(context, note->rule->cite);
    alternative_findings(attempt, note);
    doubt_finding(context, note->rule);
}

void conclude_tests(const struct attempt *attempt) {
    struct origin_context *context = attempt->reading->context;
    const struct determination *determination = context->determination;
    const struct rule *rule = attempt->reading->rule;
    if (determination->status == STATUS_ORIGINATING) {
        thin_margins(attempt);
    } else {
        for (uint32_t i = 0; attempt->specific.result != RESULT_PASS && i < attempt->specific.count; i++)
            alternative_findings(attempt, &attempt->specific.alternatives[i]);
        bool notes_decide = attempt->notes == RESULT_FAIL || (attempt->notes == RESULT_UNKNOWN &&
                                                              determination->status == STATUS_UNDETERMINED);
        for (uint32_t i = 0; notes_decide && i < attempt->notes_failed.count; i++)
            if (attempt->notes_failed.alternatives[i].result == attempt->notes)
                note_findings(attempt, &attempt->notes_failed.alternatives[i]);
        if (attempt->unproduced)
            production_conclude(context);
        opening_facts(attempt);
    }
    if (determination->status != STATUS_ORIGINATING || determination->criterion == 'B')
        doubt_finding(context, rule);
}

/* ---- readings ---- */

static struct text rules_in_words(const struct origin_context *context, const struct rules_met *met) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < met->count; i++) {
        buffer_string(&list, i > 0 ? "; " : "");
        message_cite(&list, context->book->messages, met->list[i]->cite);
    }
    buffer_string(&list, met->more ? "; \xe2\x80\xa6" : "");
    return buffer_keep(&list, context->arena);
}

/* By the rule that is shown alone it would look as if it were known to be the good's. */
static void tell_rules(struct origin_context *context, bool too_short) {
    struct determination *determination = context->determination;
    const struct code_search *settled = context->codes.settled;
    if (settled != NULL && settled->rules.count > 0)
        determination->rules = settled->rules;
    const struct rules_met *met = &determination->rules;
    if (met->count <= 1 || codes_open(context) || determination->rule == NULL)
        return;
    FINDING(context, FINDING_RULES_AGREE, NO_TEXT, context->book->general.specific_cite,
            too_short ? "short" : NULL, {"hs", context_code(context, context->good->hs)},
            {"rules", rules_in_words(context, met)});
}

void conclude_readings(struct origin_context *context, const struct readings *readings, bool agree) {
    const struct good *good = context->good;
    const char *same = agree ? "same" : NULL;
    enum severity severity = agree ? SEVERITY_INFO : SEVERITY_WARNING;
    if (!context_tells(context))
        return;
    codes_tell_good(context);
    if (readings->code_unknown)
        return;
    if (readings->count == 0)
        FINDING_AS(context, FINDING_NO_RULE,
                   context->determination->status == STATUS_ORIGINATING ? SEVERITY_INFO : SEVERITY_WARNING,
                   NO_TEXT, context->book->general.specific_cite, NULL,
                   {"hs", context_code(context, good->hs)});
    if (agree)
        tell_rules(context, readings->too_short);
    if (readings->too_short && !agree)
        tariff_items_tell_good(context, context->book->general.specific_cite);
    for (uint32_t i = 0; i < readings->assumed_count; i++)
        fact_finding(context, severity, context->book->general.specific_cite, readings->assumed[i], same);
    if (readings->trade_unknown)
        trade_finding(context, severity, context->book->general.specific_cite);
}

/* ---- the claim ---- */

void conclude_claim(struct origin_context *context) {
    const struct determination *determination = context->determination;
    char claimed = context->good->criterion_claimed;
    struct text claim = {&context->good->criterion_claimed, 1};
    if (claimed == '\0')
        return;
    if (determination->status != STATUS_ORIGINATING)
        FINDING(context, FINDING_CLAIM_UNSUPPORTED, NO_TEXT, context_cite(context, PROVISION_CLAIM), NULL,
                {"claim", claim},
                {"status", message_find(context->book->messages, determination->status == STATUS_UNDETERMINED
                                                                     ? "status.undetermined"
                                                                     : "status.non-originating")});
    else if (claimed != determination->criterion)
        FINDING(context, FINDING_CLAIM_CRITERION_DIFFERS, NO_TEXT,
                context_cite(context, PROVISION_CLAIM_CRITERION),
                determination->criterion != '\0' ? NULL : "none", {"claim", claim},
                {"criterion", (struct text){&determination->criterion, determination->criterion != '\0'}});
}

/* ---- duty at risk ---- */

/* What the rows say that hold for the good; a row without a rate does not say it. */
static enum look_up duty_rates(struct origin_context *context, struct duty_at_risk *out) {
    const struct duty *duty = NULL;
    enum look_up found = duties_find(&context->setting->duties, context->good->hs, &duty);
    if (found == LOOK_UP_FOUND && duty->rate_percent.given) {
        out->rate_percent = duty->rate_percent;
        out->surcharge_percent = duty->surcharge_percent.given ? duty->surcharge_percent : amount_of(0);
    }
    return found;
}

void conclude_duty(struct origin_context *context) {
    static const char *const VARIANTS[] = {[LOOK_UP_TWICE] = "twice", [LOOK_UP_REJECTED] = "rejected"};
    struct determination *determination = context->determination;
    struct duty_at_risk *duty = &determination->duty;
    decimal rate = 0;
    enum look_up found = duty_rates(context, duty);
    duty->given = found != LOOK_UP_NONE;
    if (!duty->given)
        return;
    if (!duty->rate_percent.given)
        FINDING(context, FINDING_DUTY_UNKNOWN, NO_TEXT, NO_TEXT, VARIANTS[found],
                {"hs", context_code(context, context->good->hs)});
    else if (decimal_add(&rate, duty->rate_percent.value, duty->surcharge_percent.value))
        duty->amount = amount_divide(
            context, amount_multiply(context, determination->adjusted_transaction_value, amount_of(rate)),
            amount_of(100 * DECIMAL_ONE));
}
