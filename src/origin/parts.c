#include "origin/attempt.h"
#include "origin/inner_view.h"
#include "origin/only_by_content.h"
#include "origin/regional_value.h"
#include "origin/tariff_shift.h"

static bool any_content(const struct determination *determination) {
    bool any = false;
    for (int method = 0; method < METHODS && !any; method++)
        any = determination->rvc[method].base.given;
    return any;
}

/* U.R. 3(5)(a): by what is declared, else by the words of the subheading. Where these are silent and a Note
 * classifies parts with the goods, it is asked, if there are figures of the content that 3(4)(a) asks
 * besides. */
static enum result is_part(const struct reading *reading, const struct line *line) {
    const struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    bool declared = general->part_when.fact != NULL &&
                    fact_declared(&line->material->facts, general->part_when.fact->key).length > 0;
    if (declared)
        return condition_of_line(line, general->part_when);
    if (hs_provides_for_parts(context->book->editions, reading->code))
        return RESULT_PASS;
    return scope_holds_good(context, &general->parts_by_note, reading->code) != RESULT_FAIL &&
                   any_content(context->determination)
               ? condition_of_line(line, general->part_when)
               : RESULT_FAIL;
}

enum result parts_classified(const struct reading *reading, const struct line *line) {
    const struct hs_editions *editions = reading->context->book->editions;
    const struct general *general = &reading->context->book->general;
    enum hs_level level = hs_heading_undivided(editions, reading->context->book->edition, reading->code)
                              ? HS_HEADING
                              : HS_SUBHEADING;
    enum result same = line_in_unit(reading->code, line, level);
    if (same == RESULT_FAIL)
        return RESULT_FAIL;
    if (general->other_good.fact != NULL && condition_of_line(line, general->other_good) == RESULT_FAIL)
        return RESULT_FAIL; /* the good itself is no part of it */
    return result_and(same, is_part(reading, line));
}

static const struct change *change_of(const struct alternative_result *alternative) {
    const struct test *test = test_of_kind(alternative, REQUIRE_CHANGE);
    return test != NULL ? &test->requirement->change : NULL;
}

/* U.R. 3(8): the self-produced material that makes the change, or originates, need not be the material, and
 * one that makes it by what it is made of may be. */
static enum result part_by_choice(const struct reading *reading, const struct change *change,
                                  const struct line *line) {
    if (line_view(line) == NULL || line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result part = inner_view_any_part(reading, change, line);
    if (part != RESULT_PASS && !line->originating && tariff_shift_by_inner(reading, change, line))
        part = result_or(part, parts_classified(reading, line));
    return part;
}

/* Every material that fails the change must be such a part, or be made of such. */
static enum result shift_excused(const struct reading *reading, const struct alternative_result *alternative,
                                 bool *any) {
    const struct determination *determination = reading->context->determination;
    const struct change *change = change_of(alternative);
    const bool all = reading->context->trail != NULL || context_tells(reading->context);
    enum result excused = RESULT_PASS;
    *any = false;
    for (uint32_t i = 0; i < determination->noted.changing_count && (all || excused != RESULT_FAIL); i++) {
        const uint8_t shift = alternative->shift[determination->noted.changing[i].line];
        if (shift == NO_SHIFT || shift == RESULT_PASS)
            continue;
        const struct line *line = &determination->lines[determination->noted.changing[i].line];
        *any = true;
        enum result part = parts_classified(reading, line);
        if (part != RESULT_PASS)
            part = result_or(part, inner_view_parts(reading, change, line));
        if (shift == RESULT_UNKNOWN)
            part = result_or(part, RESULT_UNKNOWN);
        excused = result_and(excused, part);
    }
    return excused;
}

/* Where nothing fails the change, a choice may leave one that cannot make it: what the rule asks besides is
 * then not asked. */
static enum result excused_by_choice(const struct reading *reading, const struct change *change) {
    const struct determination *determination = reading->context->determination;
    enum result chosen = RESULT_FAIL;
    for (uint32_t i = 0; i < determination->line_count && chosen != RESULT_PASS; i++)
        chosen = result_or(chosen, part_by_choice(reading, change, &determination->lines[i]));
    return chosen;
}

static enum result way_of(const struct reading *reading, const struct alternative_result *alternative,
                          bool content) {
    const struct change *change = change_of(alternative);
    bool any = false;
    if (change == NULL)
        return RESULT_FAIL;
    enum result excused = shift_excused(reading, alternative, &any);
    if (any)
        return excused;
    return content ? excused_by_choice(reading, change) : RESULT_FAIL;
}

/* Not where the rule is met anyway: what self-produced materials are made of is then not looked through. */
static bool content_may_decide(const struct reading *reading, const struct product_specific *specific) {
    struct test content = {.kind = REQUIRE_RVC, .method = METHODS};
    if (specific->result == RESULT_PASS)
        return false;
    regional_value_test(reading, &reading->context->book->general.parts_rvc, 1, &content);
    return content.result != RESULT_FAIL;
}

enum result parts_test(const struct reading *reading, const struct product_specific *specific,
                       struct test *test) {
    struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    *test = (struct test){.kind = REQUIRE_RVC, .method = METHODS};
    if (scope_holds_good(context, &general->parts_except, reading->code) != RESULT_FAIL ||
        general->parts_rvc.transaction_value == 0)
        return RESULT_FAIL;
    enum result way = condition_of_good(context, reading, general->unassembled_when); /* U.R. 3(4)(b) */
    const bool content = content_may_decide(reading, specific);
    for (uint32_t i = 0; i < specific->count && way != RESULT_PASS; i++)
        way = result_or(way, way_of(reading, &specific->alternatives[i], content));
    if (way == RESULT_FAIL)
        return RESULT_FAIL;
    regional_value_test(reading, &general->parts_rvc, 1, test);
    return result_and(result_not(only_by_content(reading)), result_and(way, test->result));
}

/* ---- what the producer has chosen ---- */

static enum part_choice choice_that_excuses(const struct reading *reading, const struct change *change,
                                            const struct line *line) {
    if (part_by_choice(reading, change, line) != RESULT_PASS)
        return PART_CHOICE_NONE;
    return inner_view_any_part(reading, change, line) == RESULT_PASS ? PART_CHOICE_INSIDE
                                                                     : PART_CHOICE_ITSELF;
}

static enum part_choice choice_of_line(const struct reading *reading, const struct change *change,
                                       const struct line *line, uint8_t shift) {
    if (shift == NO_SHIFT)
        return PART_CHOICE_NONE;
    if (shift == RESULT_PASS)
        return tariff_shift_by_inner(reading, change, line) ? PART_CHOICE_MADE_OF : PART_CHOICE_NONE;
    return parts_classified(reading, line) != RESULT_PASS ? PART_CHOICE_INSIDE : PART_CHOICE_NONE;
}

/* Where nothing fails the change, of one line alone: it is enough. */
static void choose(const struct reading *reading, const struct alternative_result *alternative,
                   enum part_choice *choices) {
    const struct determination *determination = reading->context->determination;
    const struct change *change = change_of(alternative);
    bool any = false;
    (void)shift_excused(reading, alternative, &any);
    for (uint32_t i = 0; i < determination->noted.changing_count; i++) {
        const uint32_t at = determination->noted.changing[i].line;
        choices[at] = choice_of_line(reading, change, &determination->lines[at], alternative->shift[at]);
    }
    for (uint32_t i = 0; i < determination->line_count && !any; i++) {
        const enum part_choice choice = choice_that_excuses(reading, change, &determination->lines[i]);
        if (choice != PART_CHOICE_NONE)
            choices[i] = choice;
        any = choice != PART_CHOICE_NONE;
    }
}

const enum part_choice *parts_choices(const struct attempt *attempt) {
    const struct reading *reading = attempt->reading;
    struct origin_context *context = reading->context;
    const struct product_specific *specific = &attempt->specific;
    if (condition_of_good(context, reading, context->book->general.unassembled_when) == RESULT_PASS)
        return NULL;
    for (uint32_t i = 0; i < specific->count; i++) {
        if (way_of(reading, &specific->alternatives[i], true) != RESULT_PASS)
            continue;
        enum part_choice *choices =
            context_room(context, sizeof *choices * ((size_t)context->determination->line_count + 1));
        if (choices != NULL)
            choose(reading, &specific->alternatives[i], choices);
        return choices;
    }
    return NULL;
}
