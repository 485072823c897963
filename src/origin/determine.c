#include "origin/determine.h"

#include "origin/attempt.h"
#include "origin/conclude.h"
#include "origin/core_parts.h"
#include "origin/declared_origin.h"
#include "origin/disputes.h"
#include "origin/gap.h"
#include "origin/high_wage.h"
#include "origin/importation.h"
#include "origin/materials.h"
#include "origin/readings.h"
#include "origin/regional_value.h"
#include "origin/sets.h"
#include "origin/tariff_shift.h"
#include "origin/vehicle.h"
#include "rulebook/sentence.h"

/* ---- A and C ---- */

static bool any_non_originating(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (!result->lines[i].originating)
            return true;
    return false;
}

static bool any_material(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (!result->lines[i].disregarded && !result->lines[i].beside)
            return true;
    return false;
}

/* U.R. 3(3). A good without materials is not shown to be made of originating ones. */
static enum result only_originating(const struct origin_context *context) {
    return result_of(any_material(context->result) && !any_non_originating(context->result));
}

/* ---- the answer ---- */

static void name_rule(struct determination *result, const char *id, struct text alternative,
                      struct text cite) {
    result->rule_id = text_from(id);
    result->rule_alternative = alternative;
    result->rule_cite = cite;
}

/* The regional value content test to report: of the alternative reported, or else of the nearest other one.
 */
static const struct test *reported_rvc(const struct determination *result) {
    const struct test *found = NULL;
    for (uint32_t i = 0; i <= result->alternative_count; i++) {
        uint32_t at = i == 0 ? result->reported : i - 1;
        const struct alternative_result *one = &result->alternatives[at];
        for (uint32_t k = 0; k < one->test_count; k++)
            if (one->tests[k].kind == REQUIRE_RVC && (found == NULL || one->tests[k].result > found->result))
                found = &one->tests[k];
        if (i == 0 && found != NULL)
            return found;
    }
    return found;
}

/* U.R. 3(8) with 5(1): the share counts what fails inside a self-produced material. */
static void name_shares(struct origin_context *context, const struct test *change) {
    for (uint32_t i = 0;
         change->by_inner != NULL && change->de_minimis.applied && i < context->result->line_count; i++)
        if (change->by_inner[i].given)
            FINDING(context, FINDING_SELF_PRODUCED_CHOICE, SEVERITY_INFO,
                    context->result->lines[i].material->line, TEXT("U.R. 3(8), 5(1)"), "share",
                    {"line", context->result->lines[i].material->line},
                    {"material", context->result->lines[i].material->material_id},
                    {"value", context_amount(context, change->by_inner[i])});
}

/* U.R. 3(8): the answer rests on the producer's choice. */
static void name_choices(const struct reading *reading, const struct change *change) {
    struct origin_context *context = reading->context;
    for (uint32_t i = 0; i < context->result->line_count; i++) {
        struct line *line = &context->result->lines[i];
        if (line->shift != RESULT_PASS || !tariff_shift_by_inner(reading, change, line))
            continue;
        line->by_inner = true;
        FINDING(context, FINDING_SELF_PRODUCED_CHOICE, SEVERITY_INFO, line->material->line, TEXT("U.R. 3(8)"),
                NULL, {"line", line->material->line}, {"material", line->material->material_id});
    }
}

static void report_attempt(struct origin_context *context, const struct attempt *attempt) {
    struct determination *result = context->result;
    const struct product_specific *specific = &attempt->specific;
    result->rule = attempt->reading->rule;
    result->rule_code = attempt->reading->code;
    result->alternatives = specific->alternatives;
    result->alternative_count = specific->count;
    result->reported = specific->reported;
    result->product_specific = result_and(specific->result, attempt->notes);
    result->parts = result_and(attempt->parts, attempt->notes);
    result->notes = attempt->notes;
    if (result->vehicle != NULL && attempt->notes_failed.of_vehicle != NULL) {
        result->vehicle->tests = attempt->notes_failed.of_vehicle;
        result->vehicle->vehicle_class = result->vehicle->tests->tests[0].requirement->vehicle.vehicle_class;
    }
    if (specific->count == 0)
        return;
    const struct alternative_result *reported = &specific->alternatives[specific->reported];
    for (uint32_t i = 0; i < result->line_count; i++)
        result->lines[i].shift = reported->shift[i];
    for (uint32_t i = 0; i < reported->test_count; i++)
        if (reported->tests[i].kind == REQUIRE_CHANGE) {
            result->de_minimis = reported->tests[i].de_minimis;
            name_shares(context, &reported->tests[i]);
            name_choices(attempt->reading, &reported->tests[i].requirement->change);
        }
    const struct test *rvc = reported_rvc(result);
    if (rvc != NULL) {
        memcpy(result->rvc, rvc->rvc, sizeof result->rvc);
        result->rvc_waived = rvc->waived;
    }
}

/* The criterion of Article 4.2 that the certification names, and the rule that it rests on. */
static void name_criterion(struct origin_context *context, const struct attempt *attempt) {
    struct determination *result = context->result;
    const struct general *general = &context->book->general;
    if (result->wholly_obtained == RESULT_PASS) {
        result->criterion = 'A';
        name_rule(result, "wholly-obtained", NO_TEXT, general->wholly_obtained_cite);
    } else if (result->only_originating == RESULT_PASS) {
        result->criterion = 'C';
        name_rule(result, "only-originating-materials", NO_TEXT, general->only_originating_cite);
    } else if (result->is_set) {
        result->criterion = 'B';
        name_rule(result, "set", NO_TEXT, general->set_cite);
    } else if (attempt != NULL && result->product_specific == RESULT_PASS) {
        const struct alternative_result *passed = &result->alternatives[result->reported];
        result->criterion = 'B';
        result->rule_id = passed->rule->id;
        result->rule_alternative = passed->alternative->id;
        result->rule_cite = passed->rule->cite;
    } else if (attempt != NULL && result->parts == RESULT_PASS) {
        result->criterion = 'D';
        name_rule(result, "parts-classified-with-the-good", NO_TEXT, general->parts_cite);
        memcpy(result->rvc, attempt->parts_test.rvc, sizeof result->rvc);
        result->rvc_waived = attempt->parts_test.waived;
    } else {
        name_rule(result, "schedule-2", NO_TEXT, general->schedule_cite);
    }
}

/* ---- product-specific rules, every reading ---- */

struct outcome {
    enum status status;
    struct attempt reported;
    bool agree;
};

static void run_readings(const struct readings *readings, enum result otherwise, struct outcome *out) {
    *out = (struct outcome){.status = STATUS_UNDETERMINED, .agree = true};
    for (uint32_t i = 0; i < readings->count; i++) {
        struct attempt attempt;
        attempt_run(&readings->list[i], otherwise, &attempt);
        if (i == 0) {
            out->status = attempt.status;
            out->reported = attempt;
        } else if (attempt.status != out->status) {
            out->agree = false;
            if (attempt.status < out->reported.status)
                out->reported = attempt; /* the reading that has to be ruled out */
        }
    }
    if (readings->without_rule && otherwise != RESULT_PASS && out->status != STATUS_UNDETERMINED)
        out->agree = readings->count == 0;
    if (readings->too_many)
        out->agree = false;
    if (!out->agree)
        out->status = STATUS_UNDETERMINED;
}

/* Contract, section 2: where original equipment would come out otherwise, say so. */
static void compare_uses(struct origin_context *context, const struct readings *readings,
                         enum result otherwise, enum status status) {
    uint32_t uses = context->good->use == USE_NONE ? readings_uses(context, readings) : 0;
    for (int use = 1; use < USES; use++) {
        if ((uses >> use & 1) == 0)
            continue;
        struct readings *other = context_room(context, sizeof *other);
        struct outcome *outcome = context_room(context, sizeof *outcome);
        if (other == NULL || outcome == NULL)
            return;
        readings_collect(context, (enum use)use, other);
        run_readings(other, otherwise, outcome);
        if (outcome->status != status) {
            FINDING(context, FINDING_USE_MATTERS, SEVERITY_WARNING, NO_TEXT, NO_TEXT, NULL,
                    {"use", text_from(USE_WORDS[use])}, {"status", text_from(STATUS_WORDS[outcome->status])});
            return;
        }
    }
}

static const struct attempt *decide_by_rule(struct origin_context *context, enum result otherwise) {
    struct determination *result = context->result;
    struct readings *readings = context_room(context, sizeof *readings);
    struct outcome *outcome = context_room(context, sizeof *outcome);
    if (readings == NULL || outcome == NULL)
        return NULL;
    readings_collect(context, context->good->use, readings);
    run_readings(readings, otherwise, outcome);
    result->status = outcome->status;
    if (readings->count > 0)
        report_attempt(context, &outcome->reported);
    else if (otherwise == RESULT_PASS)
        result->status = STATUS_ORIGINATING;
    uint32_t met = context->interpretation->met;
    compare_uses(context, readings, otherwise, result->status);
    context->interpretation->met = met; /* the answer does not turn on what another use meets with */
    conclude_readings(context, readings, outcome->agree);
    return readings->count > 0 ? &outcome->reported : NULL;
}

/* ---- all steps, in the law's order ---- */

static enum status status_of(enum result result) {
    return result == RESULT_PASS      ? STATUS_ORIGINATING
           : result == RESULT_UNKNOWN ? STATUS_UNDETERMINED
                                      : STATUS_NON_ORIGINATING;
}

static bool disqualified(struct origin_context *context) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->disqualification_count; i++) {
        const struct disqualification *one = &general->disqualifications[i];
        if (condition_of_good(context, NULL, one->when) != RESULT_PASS)
            continue;
        FINDING(context, FINDING_DISQUALIFIED, SEVERITY_VIOLATION, NO_TEXT, one->cite, NULL,
                {"fact", one->when.fact->key});
        return true;
    }
    return false;
}

static const struct attempt *decide_inside(struct origin_context *context) {
    struct determination *result = context->result;
    result->wholly_obtained = declared_wholly_obtained(context);
    result->only_originating = only_originating(context);
    enum result otherwise = result_or(result->wholly_obtained, result->only_originating);
    result->is_set = sets_applies(result);
    if (result->is_set) {
        enum result set = sets_test(context);
        result->status = status_of(result_or(otherwise, set));
        return NULL;
    }
    if (!any_material(result) && result->wholly_obtained != RESULT_PASS) {
        result->status = STATUS_UNDETERMINED;
        FINDING(context, FINDING_MATERIALS_MISSING, SEVERITY_WARNING, NO_TEXT, TEXT("U.R. 3"), NULL,
                {"good", context->good->good_id});
        return NULL;
    }
    return decide_by_rule(context, otherwise);
}

static void decide(struct origin_context *context) {
    struct determination *result = context->result;
    const struct general *general = &context->book->general;
    const struct good *good = context->good;
    const struct attempt *attempt = NULL;
    result->importation = importation_test(context);
    if (territory_holds(context, good->country)) {
        attempt = decide_inside(context);
    } else {
        result->status = STATUS_NON_ORIGINATING;
        if (result->importation != RESULT_PASS)
            FINDING(context, FINDING_PRODUCED_OUTSIDE_TERRITORY, SEVERITY_VIOLATION, NO_TEXT,
                    general->territory_cite, NULL, {"country", good->country});
    }
    if (result->status == STATUS_NON_ORIGINATING && context->if_open_do != STATUS_NON_ORIGINATING)
        result->status = STATUS_UNDETERMINED;
    if (status_of(result->importation) > result->status)
        result->status = status_of(result->importation);
    if (good->cycle.length > 0) {
        result->status = STATUS_UNDETERMINED;
        FINDING(context, FINDING_CYCLE, SEVERITY_VIOLATION, NO_TEXT, NO_TEXT, NULL, {"goods", good->cycle});
    }
    bool disqualifies = disqualified(context);
    if (disqualifies)
        result->status = STATUS_NON_ORIGINATING;
    result->barred = disqualifies || good->cycle.length > 0;
    if (context->readings_differ)
        result->status = STATUS_UNDETERMINED;
    if (result->status == STATUS_ORIGINATING)
        name_criterion(context, attempt);
    if (attempt != NULL)
        conclude_tests(attempt);
    else if (result->is_set && result->status != STATUS_ORIGINATING)
        sets_findings(context);
}

static void reject(struct origin_context *context, struct text reason, struct text line) {
    context->result->status = STATUS_REJECTED;
    FINDING(context, FINDING_ROW_REJECTED, SEVERITY_VIOLATION, line, NO_TEXT, NULL, {"reason", reason});
}

static void prepare(struct origin_context *context) {
    materials_prepare(context);
    if (context->overflow || context->out_of_memory)
        return;
    context->overflow_line = context->result->line_count;
    high_wage_reckon(context);
    vehicle_prepare(context);
    regional_value_prepare(context);
    core_parts_own(context);
}

static bool any_open(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (result->lines[i].open)
            return true;
    return false;
}

/* What the good is where the lines of open origin originate. More originating materials never take the origin
 * of a good away, so that the two answers bound every other. */
static enum status if_open_do(const struct origin_context *context) {
    struct determination result = {.good = context->good,
                                   .day = context->result->day,
                                   .currency = context->result->currency,
                                   .status = STATUS_UNDETERMINED};
    struct origin_context other = {.book = context->book,
                                   .setting = context->setting,
                                   .good = context->good,
                                   .arena = context->arena,
                                   .result = &result,
                                   .interpretation = context->interpretation,
                                   .open_originate = true};
    prepare(&other);
    if (!other.overflow && !other.out_of_memory)
        decide(&other);
    return result.status;
}

static void determine_all(struct origin_context *context) {
    const struct good *good = context->good;
    if (good->rejected.length > 0) {
        reject(context, good->rejected, NO_TEXT);
        return;
    }
    prepare(context);
    if (any_open(context->result))
        context->if_open_do = if_open_do(context);
    if (context->overflow) {
        uint32_t at = context->overflow_line;
        struct text line = at < good->material_count ? good->materials[at].line : NO_TEXT;
        *context->result = (struct determination){
            .good = good, .day = context->result->day, .currency = context->result->currency};
        reject(context, message_find(context->book->messages, "field.overflow"), line);
        return;
    }
    decide(context);
    vehicle_conclude(context);
    conclude_facts(context);
    conclude_claim(context);
    conclude_duty(context);
    if (context->setting->gap && !context->trial)
        gap_find(context);
}

usmca_status determine(struct determination **out, const struct usmca_rulebook *book,
                       const struct case_setting *setting, const struct good *good, struct arena *arena,
                       usmca_error *error) {
    struct determination *result = ARENA_NEW(arena, struct determination);
    if (result == NULL)
        return error_memory(error);
    result->good = good;
    result->day = good->date != 0 ? good->date : setting->date;
    result->currency = good->currency.length > 0 ? good->currency : setting->currency;
    result->status = STATUS_UNDETERMINED;
    struct origin_context context = {
        .book = book, .setting = setting, .good = good, .arena = arena, .result = result};
    disputes_determine(&context, determine_all);
    if (context.out_of_memory)
        return error_memory(error);
    *out = result;
    return USMCA_OK;
}

static bool use_matters(const struct determination *determination) {
    for (uint32_t i = 0; i < determination->finding_count; i++)
        if (determination->findings[i].code == FINDING_USE_MATTERS)
            return true;
    return determination->good->use == USE_AFTERMARKET;
}

static bool by_regional_value(const struct determination *determination) {
    if (determination->status != STATUS_ORIGINATING)
        return false;
    if (determination->criterion == 'D')
        return true;
    if (determination->criterion != 'B' || determination->alternative_count == 0)
        return false;
    const struct alternative_result *passed = &determination->alternatives[determination->reported];
    for (uint32_t i = 0; i < passed->test_count; i++)
        if (passed->tests[i].kind == REQUIRE_RVC && !passed->tests[i].waived)
            return true;
    return false;
}

/* At any depth: what is incorporated into a self-produced material is incorporated into the good, U.R. 8(6).
 */
static bool holds_intermediate(const struct determination *determination) {
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct produced *produced = case_self_produced(line->material);
        if (produced != NULL &&
            ((line->intermediate && produced->by_regional_value) || produced->holds_intermediate))
            return true;
    }
    return false;
}

static struct facts keep_facts(struct facts facts, struct arena *arena) {
    struct fact_value *values = ARENA_ARRAY(arena, struct fact_value, facts.count);
    if (values == NULL)
        return (struct facts){0};
    for (uint32_t i = 0; i < facts.count; i++)
        values[i] = (struct fact_value){arena_copy(arena, facts.values[i].key),
                                        arena_copy(arena, facts.values[i].value)};
    return (struct facts){values, facts.count};
}

/* A fraction that cannot be kept leaves the amount not given: nothing rests on it. */
static struct amount keep_amount(struct amount amount, struct arena *arena) {
    struct amount kept = amount_not_given();
    (void)amount_keep(&kept, amount, arena);
    return kept;
}

static void keep_inner(struct produced *produced, const struct determination *determination,
                       struct arena *arena) {
    struct inner_material *inner =
        ARENA_ARRAY(arena, struct inner_material, (size_t)determination->line_count + 1);
    for (uint32_t i = 0; inner != NULL && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct material *material = line->material;
        if (line->originating || line->disregarded || line->beside)
            continue;
        inner[produced->inner_count++] = (struct inner_material){arena_copy(arena, material->line),
                                                                 arena_copy(arena, material->material_id),
                                                                 arena_copy(arena, material->description),
                                                                 material->hs,
                                                                 material->hs_rule,
                                                                 keep_facts(material->facts, arena),
                                                                 case_self_produced(material),
                                                                 material->quantity,
                                                                 keep_amount(line->non_originating, arena)};
    }
    produced->inner = inner;
}

struct produced determination_produced(const struct determination *determination, struct arena *arena) {
    const struct rvc *net_cost = &determination->rvc[METHOD_NET_COST];
    struct produced produced = {.determined = determination->status == STATUS_ORIGINATING ||
                                              determination->status == STATUS_NON_ORIGINATING,
                                .originating = determination->status == STATUS_ORIGINATING,
                                .wholly_obtained = determination->criterion == 'A',
                                .total_cost = keep_amount(determination->total_cost, arena),
                                .vnm = keep_amount(net_cost->vnm, arena),
                                .currency = arena_copy(arena, determination->currency),
                                .by_regional_value = by_regional_value(determination),
                                .holds_intermediate = holds_intermediate(determination),
                                .use = determination->good->use,
                                .use_matters = use_matters(determination),
                                .high_wage = keep_amount(determination->high_wage, arena),
                                .high_wage_unknown = keep_amount(determination->high_wage_unknown, arena)};
    struct core_figures *core = determination->core != NULL ? ARENA_NEW(arena, struct core_figures) : NULL;
    if (core != NULL) {
        const struct core_figures *from = determination->core;
        *core = (struct core_figures){keep_amount(from->net_cost, arena),
                                      keep_amount(from->transaction_value, arena),
                                      keep_amount(from->vnm, arena), keep_amount(from->components, arena),
                                      keep_amount(from->components_least, arena)};
    }
    produced.core = core;
    if (produced.determined && !produced.originating)
        keep_inner(&produced, determination, arena);
    return produced;
}
