#include "origin/conclude.h"

#include "origin/regional_value.h"
#include "origin/tariff_shift.h"

/* ---- tests of the alternative reported ---- */

static struct text rule_words(const struct alternative_result *alternative) {
    return alternative->rule->cite;
}

static void shift_findings(const struct attempt *attempt, const struct alternative_result *alternative,
                           const struct test *test) {
    struct origin_context *context = attempt->reading->context;
    const struct determination *result = context->result;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const struct line *line = &result->lines[test->lines[i]];
        const struct material *material = line->material;
        bool failed = alternative->shift[test->lines[i]] == RESULT_FAIL;
        if (failed)
            FINDING(context, FINDING_TARIFF_SHIFT_FAILED, claimed_severity(context, SEVERITY_VIOLATION),
                    material->line, rule_words(alternative), NULL, {"line", material->line},
                    {"hs", context_code(context, material->hs)}, {"material", material->material_id});
        else if (line->code_count > 1)
            FINDING(context, FINDING_HS_AMBIGUOUS, SEVERITY_WARNING, material->line, rule_words(alternative),
                    "material", {"line", material->line}, {"hs", context_code(context, material->hs)});
        else if (line->code_count == 1)
            FINDING(context, FINDING_HS_TOO_SHORT, SEVERITY_WARNING, material->line, rule_words(alternative),
                    "material", {"line", material->line}, {"hs", context_code(context, material->hs)});
        if (!line->non_originating.given)
            FINDING(context, FINDING_VALUE_MISSING, SEVERITY_WARNING, material->line, TEXT("U.R. 5(1)"), "line",
                    {"line", material->line});
    }
}

static void missing_values(struct origin_context *context, struct text cite) {
    const struct determination *result = context->result;
    for (uint32_t i = 0; i < result->line_count; i++)
        if (!result->lines[i].vnm[METHOD_TRANSACTION_VALUE].given || !result->lines[i].vnm[METHOD_NET_COST].given)
            FINDING(context, FINDING_VALUE_MISSING, SEVERITY_WARNING, result->lines[i].material->line, cite, "line",
                    {"line", result->lines[i].material->line});
}

static void rvc_findings(struct origin_context *context, struct text cite, const struct test *test) {
    if (test->result == RESULT_UNKNOWN) {
        bool any = test->method != METHODS;
        if (any)
            missing_values(context, cite);
        else
            FINDING(context, FINDING_VALUE_MISSING, SEVERITY_WARNING, NO_TEXT, cite,
                    test->rvc[METHOD_TRANSACTION_VALUE].required == 0 ? "net-cost" : NULL, {"cite", cite});
        return;
    }
    if (test->result == RESULT_PASS || test->method == METHODS)
        return;
    const struct rvc *rvc = &test->rvc[test->method];
    FINDING(context, FINDING_RVC_BELOW_THRESHOLD, claimed_severity(context, SEVERITY_VIOLATION), NO_TEXT, cite,
            rvc->known ? NULL : "at-most", {"percent", context_percent(context, rvc->percent)},
            {"required", context_decimal(context, rvc->required, 0)},
            {"method", message_find(context->book->messages, test->method == METHOD_NET_COST
                                                                 ? "method.net-cost"
                                                                 : "method.transaction-value")},
            {"base", context_decimal(context, rvc->base.value, 2)},
            {"vnm", context_decimal(context, rvc->vnm_at_least, 2)});
}

static void share_findings(struct origin_context *context, struct text cite, const struct test *test) {
    if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_WEIGHT_SHARE_FAILED, claimed_severity(context, SEVERITY_VIOLATION), NO_TEXT, cite,
                NULL, {"share", context_percent(context, test->share_percent)},
                {"required", context_decimal(context, test->requirement->share.percent, 0)});
    for (uint32_t i = 0; test->result == RESULT_UNKNOWN && i < test->line_count; i++) {
        const struct material *material = context->result->lines[test->lines[i]].material;
        if (!material->weight_kg.given)
            FINDING(context, FINDING_VALUE_MISSING, SEVERITY_WARNING, material->line, cite, "weight",
                    {"line", material->line});
    }
}

static void fact_finding(struct origin_context *context, enum severity severity, struct text cite,
                         const struct fact *fact, const char *variant) {
    char id[160];
    size_t length = fact->question.length < sizeof id - 1 ? fact->question.length : sizeof id - 1;
    memcpy(id, fact->question.data, length);
    id[length] = '\0';
    FINDING(context, FINDING_FACT_MISSING, severity, NO_TEXT, cite, variant, {"fact", fact->key},
            {"question", message_find(context->book->messages, id)});
}

static void process_findings(struct origin_context *context, struct text cite, const struct test *test) {
    const struct fact *fact = test->requirement->process.fact;
    bool declared = fact_declared(&context->good->facts, fact->key).length > 0;
    if (!declared)
        fact_finding(context, fact->opens ? SEVERITY_INFO : SEVERITY_WARNING, cite, fact, fact->opens ? "opens" : NULL);
    else if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_PROCESS_NOT_SHOWN, claimed_severity(context, SEVERITY_VIOLATION), NO_TEXT, cite, NULL,
                {"fact", fact->key});
}

static void alternative_findings(const struct attempt *attempt, const struct alternative_result *alternative) {
    struct origin_context *context = attempt->reading->context;
    for (uint32_t i = 0; i < alternative->test_count; i++) {
        const struct test *test = &alternative->tests[i];
        if (test->result == RESULT_PASS)
            continue;
        switch (test->kind) {
        case REQUIRE_CHANGE:
            shift_findings(attempt, alternative, test);
            break;
        case REQUIRE_RVC:
            rvc_findings(context, alternative->rule->cite, test);
            break;
        case REQUIRE_WEIGHT_SHARE:
            share_findings(context, alternative->rule->cite, test);
            break;
        case REQUIRE_PROCESS:
            process_findings(context, alternative->rule->cite, test);
            break;
        default:
            break;
        }
    }
}

/* Under general->thin_margin points above what is required. */
static void thin_margin(struct origin_context *context) {
    const struct determination *result = context->result;
    enum { SCALE = 100000 }; /* from nine places to four */
    int64_t best = -1;
    enum method of = METHODS;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &result->rvc[method];
        if (rvc->required == 0 || !rvc->known || rvc->result != RESULT_PASS)
            continue;
        int64_t margin = rvc->percent - rvc->required / SCALE;
        if (margin > best) {
            best = margin;
            of = (enum method)method;
        }
    }
    if (of == METHODS || best >= context->book->general.thin_margin / SCALE)
        return;
    FINDING(context, FINDING_RVC_MARGIN_THIN, SEVERITY_WARNING, NO_TEXT, TEXT("U.R. 7"), NULL,
            {"percent", context_percent(context, result->rvc[of].percent)},
            {"required", context_decimal(context, result->rvc[of].required, 0)},
            {"margin", context_percent(context, best)});
}

/* Facts that would open a way to a good that does not qualify as it stands. */
static void opening_facts(const struct attempt *attempt) {
    struct origin_context *context = attempt->reading->context;
    const struct general *general = &context->book->general;
    const struct product_specific *specific = &attempt->specific;
    for (uint32_t i = 0; i < specific->count; i++)
        for (uint32_t k = 0; i != specific->reported && k < specific->alternatives[i].test_count; k++) {
            const struct test *test = &specific->alternatives[i].tests[k];
            if (test->kind == REQUIRE_PROCESS && test->result != RESULT_PASS)
                process_findings(context, specific->alternatives[i].rule->cite, test);
        }
    const struct fact *remanufactured = general->remanufactured_when.fact;
    for (uint32_t i = 0; remanufactured != NULL && i < context->good->material_count; i++)
        if (context->good->materials[i].role == ROLE_RECOVERED &&
            fact_declared(&context->good->facts, remanufactured->key).length == 0) {
            fact_finding(context, SEVERITY_INFO, general->remanufactured_cite, remanufactured, "opens");
            break;
        }
}

void conclude_tests(const struct attempt *attempt) {
    struct origin_context *context = attempt->reading->context;
    const struct determination *result = context->result;
    const struct rule *rule = attempt->reading->rule;
    if (result->status == STATUS_ORIGINATING) {
        if (result->criterion == 'B' || result->criterion == 'D')
            thin_margin(context);
    } else {
        if (attempt->specific.count > 0 && attempt->specific.result != RESULT_PASS)
            alternative_findings(attempt, &attempt->specific.alternatives[attempt->specific.reported]);
        if (attempt->notes != RESULT_PASS && attempt->notes_failed.count > 0)
            alternative_findings(attempt, &attempt->notes_failed.alternatives[attempt->notes_failed.reported]);
        opening_facts(attempt);
    }
    if (rule->doubtful && (result->status != STATUS_ORIGINATING || result->criterion == 'B'))
        FINDING(context, FINDING_RULE_DOUBTFUL, SEVERITY_WARNING, NO_TEXT, rule->cite, NULL, {"doubt", rule->doubt});
}

/* ---- readings ---- */

void conclude_readings(struct origin_context *context, const struct readings *readings, bool agree) {
    const struct good *good = context->good;
    const char *same = agree ? "same" : NULL;
    enum severity severity = agree ? SEVERITY_INFO : SEVERITY_WARNING;
    struct text hs = context_code(context, good->hs);
    if (readings->code_unknown) {
        FINDING(context, FINDING_HS_UNKNOWN, claimed_severity(context, SEVERITY_VIOLATION), NO_TEXT, NO_TEXT, NULL,
                {"hs", hs}, {"edition", text_from(hs_edition_name(context->setting->edition))});
        return;
    }
    if (readings->count == 0)
        FINDING(context, FINDING_NO_RULE, SEVERITY_WARNING, NO_TEXT, context->book->general.specific_cite, NULL,
                {"hs", hs});
    struct buffer codes = {0};
    for (uint32_t i = 0; i < readings->code_count; i++) {
        char number[HS_TEXT_SIZE];
        buffer_string(&codes, i > 0 ? ", " : "");
        buffer_put(&codes, number, hs_print_dotted(number, readings->codes[i].low, HS_SUBHEADING));
    }
    struct text list = arena_copy(context->arena, buffer_view(&codes));
    buffer_free(&codes);
    bool mapped = readings->code_count == 1 && good->hs_rule.digits == 0 && good->hs.digits >= HS_SUBHEADING &&
                  hs_unit(readings->codes[0].low, HS_SUBHEADING) != hs_unit(good->hs.low, HS_SUBHEADING);
    if (mapped || (readings->code_count > 1 && agree))
        FINDING(context, FINDING_HS_MAPPED, SEVERITY_INFO, NO_TEXT, context->book->general.specific_cite,
                readings->code_count > 1 ? "several" : NULL, {"hs", hs}, {"codes", list});
    else if (readings->code_count > 1)
        FINDING(context, FINDING_HS_AMBIGUOUS, SEVERITY_WARNING, NO_TEXT, context->book->general.specific_cite, NULL,
                {"hs", hs}, {"codes", list});
    if (readings->too_short && !agree)
        FINDING(context, FINDING_HS_TOO_SHORT, SEVERITY_WARNING, NO_TEXT, context->book->general.specific_cite, NULL,
                {"hs", hs});
    for (uint32_t i = 0; i < readings->assumed_count; i++)
        fact_finding(context, severity, context->book->general.specific_cite, readings->assumed[i], same);
    if (readings->trade_unknown)
        FINDING(context, FINDING_FACT_MISSING, severity, NO_TEXT, context->book->general.specific_cite, "trade",
                {"hs", hs});
}

/* ---- the claim ---- */

void conclude_claim(struct origin_context *context) {
    const struct determination *result = context->result;
    char claimed = context->good->criterion_claimed;
    struct text claim = {&context->good->criterion_claimed, 1};
    if (claimed == '\0')
        return;
    if (result->status != STATUS_ORIGINATING)
        FINDING(context, FINDING_CLAIM_UNSUPPORTED, SEVERITY_VIOLATION, NO_TEXT, TEXT("Article 5.2"), NULL,
                {"claim", claim},
                {"status", message_find(context->book->messages, result->status == STATUS_UNDETERMINED
                                                                     ? "status.undetermined"
                                                                     : "status.non-originating")});
    else if (claimed != result->criterion)
        FINDING(context, FINDING_CLAIM_CRITERION_DIFFERS, SEVERITY_WARNING, NO_TEXT, TEXT("Annex 5-A"),
                result->criterion != '\0' ? NULL : "none", {"claim", claim},
                {"criterion", (struct text){&result->criterion, result->criterion != '\0'}});
}

/* ---- duty at risk ---- */

void conclude_duty(struct origin_context *context) {
    struct determination *result = context->result;
    const struct duty *duty = case_duty(context->setting, context->good->hs);
    if (duty == NULL || !(duty->rate_percent.given || duty->surcharge_percent.given))
        return;
    decimal rate = 0;
    decimal amount = 0;
    result->duty.given = true;
    result->duty.rate_percent = duty->rate_percent.value;
    result->duty.surcharge_percent = duty->surcharge_percent.value;
    if (!result->adjusted_transaction_value.given ||
        !decimal_add(&rate, duty->rate_percent.value, duty->surcharge_percent.value) ||
        !decimal_multiply(&amount, result->adjusted_transaction_value.value, rate) ||
        !decimal_divide(&amount, amount, 100 * DECIMAL_ONE))
        return;
    result->duty.amount = (struct amount){amount, true};
}

/* ---- declared facts that no rule knows ---- */

static void unknown_facts(struct origin_context *context, const struct facts *facts, enum fact_owner owner,
                          struct text line) {
    for (uint32_t i = 0; i < facts->count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < context->book->fact_count && !known; k++)
            known = context->book->facts[k].owner == owner &&
                    text_equal(context->book->facts[k].key, facts->values[i].key);
        if (!known)
            FINDING(context, FINDING_FACT_UNKNOWN, SEVERITY_WARNING, line, NO_TEXT, NULL,
                    {"fact", facts->values[i].key});
    }
}

void conclude_facts(struct origin_context *context) {
    unknown_facts(context, &context->good->facts, FACT_OF_GOOD, NO_TEXT);
    for (uint32_t i = 0; i < context->good->material_count; i++)
        unknown_facts(context, &context->good->materials[i].facts, FACT_OF_MATERIAL, context->good->materials[i].line);
}
