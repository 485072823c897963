#include "origin/tariff_shift.h"

#include "origin/de_minimis.h"
#include "origin/inner_view.h"
#include "origin/production.h"
#include "origin/remembered.h"

/* "From within that subheading" asks for production alone, U.R. 3(2): that of the material is declared, or
 * that of the good from its materials, or the two are different goods. */
static enum result produced_within(const struct reading *reading, const struct line *line,
                                   enum result declared) {
    const struct general *general = &reading->context->book->general;
    if (declared != RESULT_UNKNOWN)
        return declared;
    if (general->other_good.fact != NULL && condition_of_line(line, general->other_good) == RESULT_PASS)
        return RESULT_PASS;
    struct condition produced = general->production.produced;
    return produced.fact == NULL || condition_of_good(reading->context, NULL, produced) != RESULT_PASS
               ? RESULT_UNKNOWN
               : RESULT_PASS;
}

/* A material of the good's own unit may be the good itself: it is another good where that is declared, or
 * where the two have different codes. */
static enum result described(const struct reading *reading, const struct origin_item *item,
                             const struct line *line) {
    enum result declared = condition_of_line(line, item->when);
    if (item->same == HS_NONE)
        return declared;
    if (item->within)
        declared = produced_within(reading, line, declared);
    if (declared == RESULT_UNKNOWN)
        return result_or(declared, result_not(line_of_goods_code(reading->context, line)));
    return declared;
}

enum result tariff_shift_names(const struct reading *reading, const struct origin_item *item,
                               const struct line *line) {
    enum result named = item->same != HS_NONE ? line_in_unit(reading->code, line, item->same)
                                              : scope_holds_line(reading->context, &item->scope, line);
    return named == RESULT_FAIL ? RESULT_FAIL : result_and(named, described(reading, item, line));
}

/* A change from a named heading, subheading or tariff item is a change: a material of the good's own one
 * makes none, unless the rule tells the two apart by a description. */
static enum result item_changes(const struct reading *reading, const struct origin_item *item,
                                const struct line *line) {
    enum result named = tariff_shift_names(reading, item, line);
    if (named == RESULT_FAIL || item->same != HS_NONE || item->when.fact != NULL)
        return named;
    enum hs_level level = HS_TARIFF_ITEM;
    for (uint32_t i = 0; i < item->scope.count; i++)
        if (item->scope.items[i].digits < level)
            level = (enum hs_level)item->scope.items[i].digits;
    return result_and(named, result_not(line_in_unit(reading->code, line, level)));
}

static enum result any_names(const struct reading *reading, const struct origin_item *items, uint32_t count,
                             const struct line *line) {
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < count && result != RESULT_PASS; i++)
        result = result_or(result, tariff_shift_names(reading, &items[i], line));
    return result;
}

/* "From any other good of that subheading or any other subheading": another good makes that change whatever
 * its code.
 */
static bool another_good(const struct reading *reading, const struct change *change,
                         const struct line *line) {
    for (uint32_t i = 0; i < change->also_count; i++)
        if (change->also[i].same != HS_NONE && change->also[i].same == change->level &&
            change->group != GROUP_OUTSIDE && described(reading, &change->also[i], line) == RESULT_PASS)
            return true;
    return false;
}

static enum result line_changes(const struct reading *reading, const struct change *change,
                                const struct line *line) {
    enum result excepted = any_names(reading, change->except, change->except_count, line);
    if (excepted == RESULT_PASS)
        return RESULT_FAIL;
    enum result made = RESULT_FAIL;
    for (uint32_t i = 0; i < change->also_count && made != RESULT_PASS; i++)
        made = result_or(made, item_changes(reading, &change->also[i], line));
    if (made != RESULT_PASS && another_good(reading, change, line))
        made = RESULT_PASS;
    if (made != RESULT_PASS && change->level != HS_NONE) {
        enum result differs = result_not(line_in_unit(reading->code, line, change->level));
        if (change->group == GROUP_OUTSIDE)
            differs = result_and(differs,
                                 result_not(scope_holds_line(reading->context, &reading->rule->scope, line)));
        made = result_or(made, differs);
    }
    return result_and(made, result_not(excepted));
}

/* What the rule leaves out of account, whatever the component. */
static enum result not_disregarded(const struct reading *reading, const struct line *line) {
    const struct rule *rule = reading->rule;
    enum result counts = RESULT_PASS;
    for (uint32_t i = 0; i < rule->disregard_count; i++) {
        const struct disregard *disregard = &rule->disregards[i];
        enum result named = disregard->scope.count == 0
                                ? RESULT_PASS
                                : scope_holds_line(reading->context, &disregard->scope, line);
        named = result_and(named, condition_of_line(line, disregard->when));
        if (named != RESULT_FAIL &&
            interpretation_holds(reading->context->interpretation, disregard->held_in))
            counts = result_and(counts, result_not(named));
    }
    return counts;
}

enum result tariff_shift_disregards(const struct reading *reading, const struct line *line) {
    return result_not(not_disregarded(reading, line));
}

enum result tariff_shift_counts(const struct reading *reading, const struct line *line) {
    const struct rule *rule = reading->rule;
    enum result component = rule->component_only ? condition_of_line(line, rule->component) : RESULT_PASS;
    return result_and(component, not_disregarded(reading, line));
}

/* "Except from more than one of the following": how many of the named materials are among the non-originating
 * ones. */
static void apply_combination(const struct reading *reading, const struct combination *combination,
                              uint8_t *shift) {
    const struct determination *determination = reading->context->determination;
    uint32_t surely = 0;
    uint32_t maybe = 0;
    for (uint32_t i = 0; i < combination->count; i++) {
        enum result present = RESULT_FAIL;
        for (uint32_t k = 0; k < determination->line_count; k++)
            if (shift[k] != NO_SHIFT)
                present = result_or(
                    present, tariff_shift_names(reading, &combination->items[i], &determination->lines[k]));
        surely += present == RESULT_PASS;
        maybe += present != RESULT_FAIL;
    }
    if (maybe <= combination->more_than)
        return;
    enum result limit = surely > combination->more_than ? RESULT_FAIL : RESULT_UNKNOWN;
    for (uint32_t k = 0; k < determination->line_count; k++)
        if (shift[k] != NO_SHIFT &&
            any_names(reading, combination->items, combination->count, &determination->lines[k]) !=
                RESULT_FAIL &&
            shift[k] > limit)
            shift[k] = (uint8_t)limit;
}

/* Whether a line makes the change, or need not, with one of the codes that it may have. Of a material inside
 * another, the component says nothing. */
static uint8_t shift_of_code(const struct reading *reading, const struct change *change,
                             const struct line *line, bool inner) {
    const struct condition component = reading->rule->component;
    enum result counts = not_disregarded(reading, line);
    if (!inner && reading->rule->component_only)
        counts = result_and(counts, condition_of_line_unasked(line, component));
    if (counts == RESULT_FAIL)
        return NO_SHIFT;
    enum result changes = line_changes(reading, change, line);
    if (counts == RESULT_UNKNOWN && changes != RESULT_PASS && !inner)
        counts = tariff_shift_counts(reading, line); /* it matters, and is asked */
    return (uint8_t)(counts == RESULT_UNKNOWN && changes == RESULT_FAIL ? RESULT_UNKNOWN : changes);
}

/* The same of a code whose number is known: whatever the line, where the rule asks for codes alone. */
static uint8_t shift_of_known_code(const struct reading *reading, const struct change *change,
                                   const struct line *line, bool inner) {
    struct remembered *remembered = reading->context->setting->remembered;
    uint32_t asked = remembered_change(remembered, reading->rule, change, reading->code);
    uint8_t shift = asked != 0 ? remembered_shift(remembered, asked, line->known_code) : NOT_REMEMBERED;
    if (shift != NOT_REMEMBERED)
        return shift;
    shift = shift_of_code(reading, change, line, inner);
    if (asked != 0)
        remembered_keep(remembered, asked, line->known_code, shift);
    return shift;
}

/* Contract, section 3: a code with several counterparts is determined with each, and the answer stands where
 * they agree. */
uint8_t tariff_shift_of_codes(const struct reading *reading, const struct change *change,
                              const struct line *line, bool inner) {
    if (line->known_code != 0)
        return shift_of_known_code(reading, change, line, inner);
    if (line->code_count == 1)
        return shift_of_code(reading, change, line, inner);
    uint8_t shift = RESULT_UNKNOWN;
    for (uint32_t i = 0; i < line->code_count; i++) {
        struct line one = *line;
        one.codes = &line->codes[i];
        one.lineages = &line->lineages[i];
        one.code_count = 1;
        one.doubt = NULL;
        uint8_t next = shift_of_code(reading, change, &one, inner);
        if (i > 0 && next != shift) {
            if (line->doubt != NULL)
                *line->doubt = (struct code_doubt){true, line->doubt->decides, i - 1, i};
            return RESULT_UNKNOWN;
        }
        shift = next;
    }
    return shift;
}

/* U.R. 3(8): as its producer chooses, the self-produced material is a material of the good, or those that it
 * is made of are. */
static uint8_t shift_of_line(const struct reading *reading, const struct change *change,
                             const struct line *line) {
    uint8_t shift = tariff_shift_of_codes(reading, change, line, false);
    if (shift == NO_SHIFT || shift == RESULT_PASS)
        return shift;
    return (uint8_t)result_or((enum result)shift, inner_view_shift(reading, change, line));
}

bool tariff_shift_by_inner(const struct reading *reading, const struct change *change,
                           const struct line *line) {
    return line_view(line) != NULL && tariff_shift_of_codes(reading, change, line, false) != RESULT_PASS &&
           inner_view_shift(reading, change, line) == RESULT_PASS;
}

/* The changes of all lines, and which of them fail, or keep it unknown: those are asked for more than that.
 */
static void shift_lines(const struct reading *reading, const struct change *change, uint8_t *shift) {
    const struct determination *determination = reading->context->determination;
    struct remembered *remembered = reading->context->setting->remembered;
    const uint32_t number = remembered_change(remembered, reading->rule, change, reading->code);
    for (uint32_t i = 0; i < determination->noted.changing_count; i++) {
        const struct changing_line *one = &determination->noted.changing[i];
        uint8_t known = number != 0 && one->known_code != 0
                            ? remembered_shift(remembered, number, one->known_code)
                            : NOT_REMEMBERED;
        shift[one->line] = known != NOT_REMEMBERED
                               ? known
                               : shift_of_line(reading, change, &determination->lines[one->line]);
    }
    for (uint32_t i = 0; i < change->combination_count; i++)
        apply_combination(reading, &change->combinations[i], shift);
}

/* The lines that fail, or keep it unknown. */
static void name_lines(const struct reading *reading, struct test *test, const uint8_t *shift) {
    struct origin_context *context = reading->context;
    const struct determination *determination = context->determination;
    uint32_t *lines =
        arena_reserve(context->arena, sizeof *lines * ((size_t)determination->noted.changing_count + 1));
    context->out_of_memory = context->out_of_memory || lines == NULL;
    for (uint32_t i = 0; lines != NULL && i < determination->noted.changing_count; i++) {
        const uint32_t at = determination->noted.changing[i].line;
        if (shift[at] == RESULT_FAIL || shift[at] == RESULT_UNKNOWN)
            lines[test->line_count++] = at;
    }
    test->lines = lines;
}

/* Of those that have to make it. */
static enum result worst_shift(const struct determination *determination, const uint8_t *shift) {
    enum result worst = RESULT_PASS;
    for (uint32_t i = 0; i < determination->noted.changing_count; i++) {
        const uint8_t one = shift[determination->noted.changing[i].line];
        if (one != NO_SHIFT)
            worst = result_and(worst, (enum result)one);
    }
    return worst;
}

void tariff_shift_test(const struct reading *reading, const struct change *change, struct test *test,
                       uint8_t *shift) {
    shift_lines(reading, change, shift);
    test->result = worst_shift(reading->context->determination, shift);
    test->why = test->result == RESULT_PASS      ? "why.shift.pass"
                : test->result == RESULT_UNKNOWN ? "why.shift.unknown"
                                                 : "why.shift.fail";
    if (test->result == RESULT_PASS)
        return;
    name_lines(reading, test, shift);
    de_minimis_apply(reading, test, shift);
}
