#include "origin/production.h"

#include "origin/tariff_shift.h"
#include "rulebook/sentence.h"
#include "rulebook/vocabulary.h"

/* A part of what the good is made of, and not of what it is packed in or delivered with. */
static bool is_component(const struct line *line) {
    return !line->beside && line->material->role != ROLE_PACKING && line->material->role != ROLE_INDIRECT;
}

static bool is_foreign(const struct line *line) {
    return is_component(line) && !line->originating;
}

/* ---- all of one classification ---- */

/* What a line comes from: the one code of everything in it where its producer is that of the good. One of
 * another edition that may be the good's is taken for it. */
static struct sole_code code_inside(const struct origin_context *context, const struct line *line) {
    const struct produced *produced = case_self_produced(line->material);
    if (produced != NULL)
        return produced->sole;
    bool may_be = line->edition != context->codes.edition && line_of_goods_code(context, line) != RESULT_FAIL;
    return may_be ? (struct sole_code){context->good->hs, context->codes.edition}
                  : (struct sole_code){line->material->hs, line->edition};
}

/* Costs that only production has: direct labour and overhead, U.R. 1(1) "product costs". */
static bool costs_show(const struct origin_context *context) {
    const struct amount costs = context->good->other_product_costs;
    return costs.given && costs.value > 0;
}

/* What a good may be put up in, whatever role its line has: a bill seldom tells a carton from a component. */
static bool may_be_packing(const struct origin_context *context, const struct line *line) {
    return line_may_be_packing(context, line) && line_of_goods_code(context, line) == RESULT_FAIL;
}

/* Of a material that is classified otherwise nobody asks it. */
static bool is_another_good(const struct origin_context *context, const struct line *line) {
    const struct condition other = context->book->general.other_good;
    return (line_of_goods_code(context, line) == RESULT_FAIL ? condition_of_line_unasked(line, other)
                                                             : condition_of_line(line, other)) == RESULT_PASS;
}

/* The subheading that everything in the good but its packing is, or may be, classified in; no code where
 * there are several, or none. */
static struct sole_code sole_code(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    struct sole_code sole = {0};
    bool packed = false;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        if (!is_component(&determination->lines[i]) || determination->lines[i].code_count == 0)
            continue;
        if (may_be_packing(context, &determination->lines[i])) {
            packed = true;
            continue;
        }
        struct sole_code inside = code_inside(context, &determination->lines[i]);
        if (inside.hs.digits == 0 ||
            (sole.hs.digits > 0 && hs_same_unit(sole.hs, inside.hs, HS_SUBHEADING) == HS_OUTSIDE) ||
            is_another_good(context, &determination->lines[i]))
            return (struct sole_code){0};
        if (inside.hs.digits > sole.hs.digits)
            sole = inside;
    }
    return sole.hs.digits > 0 || packed ? sole
                                        : (struct sole_code){context->good->hs, context->codes.edition};
}

static enum result is_of_goods_code(const struct origin_context *context, const struct line *line) {
    const struct produced *produced = case_self_produced(line->material);
    if (produced == NULL)
        return line_of_goods_code(context, line);
    if (produced->sole.hs.digits == 0)
        return RESULT_FAIL;
    return result_of(hs_same_unit(context->good->hs, produced->sole.hs, HS_SUBHEADING) != HS_OUTSIDE);
}

/* Whether everything in the good but its packing is, or may be, of its own classification, and something of
 * that is foreign. */
static bool all_of_goods_code(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    bool any = false;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!is_component(line))
            continue;
        if (is_of_goods_code(context, line) != RESULT_FAIL)
            any = any || is_foreign(line);
        else if (!may_be_packing(context, line))
            return false;
    }
    return any;
}

/* Whether everything in the line is, or may be, what the scope names: of what its producer has put together
 * or packed alone, what that is. */
static bool may_be_of(const struct origin_context *context, const struct scope *scope,
                      const struct line *line) {
    const struct produced *produced = case_self_produced(line->material);
    if (produced == NULL)
        return scope_holds_line(context, scope, line) != RESULT_FAIL;
    return produced->sole.hs.digits > 0 &&
           scope_holds_code(scope, context->book->editions, produced->sole.edition, produced->sole.hs) !=
               RESULT_FAIL;
}

/* Whether nothing is in the good but what it may be a part of: a starter of a vehicle or of an engine, an
 * engine of a vehicle, and not a vehicle of a chassis or a pump of an engine. */
static bool may_be_taken_out(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    const struct production_provision *provision = &context->book->general.production;
    struct hs_code good = context->codes.code;
    bool any = false;
    if (scope_holds_good(context, &provision->wholes, good) == RESULT_PASS)
        return false;
    bool part = scope_holds_good(context, &provision->assembly_parts, good) != RESULT_FAIL;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!is_component(line) || line->code_count == 0)
            continue;
        bool whole = may_be_of(context, &provision->wholes, line) ||
                     (part && may_be_of(context, &provision->assemblies, line));
        if (!whole && !may_be_packing(context, line))
            return false;
        any = any || whole;
    }
    return any;
}

/* Whether all that is in the good but what it may be put up in is, or may be, of the scope. */
static bool all_may_be_of(const struct origin_context *context, const struct scope *scope) {
    const struct determination *determination = context->determination;
    bool any = false;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!is_component(line) || line->code_count == 0)
            continue;
        if (may_be_of(context, scope, line))
            any = true;
        else if (!line_may_be_packing(context, line))
            return false;
    }
    return any;
}

static bool may_be_repacked(const struct origin_context *context) {
    const struct production_provision *provision = &context->book->general.production;
    const uint64_t may = provisions_for(context, context->codes.code)->repackings;
    for (uint32_t i = 0; i < provision->repacking_count; i++)
        if (provision_among(may, i) &&
            scope_holds_good(context, &provision->repackings[i].goods, context->codes.code) != RESULT_FAIL &&
            all_may_be_of(context, &provision->repackings[i].materials))
            return true;
    return false;
}

/* Whether something in it that was bought has its own id: one and the same article, which costs of packing it
 * anew do not show to have become another. */
static bool is_made_of_itself(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (is_foreign(line) && line->material->material_id.length > 0 &&
            text_equal(line->material->material_id, context->good->good_id))
            return true;
    }
    return false;
}

static enum result production_by_parts(const struct origin_context *context, enum result declared) {
    return may_be_taken_out(context) || may_be_repacked(context) ? declared : RESULT_PASS;
}

static enum result production_by_code(struct origin_context *context, enum result declared) {
    const struct condition produced = context->book->general.production.produced;
    bool same = context->determination->production.sole.hs.digits > 0 && all_of_goods_code(context);
    if (declared == RESULT_FAIL && costs_show(context))
        FINDING(context, FINDING_FACT_CONTRADICTED, NO_TEXT, context->book->general.production.cite, "costs",
                {"fact", produced.fact->key});
    return context->determination->production.said || same ? declared : RESULT_PASS;
}

/* Where nothing else tells whether it was produced, its description may. */
static void hear_description(struct origin_context *context) {
    struct production *production = &context->determination->production;
    const bool open = production->by_code == RESULT_UNKNOWN || production->by_parts == RESULT_UNKNOWN;
    if (!open || production->said)
        return;
    production->described = vocabulary_within(context->book->words, "described-repacked", "described-not",
                                              context->good->description);
    if (production->described.length == 0)
        return;
    production->by_code = production->by_code == RESULT_UNKNOWN ? RESULT_FAIL : production->by_code;
    production->by_parts = production->by_parts == RESULT_UNKNOWN ? RESULT_FAIL : production->by_parts;
}

/* ---- dilution ---- */

/* What was diluted has to have been originating; that by which it was diluted is a material like any other.
 */
static enum result diluted_originates(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    bool any_originating = false;
    enum result all = RESULT_PASS;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (is_foreign(line))
            all = result_and(all, condition_of_line(line, context->book->general.production.diluent));
        else if (is_component(line) && !line->disregarded)
            any_originating = true;
    }
    return any_originating ? all : RESULT_FAIL;
}

void production_prepare(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct production_provision *provision = &context->book->general.production;
    bool foreign = false;
    for (uint32_t i = 0; i < determination->line_count && !foreign; i++)
        foreign = is_foreign(&determination->lines[i]);
    determination->production =
        (struct production){.by_code = RESULT_PASS, .by_parts = RESULT_PASS, .by_dilution = RESULT_PASS};
    if (provision->produced.fact == NULL)
        return;
    determination->production.said =
        fact_said(context->book, &context->good->facts, provision->produced.fact).length > 0;
    const enum result declared = condition_of_good_unasked(context, NULL, provision->produced);
    const bool shown = declared == RESULT_PASS || costs_show(context);
    if (!shown)
        determination->production.sole = sole_code(context);
    if (!foreign)
        return;
    determination->production.by_code = production_by_code(context, declared);
    if (is_made_of_itself(context))
        determination->production.by_parts = declared;
    else if (!shown)
        determination->production.by_parts = production_by_parts(context, declared);
    if (!shown)
        hear_description(context);
    if (production_otherwise(determination) == RESULT_UNKNOWN)
        (void)condition_of_good(context, NULL, provision->produced); /* and then it is asked */
    enum result diluted = condition_of_good(context, NULL, provision->diluted);
    if (diluted != RESULT_FAIL)
        determination->production.by_dilution = result_or(result_not(diluted), diluted_originates(context));
}

/* ---- what shows it ---- */

/* The rule leaves every non-originating material out of account, so that it is met by the others. */
static bool leaves_all_out(const struct reading *reading) {
    const struct determination *determination = reading->context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (is_foreign(&determination->lines[i]) &&
            tariff_shift_disregards(reading, &determination->lines[i]) != RESULT_PASS)
            return false;
    return true;
}

/* A material that makes the change although its code is the good's became another good, as the rule describes
 * the two; and a process that opens a way to qualify is production. */
static bool shows_production(const struct determination *determination,
                             const struct alternative_result *alternative) {
    for (uint32_t i = 0; i < alternative->test_count; i++) {
        const struct test *test = &alternative->tests[i];
        if (test->kind == REQUIRE_PROCESS && test->result == RESULT_PASS &&
            test->requirement->process.fact->opens && !test->requirement->process.negated)
            return true;
        if (test->kind != REQUIRE_CHANGE || test->de_minimis.applied)
            continue;
        for (uint32_t k = 0; k < determination->line_count; k++)
            if (is_foreign(&determination->lines[k]) &&
                (alternative->shift[k] == RESULT_PASS || alternative->shift[k] == RESULT_UNKNOWN))
                return true;
    }
    return false;
}

enum result production_otherwise(const struct determination *determination) {
    return result_and(result_and(determination->production.by_code, determination->production.by_parts),
                      determination->production.by_dilution);
}

enum result production_for(const struct reading *reading, const struct alternative_result *alternative) {
    const struct determination *determination = reading->context->determination;
    enum result otherwise = production_otherwise(determination);
    if (otherwise == RESULT_PASS || leaves_all_out(reading))
        return RESULT_PASS;
    if (determination->production.by_code == RESULT_UNKNOWN && !determination->production.said &&
        shows_production(determination, alternative))
        return result_and(determination->production.by_parts, determination->production.by_dilution);
    return otherwise;
}

/* ---- findings ---- */

static void dilution_findings(struct origin_context *context) {
    const struct production_provision *provision = &context->book->general.production;
    if (context->determination->production.by_dilution == RESULT_FAIL) {
        FINDING(context, FINDING_DISQUALIFIED, NO_TEXT, provision->dilution_cite, NULL,
                {"reason", sentence_description(context->book, provision->diluted.fact)});
        return;
    }
    for (uint32_t i = 0; i < context->determination->line_count; i++) {
        const struct line *line = &context->determination->lines[i];
        if (is_foreign(line) && condition_of_line(line, provision->diluent) == RESULT_UNKNOWN)
            FINDING(context, FINDING_FACT_MISSING, line->material->line, provision->dilution_cite, "line",
                    {"line", line->material->line}, {"fact", provision->diluent.fact->key},
                    {"question", sentence_question(context->book, provision->diluent.fact)});
    }
}

void production_conclude(struct origin_context *context) {
    const struct production *production = &context->determination->production;
    const struct production_provision *provision = &context->book->general.production;
    if (production->by_code == RESULT_FAIL || production->by_parts == RESULT_FAIL)
        FINDING(context, FINDING_NOTHING_PRODUCED, NO_TEXT, provision->cite,
                production->described.length > 0 ? "described" : NULL,
                {"fact", provision->produced.fact->key}, {"word", production->described});
    if (production->by_code == RESULT_UNKNOWN || production->by_parts == RESULT_UNKNOWN)
        FINDING(context, FINDING_FACT_MISSING, NO_TEXT, provision->cite, NULL,
                {"fact", provision->produced.fact->key},
                {"question", sentence_question(context->book, provision->produced.fact)});
    if (production->by_dilution != RESULT_PASS)
        dilution_findings(context);
}
