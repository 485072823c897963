#include "origin/answer.h"

#include "origin/tariff_shift.h"

/* ---- what is reported of an attempt ---- */

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

/* U.R. 3(8), 9(1)(c): the answer rests on a choice of what the materials of the good are. */
static void name_choice(struct origin_context *context, const struct line *line, bool share,
                        struct amount value) {
    const struct material *material = line->material;
    bool stated = line->inside == NULL;
    FINDING(context, stated ? FINDING_ACCUMULATED_CHANGE : FINDING_SELF_PRODUCED_CHOICE, material->line,
            stated  ? context_cite(context, PROVISION_ACCUMULATED_CHANGE)
            : share ? context_cite(context, PROVISION_CHOICE_OF_MATERIALS_SHARE)
                    : context_cite(context, PROVISION_CHOICE_OF_MATERIALS),
            share ? "share" : NULL, {"line", material->line}, {"material", material->material_id},
            {"document", material->document}, {"value", context_amount(context, value)});
}

/* With 5(1): the share counts what fails inside. */
static void name_shares(struct origin_context *context, const struct test *change) {
    for (uint32_t i = 0;
         change->by_inner != NULL && change->de_minimis.applied && i < context->result->line_count; i++)
        if (change->by_inner[i].given)
            name_choice(context, &context->result->lines[i], true, change->by_inner[i]);
}

static void name_choices(const struct reading *reading, const struct change *change) {
    struct origin_context *context = reading->context;
    for (uint32_t i = 0; i < context->result->line_count; i++) {
        struct line *line = &context->result->lines[i];
        if (line->shift != RESULT_PASS || !tariff_shift_by_inner(reading, change, line))
            continue;
        line->by_inner = true;
        name_choice(context, line, false, amount_not_given());
    }
}

void answer_report(struct origin_context *context, const struct attempt *attempt) {
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

/* ---- the criterion ---- */

static void name_rule(struct determination *result, const char *id, struct text alternative,
                      struct text cite) {
    result->rule_id = text_from(id);
    result->rule_alternative = alternative;
    result->rule_cite = cite;
}

void answer_name(struct origin_context *context) {
    const struct attempt *attempt = context->attempt;
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
