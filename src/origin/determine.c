#include "origin/determine.h"

#include "origin/attempt.h"
#include "origin/code_search.h"
#include "origin/conclude.h"
#include "origin/declared_facts.h"
#include "origin/declared_origin.h"
#include "origin/disputes.h"
#include "origin/gap.h"
#include "origin/importation.h"
#include "origin/materials.h"
#include "origin/production.h"
#include "origin/questions.h"
#include "origin/readings.h"
#include "origin/regional_value.h"
#include "origin/sets.h"
#include "origin/tariff_shift.h"
#include "origin/transport.h"
#include "origin/uses.h"
#include "origin/vehicle/core_parts.h"
#include "origin/vehicle/high_wage.h"
#include "origin/vehicle/parts_tables.h"
#include "origin/vehicle/vehicle.h"
#include "rulebook/sentence.h"

/* ---- A and C ---- */

static bool any_non_originating(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (result->lines[i].uses_non_originating)
            return true;
    return false;
}

static bool any_material(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (!result->lines[i].disregarded && !result->lines[i].beside)
            return true;
    return false;
}

/* U.R. 3(3). A good without materials is not shown to be made of originating ones; a self-produced one that
 * is not designated is those that it is made of. */
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

/* U.R. 3(8), 9(1)(c): the answer rests on a choice of what the materials of the good are. */
static void name_choice(struct origin_context *context, const struct line *line, bool share,
                        struct amount value) {
    const struct material *material = line->material;
    bool stated = line->inside == NULL;
    FINDING(context, stated ? FINDING_ACCUMULATED_CHANGE : FINDING_SELF_PRODUCED_CHOICE, SEVERITY_INFO,
            material->line,
            stated  ? TEXT("U.R. 9(1)(c), 9(7)(a)(ii)")
            : share ? TEXT("U.R. 3(8), 5(1)")
                    : TEXT("U.R. 3(8)"),
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
    if (otherwise != RESULT_PASS)
        result->own_uses = readings_uses(context);
    conclude_readings(context, readings, outcome->agree);
    return readings->count > 0 ? &outcome->reported : NULL;
}

/* ---- all steps, in the law's order ---- */

static enum status status_of(enum result result) {
    return result == RESULT_PASS      ? STATUS_ORIGINATING
           : result == RESULT_UNKNOWN ? STATUS_UNDETERMINED
                                      : STATUS_NON_ORIGINATING;
}

/* U.R. 20(4): where the outcome hangs on whether the Tables list a good or a material, it is open. */
static void suppose_listed(struct origin_context *context) {
    struct determination *result = context->result;
    struct case_setting *setting = context_room(context, sizeof *setting);
    struct determination *other = NULL;
    if (!result->choice_open || setting == NULL)
        return;
    *setting = *context->setting;
    setting->suppose_listed = true;
    setting->every_use = false;
    setting->gap = false;
    setting->ask = false;
    if (determine_within(&other, context, setting, context->good) != USMCA_OK) {
        context->out_of_memory = true;
        return;
    }
    if (other->status == result->status)
        return;
    result->status = STATUS_UNDETERMINED;
    if (result->choice_fact != NULL)
        FINDING(context, FINDING_FACT_MISSING, SEVERITY_WARNING, NO_TEXT, TEXT("U.R. 20(4)"), NULL,
                {"fact", result->choice_fact->key},
                {"question", sentence_question(context->book, result->choice_fact)});
    else
        FINDING(context, FINDING_FACT_MISSING, SEVERITY_WARNING, result->choice_material->line,
                TEXT("U.R. 20(4)"), "listed", {"line", result->choice_material->line},
                {"material", result->choice_material->material_id});
}

/* Nothing originates under an agreement before its entry into force, by whatever criterion. */
static enum result in_force(struct origin_context *context) {
    const struct general *general = &context->book->general;
    char day[DATE_TEXT_SIZE];
    char from[DATE_TEXT_SIZE];
    if (context->result->day >= general->in_force)
        return RESULT_PASS;
    FINDING(context, FINDING_NOT_IN_FORCE, SEVERITY_VIOLATION, NO_TEXT, general->in_force_cite, NULL,
            {"date", {day, date_print(day, context->result->day)}},
            {"from", {from, date_print(from, general->in_force)}});
    return RESULT_FAIL;
}

static const struct attempt *decide_inside(struct origin_context *context) {
    struct determination *result = context->result;
    result->wholly_obtained = declared_wholly_obtained(context);
    result->only_originating = only_originating(context);
    enum result otherwise = result_or(result->wholly_obtained, result->only_originating);
    result->is_set = sets_applies(result);
    if (result->is_set) {
        enum result set = sets_test(context);
        if (!sets_of_several(result)) /* one good alone is no set */
            set = result_and(set, production_otherwise(result));
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

/* The answer hangs on materials whose own origin is not determined. */
static void leave_open(struct origin_context *context) {
    struct determination *result = context->result;
    if (context->decisive == NULL || context->best <= result->status)
        return;
    for (uint32_t i = 0; i < result->line_count; i++) {
        const struct line *line = &result->lines[i];
        if (!context->decisive[i])
            continue;
        bool within = line->open_inside;
        const char *variant = within ? "within" : line->open ? NULL : "statement";
        if (!within && line->open && line->material->origin == ORIGIN_DECLARED_ORIGINATING)
            continue; /* what contradicts that is told already */
        FINDING(context, FINDING_MATERIAL_UNDETERMINED, SEVERITY_WARNING, line->material->line,
                line->open || within ? TEXT("U.R. 7(21)") : TEXT("U.R. 9(7)(a)(ii)"), variant,
                {"line", line->material->line}, {"material", line->material->material_id},
                {"within", within ? line->inside->open : line->material->document},
                {"status", message_find(context->book->messages, context->best == STATUS_ORIGINATING
                                                                     ? "status.originating"
                                                                     : "status.undetermined")});
    }
    result->status = STATUS_UNDETERMINED;
}

static void decide(struct origin_context *context) {
    struct determination *result = context->result;
    const struct general *general = &context->book->general;
    const struct good *good = context->good;
    const struct attempt *attempt = NULL;
    result->importation = importation_test(context);
    result->made_in_territory = territory_holds(context, good->country);
    if (result->made_in_territory) {
        attempt = decide_inside(context);
    } else {
        result->status = STATUS_NON_ORIGINATING;
        if (result->importation != RESULT_PASS)
            FINDING(context, FINDING_PRODUCED_OUTSIDE_TERRITORY, SEVERITY_VIOLATION, NO_TEXT,
                    general->territory_cite, NULL, {"country", good->country});
    }
    if (status_of(result->importation) > result->status)
        result->status = status_of(result->importation);
    if (good->cycle.length > 0) {
        result->status = STATUS_UNDETERMINED;
        FINDING(context, FINDING_CYCLE, SEVERITY_VIOLATION, NO_TEXT, NO_TEXT, NULL, {"goods", good->cycle});
    }
    enum result kept = result_and(transport_keeps_status(context), in_force(context));
    if (status_of(kept) < result->status)
        result->status = status_of(kept);
    result->barred = kept != RESULT_PASS || good->cycle.length > 0;
    if (context->readings_differ || codes_open(context))
        result->status = STATUS_UNDETERMINED;
    if (codes_open(context))
        codes_tell_dispute(context);
    suppose_listed(context);
    leave_open(context);
    uses_compare(context);
    if (result->status == STATUS_ORIGINATING) {
        name_criterion(context, attempt);
        codes_tell_criteria(context);
    }
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
    context->material_uses = uses_of_materials(context);
    if (context->setting->every_use)
        context->result->listed_for_other_vehicles = parts_tables_list_good(context, 1U << USE_OTHER_VEHICLE);
    materials_prepare(context);
    if (context->overflow || context->out_of_memory)
        return;
    context->overflow_line = context->result->line_count;
    production_prepare(context);
    high_wage_reckon(context);
    vehicle_prepare(context);
    regional_value_prepare(context);
    core_parts_own(context);
}

static void determine_all(struct origin_context *context) {
    const struct good *good = context->good;
    if (good->rejected.length > 0) {
        reject(context, good->rejected, NO_TEXT);
        return;
    }
    prepare(context);
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
    declared_facts_conclude(context);
    conclude_claim(context);
    conclude_duty(context);
    if (context->setting->gap && !context->trial)
        gap_find(context);
}

static void determine_by_every_reading(struct origin_context *context) {
    disputes_determine(context, determine_all);
}

/* ---- materials of undetermined origin ---- */

/* How a run takes the lines whose origin is open, and what is known of other runs. */
struct run {
    const struct usmca_rulebook *book;
    const struct case_setting *setting;
    const struct good *good;
    struct arena *arena;
    struct trail *trail; /* or NULL */
    uint32_t hoped;
    enum status best;
    const bool *decisive;
    const struct supposed_codes
        *codes; /* of the determination that this one is within; NULL: all are tried */
    bool open;
};

static usmca_status determine_once(struct determination **out, struct run *run, usmca_error *error) {
    const struct good *good = uses_said(run->setting, run->book, run->good, run->arena);
    if (good == NULL)
        return error_memory(error);
    struct origin_context context = {.book = run->book,
                                     .setting = run->setting,
                                     .good = good,
                                     .arena = run->arena,
                                     .trail = run->trail,
                                     .hoped = run->hoped,
                                     .best = run->best,
                                     .decisive = run->decisive};
    if (run->codes == NULL)
        codes_determine(&context, determine_by_every_reading);
    else if (codes_as_supposed(&context, run->codes))
        determine_by_every_reading(&context);
    if (context.out_of_memory)
        return error_memory(error);
    run->open = context.open;
    *out = context.result;
    return USMCA_OK;
}

/* More than can be told apart by trying each. */
enum { MOST_TRIED = 8 };

/* The lines that would decide by themselves; where none would, all that are open. */
static usmca_status find_decisive(const struct determination *worst, struct run *run, bool **out,
                                  usmca_error *error) {
    bool *decisive = ARENA_ARRAY(run->arena, bool, (size_t)worst->line_count + 1);
    uint32_t open = 0;
    bool any = false;
    if (decisive == NULL)
        return error_memory(error);
    for (uint32_t i = 0; i < worst->line_count; i++)
        open += line_is_open(&worst->lines[i]);
    for (uint32_t i = 0; i < worst->line_count && open <= MOST_TRIED; i++) {
        struct determination *one = NULL;
        if (!line_is_open(&worst->lines[i]))
            continue;
        run->hoped = i;
        usmca_status status = determine_once(&one, run, error);
        if (status != USMCA_OK || one == NULL)
            return status;
        decisive[i] = one->status != STATUS_REJECTED && one->status > worst->status;
        any = any || decisive[i];
    }
    for (uint32_t i = 0; i < worst->line_count && !any; i++)
        decisive[i] = line_is_open(&worst->lines[i]);
    *out = decisive;
    return USMCA_OK;
}

/* U.R. 7(21) is a choice, and no fact: what is not determined of a material may be either. Where the answers
 * differ the good is undetermined, and says by which lines. */
static usmca_status determine_both(struct determination **out, struct run *run, usmca_error *error) {
    const struct case_setting *setting = run->setting;
    struct case_setting probing = *setting;
    usmca_status status = determine_once(out, run, error);
    if (status != USMCA_OK || !run->open || (*out)->status >= STATUS_ORIGINATING)
        return status;
    const struct determination *worst = *out;
    struct determination *best = NULL;
    bool *decisive = NULL;
    probing.gap = false;
    probing.ask = false;
    run->setting = &probing;
    run->hoped = HOPE_ALL;
    status = determine_once(&best, run, error);
    bool differ =
        status == USMCA_OK && best != NULL && best->status != STATUS_REJECTED && best->status > worst->status;
    if (differ)
        status = find_decisive(worst, run, &decisive, error);
    run->setting = setting;
    if (status != USMCA_OK || !differ)
        return status;
    run->hoped = HOPE_NONE;
    run->best = best->status;
    run->decisive = decisive;
    return determine_once(out, run, error);
}

usmca_status determine_within(struct determination **out, const struct origin_context *context,
                              const struct case_setting *setting, const struct good *good) {
    struct run run = {.book = context->book,
                      .setting = setting,
                      .good = good,
                      .arena = context->arena,
                      .hoped = HOPE_NONE,
                      .codes = context->codes.settled == NULL ? &context->codes : NULL};
    return determine_both(out, &run, NULL);
}

usmca_status determine(struct determination **out, const struct usmca_rulebook *book,
                       const struct case_setting *setting, const struct good *good, struct arena *arena,
                       usmca_error *error) {
    struct trail *trail = setting->ask ? ARENA_NEW(arena, struct trail) : NULL;
    if (setting->ask && trail == NULL)
        return error_memory(error);
    struct run run = {
        .book = book, .setting = setting, .good = good, .arena = arena, .trail = trail, .hoped = HOPE_NONE};
    usmca_status status = determine_both(out, &run, error);
    if (status != USMCA_OK || trail == NULL || (*out)->status != STATUS_UNDETERMINED)
        return status;
    return questions_find(*out, trail, book, setting, arena, error);
}

usmca_status determine_hopeful(struct determination **out, const struct usmca_rulebook *book,
                               const struct case_setting *setting, const struct good *good,
                               struct arena *arena, usmca_error *error) {
    struct run run = {.book = book, .setting = setting, .good = good, .arena = arena, .hoped = HOPE_ALL};
    return determine_once(out, &run, error);
}
