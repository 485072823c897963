#include "origin/answer.h"

#include "origin/tariff_shift.h"

/* ---- what is reported of an attempt ---- */

/* The regional value content test to report: of the alternative reported, or else of the nearest other one.
 */
static const struct test *reported_rvc(const struct determination *determination) {
    const struct test *found = NULL;
    for (uint32_t i = 0; i <= determination->alternative_count; i++) {
        uint32_t at = i == 0 ? determination->reported : i - 1;
        const struct alternative_result *one = &determination->alternatives[at];
        for (uint32_t k = 0; k < one->test_count; k++)
            if (one->tests[k].kind == REQUIRE_RVC && (found == NULL || one->tests[k].result > found->result))
                found = &one->tests[k];
        if (i == 0 && found != NULL)
            return found;
    }
    return found;
}

/* U.R. 3(8), 9(1)(c): the answer rests on a choice of what the materials of the good are; of the given kind,
 * or that it makes the change. */
static void name_choice(struct origin_context *context, const struct line *line, const char *kind,
                        enum provision provision, struct amount value) {
    const struct material *material = line->material;
    bool stated = line->inside == NULL;
    FINDING(context, stated ? FINDING_ACCUMULATED_CHANGE : FINDING_SELF_PRODUCED_CHOICE, material->line,
            context_cite(context, stated ? PROVISION_ACCUMULATED_CHANGE : provision), kind,
            {"line", material->line}, {"material", material->material_id}, {"document", material->document},
            {"value", context_amount(context, value)});
}

/* With 5(1): the share counts what fails inside. */
static void name_shares(struct origin_context *context, const struct test *change) {
    for (uint32_t i = 0;
         change->by_inner != NULL && change->de_minimis.applied && i < context->determination->line_count;
         i++)
        if (change->by_inner[i].given)
            name_choice(context, &context->determination->lines[i], "share",
                        PROVISION_CHOICE_OF_MATERIALS_SHARE, change->by_inner[i]);
}

static void name_choices(const struct reading *reading, const struct change *change) {
    struct origin_context *context = reading->context;
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->noted.changing_count; i++) {
        struct line *line = &determination->lines[determination->noted.changing[i].line];
        if (determination->noted.changing[i].known_code != 0 || line->shift != RESULT_PASS ||
            !tariff_shift_by_inner(reading, change, line))
            continue;
        line->by_inner = true;
        name_choice(context, line, NULL, PROVISION_CHOICE_OF_MATERIALS, amount_not_given());
    }
}

/* With 3(4): by which the change need not be made. */
static void name_part_choices(struct origin_context *context, const struct attempt *attempt) {
    static const char *const KINDS[] = {[PART_CHOICE_INSIDE] = "part", [PART_CHOICE_ITSELF] = "part-itself"};
    const enum part_choice *choices = context->setting->status_alone ? NULL : parts_choices(attempt);
    for (uint32_t i = 0; choices != NULL && i < context->determination->line_count; i++)
        if (choices[i] != PART_CHOICE_NONE)
            name_choice(context, &context->determination->lines[i], KINDS[choices[i]],
                        choices[i] == PART_CHOICE_MADE_OF ? PROVISION_CHOICE_OF_MATERIALS
                                                          : PROVISION_CHOICE_OF_MATERIALS_PARTS,
                        amount_not_given());
}

/* Of a determination that is shown: one of which the status alone is asked may share its lines with the one
 * that it is within (materials_take_all). */
static void report_lines(const struct reading *reading, const struct alternative_result *reported) {
    struct origin_context *context = reading->context;
    struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++)
        determination->lines[i].shift = reported->shift[i];
    if (determination->parts == RESULT_PASS && determination->product_specific != RESULT_PASS)
        return; /* the choices are those of name_part_choices() */
    for (uint32_t i = 0; i < reported->test_count; i++)
        if (reported->tests[i].kind == REQUIRE_CHANGE) {
            name_shares(context, &reported->tests[i]);
            name_choices(reading, &reported->tests[i].requirement->change);
        }
}

void answer_report(struct origin_context *context, const struct attempt *attempt) {
    struct determination *determination = context->determination;
    const struct product_specific *specific = &attempt->specific;
    determination->rule = attempt->reading->rule;
    determination->rule_code = attempt->reading->code;
    determination->alternatives = specific->alternatives;
    determination->alternative_count = specific->count;
    determination->reported = specific->reported;
    determination->product_specific = result_and(specific->result, attempt->notes);
    determination->parts = result_and(attempt->parts, attempt->notes);
    determination->notes = attempt->notes;
    if (determination->vehicle != NULL && attempt->notes_failed.of_vehicle != NULL) {
        determination->vehicle->tests = attempt->notes_failed.of_vehicle;
        determination->vehicle->vehicle_class =
            determination->vehicle->tests->tests[0].requirement->vehicle.vehicle_class;
    }
    if (specific->count == 0)
        return;
    const struct alternative_result *reported = &specific->alternatives[specific->reported];
    for (uint32_t i = 0; i < reported->test_count; i++)
        if (reported->tests[i].kind == REQUIRE_CHANGE)
            determination->de_minimis = reported->tests[i].de_minimis;
    if (!context->setting->status_alone)
        report_lines(attempt->reading, reported);
    const struct test *rvc = reported_rvc(determination);
    if (rvc != NULL) {
        memcpy(determination->rvc, rvc->rvc, sizeof determination->rvc);
        determination->rvc_waived = rvc->waived;
    }
}

/* ---- the criterion ---- */

static void name_rule(struct determination *determination, const char *id, struct text alternative,
                      struct text cite) {
    determination->rule_id = text_from(id);
    determination->rule_alternative = alternative;
    determination->rule_cite = cite;
}

void answer_name(struct origin_context *context) {
    const struct attempt *attempt = context->attempt;
    struct determination *determination = context->determination;
    const struct general *general = &context->book->general;
    if (determination->wholly_obtained == RESULT_PASS) {
        determination->criterion = 'A';
        name_rule(determination, "wholly-obtained", NO_TEXT, general->wholly_obtained_cite);
    } else if (determination->only_originating == RESULT_PASS) {
        determination->criterion = 'C';
        name_rule(determination, "only-originating-materials", NO_TEXT, general->only_originating_cite);
    } else if (determination->is_set) {
        determination->criterion = 'B';
        name_rule(determination, "set", NO_TEXT, general->set_cite);
    } else if (attempt != NULL && determination->product_specific == RESULT_PASS) {
        const struct alternative_result *passed = &determination->alternatives[determination->reported];
        determination->criterion = 'B';
        determination->rule_id = passed->rule->id;
        determination->rule_alternative = passed->alternative->id;
        determination->rule_cite = passed->rule->cite;
    } else if (attempt != NULL && determination->parts == RESULT_PASS) {
        determination->criterion = 'D';
        name_rule(determination, "parts-classified-with-the-good", NO_TEXT, general->parts_cite);
        memcpy(determination->rvc, attempt->parts_test.rvc, sizeof determination->rvc);
        determination->rvc_waived = attempt->parts_test.waived;
        name_part_choices(context, attempt);
    } else {
        name_rule(determination, IMPORTATION_RULE, NO_TEXT, general->schedule_cite);
    }
}
