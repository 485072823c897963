#include "origin/product_specific.h"

#include "origin/each_material.h"
#include "origin/production.h"
#include "origin/regional_value.h"
#include "origin/tariff_shift.h"
#include "origin/vehicle/vehicle.h"
#include "origin/weight_share.h"
#include "rulebook/select.h"

static void run_test(const struct reading *reading, const struct requirement *requirement, struct test *test,
                     uint8_t *shift) {
    test->kind = requirement->kind;
    test->requirement = requirement;
    test->method = METHODS;
    switch (requirement->kind) {
    case REQUIRE_CHANGE:
        tariff_shift_test(reading, &requirement->change, test, shift);
        break;
    case REQUIRE_RVC:
        regional_value_test(reading, requirement->rvc, requirement->rvc_count, test);
        break;
    case REQUIRE_WEIGHT_SHARE:
    case REQUIRE_WEIGHT_LIMIT:
        weight_share_test(reading, test);
        break;
    case REQUIRE_EACH_MATERIAL:
        each_material_test(reading, test);
        break;
    case REQUIRE_VEHICLE:
        vehicle_test_run(reading, test);
        break;
    case REQUIRE_PROCESS:
        test->result = condition_of_good(reading->context, reading, requirement->process);
        test->why = test->result == RESULT_PASS      ? "why.process.pass"
                    : test->result == RESULT_UNKNOWN ? "why.process.unknown"
                                                     : "why.process.fail";
        break;
    default:
        test->result = RESULT_PASS;
        test->why = "why.no-change";
    }
}

static bool evaluate_alternative(const struct reading *reading, const struct rule *rule,
                                 const struct alternative *alternative, struct alternative_result *out) {
    struct origin_context *context = reading->context;
    uint32_t lines = context->determination->line_count;
    out->rule = rule;
    out->alternative = alternative;
    out->held_in.dispute = alternative->dispute;
    if (alternative->dispute != NULL)
        out->held_in.reading = context->interpretation->readings[alternative->dispute->number];
    out->tests = context_room(context, sizeof *out->tests * alternative->requirement_count);
    out->shift = arena_reserve(context->arena, lines + 1);
    context->out_of_memory = context->out_of_memory || out->shift == NULL;
    if (out->tests == NULL || out->shift == NULL)
        return false;
    memset(out->shift, NO_SHIFT, lines + 1);
    struct reading of_alternative = *reading;
    of_alternative.alternative = alternative;
    out->result = RESULT_PASS;
    for (uint32_t i = 0; i < alternative->requirement_count; i++) {
        if (!interpretation_holds(context->interpretation, alternative->requirements[i].held_in))
            continue;
        struct test *test = &out->tests[out->test_count++];
        run_test(&of_alternative, &alternative->requirements[i], test, out->shift);
        out->result = result_and(out->result, test->result);
    }
    enum result produced = rule->kind == RULE_ADDS_TESTS ? RESULT_PASS : production_for(reading, out);
    out->unproduced = produced != RESULT_PASS;
    out->waits = out->unproduced && out->result != RESULT_FAIL;
    out->result = result_and(out->result, produced);
    return true;
}

static uint32_t passed_tests(const struct alternative_result *alternative) {
    uint32_t passed = 0;
    for (uint32_t i = 0; i < alternative->test_count; i++)
        passed += alternative->tests[i].result == RESULT_PASS;
    return passed;
}

/* Whether `other` is the better one to report: further along, then fewer tests left to meet, then more of
 * them met. */
static bool nearer(const struct alternative_result *other, const struct alternative_result *sofar) {
    if (other->result != sofar->result)
        return other->result > sofar->result;
    if (other->result == RESULT_PASS)
        return false;
    uint32_t met = passed_tests(other);
    uint32_t met_sofar = passed_tests(sofar);
    if (other->test_count - met != sofar->test_count - met_sofar)
        return other->test_count - met < sofar->test_count - met_sofar;
    return met > met_sofar;
}

/* Whether nothing that is still to be asked makes more of a good of which nobody hears the rest: it
 * originates, and as a material of others by what asks for no regional value content (U.R. 8(6)). Notes that
 * add tests may take that away, and leave it to an alternative that is free of them. */
static bool settles(const struct origin_context *context, const struct alternative_result *one) {
    if (one->result != RESULT_PASS || context->trail != NULL || context_tells(context))
        return false;
    const struct test *content = test_of_kind(one, REQUIRE_RVC);
    return context->setting->status_alone || content == NULL || content->waived;
}

static void evaluate_rule(const struct reading *reading, const struct rule *rule,
                          struct product_specific *out) {
    struct reading of_rule = *reading;
    of_rule.rule = rule;
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        if (!period_holds(alternative->period, reading->context->determination->day))
            continue;
        enum result open = condition_of_good(reading->context, reading, alternative->when);
        if (open == RESULT_FAIL ||
            !interpretation_holds(reading->context->interpretation, alternative->held_in))
            continue;
        struct alternative_result *result = &out->alternatives[out->count];
        if (!evaluate_alternative(&of_rule, rule, alternative, result))
            return;
        result->result = result_and(result->result, open);
        if (out->count == 0 || nearer(result, &out->alternatives[out->reported]))
            out->reported = out->count;
        out->count++;
        out->settled = out->may_settle && settles(reading->context, result);
        if (out->settled)
            return;
    }
}

static uint32_t room_for(const struct rule *rule, const struct rule_matches *notes) {
    uint32_t count = rule->alternative_count;
    for (uint32_t i = 0; i < notes->count; i++)
        count += notes->rules[i].rule->alternative_count;
    return count;
}

void product_specific_evaluate(const struct reading *reading, struct product_specific *out) {
    struct origin_context *context = reading->context;
    *out = (struct product_specific){.result = RESULT_FAIL,
                                     .may_settle =
                                         context_rules(context, reading->code, RULE_ADDS_TESTS)->count == 0};
    const struct rule_matches *notes = context_rules(context, reading->code, RULE_ADDS_WAYS);
    out->alternatives =
        context_room(context, sizeof *out->alternatives * (room_for(reading->rule, notes) + 1));
    if (out->alternatives == NULL)
        return;
    evaluate_rule(reading, reading->rule, out);
    for (uint32_t i = 0; i < notes->count && !out->settled; i++)
        if (notes->rules[i].membership == HS_INSIDE && context_rule_is_for(context, notes->rules[i].rule) &&
            interpretation_holds(context->interpretation, notes->rules[i].rule->held_in) &&
            condition_of_good(context, reading, notes->rules[i].rule->when) == RESULT_PASS)
            evaluate_rule(reading, notes->rules[i].rule, out);
    if (out->count > 0)
        out->result = out->alternatives[out->reported].result;
}

/* A note for described goods binds no others: where it is not known whether the good is one of them, it is
 * met if the good is not. */
static void release_others(const struct reading *reading, struct alternative_result *only) {
    enum result met = RESULT_PASS;
    for (uint32_t i = 0; i < only->test_count; i++)
        met = result_and(met, only->tests[i].result);
    enum result open = condition_of_good(reading->context, reading, only->alternative->when);
    only->result = result_or(met, result_not(open));
}

enum result product_specific_notes(const struct reading *reading, struct product_specific *out) {
    struct origin_context *context = reading->context;
    enum result result = RESULT_PASS;
    const struct rule_matches *notes = context_rules(context, reading->code, RULE_ADDS_TESTS);
    out->alternatives = context_room(context, sizeof *out->alternatives * (notes->count + 1));
    if (out->alternatives == NULL)
        return RESULT_UNKNOWN;
    for (uint32_t i = 0; i < notes->count; i++) {
        const struct rule *rule = notes->rules[i].rule;
        struct product_specific one = {.result = RESULT_FAIL};
        if (!context_rule_is_for(context, rule))
            continue;
        enum result applies = result_and(
            result_and(context_trade_holds(context, rule), condition_of_good(context, reading, rule->when)),
            notes->rules[i].membership == HS_INSIDE ? RESULT_PASS : RESULT_UNKNOWN);
        if (applies == RESULT_FAIL || !interpretation_holds(context->interpretation, rule->held_in))
            continue;
        one.alternatives = context_room(context, sizeof *one.alternatives * (rule->alternative_count + 1));
        if (one.alternatives == NULL)
            return RESULT_UNKNOWN;
        evaluate_rule(reading, rule, &one);
        if (one.count == 0)
            continue;
        struct alternative_result *nearest = &one.alternatives[one.reported];
        if (one.count == 1)
            release_others(reading, nearest);
        if (nearest->test_count > 0 && nearest->tests[0].kind == REQUIRE_VEHICLE)
            out->of_vehicle = nearest;
        enum result met = result_or(nearest->result, result_not(applies));
        if (met == RESULT_PASS)
            continue;
        if (met < result)
            out->reported = out->count;
        out->alternatives[out->count] = *nearest;
        out->alternatives[out->count++].result = met;
        result = result_and(result, met);
    }
    return result;
}
