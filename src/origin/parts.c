#include "origin/attempt.h"
#include "origin/inner_view.h"
#include "origin/only_by_content.h"
#include "origin/regional_value.h"

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

/* Every material that fails the change must be such a part, or be made of such. */
static enum result shift_excused(const struct reading *reading,
                                 const struct alternative_result *alternative) {
    const struct determination *determination = reading->context->determination;
    const struct change *change = change_of(alternative);
    const bool all = reading->context->trail != NULL || context_tells(reading->context);
    enum result excused = RESULT_PASS;
    bool any = false;
    for (uint32_t i = 0;
         change != NULL && i < determination->noted.changing_count && (all || excused != RESULT_FAIL); i++) {
        const uint8_t shift = alternative->shift[determination->noted.changing[i].line];
        if (shift == NO_SHIFT || shift == RESULT_PASS)
            continue;
        const struct line *line = &determination->lines[determination->noted.changing[i].line];
        any = true;
        enum result part = parts_classified(reading, line);
        if (part != RESULT_PASS)
            part = result_or(part, inner_view_parts(reading, change, line));
        if (shift == RESULT_UNKNOWN)
            part = result_or(part, RESULT_UNKNOWN);
        excused = result_and(excused, part);
    }
    return any ? excused : RESULT_FAIL;
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
    for (uint32_t i = 0; i < specific->count && way != RESULT_PASS; i++)
        if (change_of(&specific->alternatives[i]) != NULL)
            way = result_or(way, shift_excused(reading, &specific->alternatives[i]));
    if (way == RESULT_FAIL)
        return RESULT_FAIL;
    regional_value_test(reading, &general->parts_rvc, 1, test);
    return result_and(result_not(only_by_content(reading)), result_and(way, test->result));
}
