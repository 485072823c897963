#include "origin/each_material.h"

#include "origin/importation.h"
#include "origin/inside.h"
#include "rulebook/select.h"

/* Whether the material is one of those that the requirement is about. */
static enum result names(const struct origin_context *context, const struct each_material *each,
                         const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result when = condition_of_line(line, each->when);
    enum result named = scope_holds_line(context, &each->scope, line);
    if (named != RESULT_PASS && each->declared_suffices && when == RESULT_PASS)
        return RESULT_PASS;
    return result_and(named, when);
}

/* What is asked for is production in the territory: a material declared to come from elsewhere lacks it. */
static bool comes_from_elsewhere(const struct origin_context *context, const struct line *line) {
    struct text country = line->material->country;
    return !line->originating && country.length > 0 && !territory_holds(context, country);
}

static enum result met(const struct origin_context *context, const struct each_material *each,
                       const struct line *line) {
    enum result must = condition_of_line(line, each->must);
    if (line->originating && each->originating_suffices && must == RESULT_UNKNOWN)
        return RESULT_PASS;
    return comes_from_elsewhere(context, line) ? RESULT_FAIL : must;
}

/* A material, what contains it, and what that says of it. */
struct place {
    const struct line *line;
    const struct place *outer; /* NULL for a line of the good's own bill */
};

/* What is not declared of a contained material is as of the one that contains it. */
static enum result place_named(const struct origin_context *context, const struct each_material *each,
                               const struct place *place) {
    enum result named = names(context, each, place->line);
    for (const struct place *outer = place->outer; outer != NULL && named == RESULT_UNKNOWN;
         outer = outer->outer)
        if (condition_of_line(place->line, each->when) == RESULT_UNKNOWN &&
            condition_of_line(outer->line, each->when) != RESULT_UNKNOWN)
            named = result_and(scope_holds_line(context, &each->scope, place->line),
                               condition_of_line(outer->line, each->when));
    return named;
}

static enum result place_met(const struct origin_context *context, const struct each_material *each,
                             const struct place *place) {
    enum result result = met(context, each, place->line);
    for (const struct place *outer = place->outer; outer != NULL && result == RESULT_UNKNOWN;
         outer = outer->outer)
        if (names(context, each, outer->line) == RESULT_PASS)
            result = condition_of_line(outer->line, each->must);
    return result;
}

/* Materials that stand thousands deep in each other, or are used many times over, end the search: what it did
 * not reach is unknown. */
enum { MOST_VISITS = 100000, MOST_DEPTH = 200 };

struct search {
    struct origin_context *context;
    const struct each_material *each;
    struct each_failure *failures; /* or NULL */
    uint32_t count;
    uint32_t most;
    uint32_t visits;
    uint32_t depth;
};

static void note_failure(struct search *search, const struct place *place, enum result named,
                         enum result one) {
    const struct line *line = place->line;
    if (search->failures == NULL || search->count == search->most)
        return;
    search->failures[search->count++] = (struct each_failure){
        .line = line->material->line,
        .owner = place->outer != NULL ? place->outer->line->material->material_id : NO_TEXT,
        .open = one == RESULT_FAIL ? NULL
                : named == RESULT_UNKNOWN && search->each->when.fact != NULL &&
                        condition_of_line(line, search->each->when) == RESULT_UNKNOWN
                    ? search->each->when.fact
                    : search->each->must.fact,
        .contradicted = line->originating && search->each->originating_suffices &&
                        condition_of_line(line, search->each->must) == RESULT_FAIL};
}

static void note_unreadable(struct search *search, const struct place *place) {
    if (search->failures != NULL && search->count < search->most)
        search->failures[search->count++] = (struct each_failure){.line = place->line->material->line,
                                                                  .owner = place->line->material->material_id,
                                                                  .unreadable = true};
}

static void note_bill_missing(struct search *search, const struct place *place) {
    if (search->failures != NULL && search->count < search->most)
        search->failures[search->count++] = (struct each_failure){
            .line = place->line->material->line,
            .owner = place->outer != NULL ? place->outer->line->material->material_id : NO_TEXT,
            .bill_missing = true};
}

/* Of what its producer made, and gives no bill of materials of, the line answers for all that is in it. */
static enum result without_bill(struct search *search, const struct place *place) {
    if (!case_bill_missing(place->line->material))
        return RESULT_PASS; /* bought: what is in it is nobody's bill of materials */
    for (const struct place *at = place; at != NULL; at = at->outer)
        if (condition_of_line(at->line, search->each->when) == RESULT_FAIL ||
            condition_of_line(at->line, search->each->must) == RESULT_PASS)
            return RESULT_PASS;
    note_bill_missing(search, place);
    return RESULT_UNKNOWN;
}

static enum result search_place(struct search *search, const struct place *place);

static enum result search_inside(struct search *search, const struct place *place) {
    const struct produced *produced = place->line->produced;
    enum result result = RESULT_PASS;
    if (produced == NULL)
        return without_bill(search, place);
    if (!produced->contents_known || search->depth == MOST_DEPTH || search->visits > MOST_VISITS) {
        note_unreadable(search, place);
        return RESULT_UNKNOWN;
    }
    search->depth++;
    for (uint32_t i = 0; i < produced->contained_count; i++) {
        struct material material;
        struct line inner;
        inside_line(search->context, &produced->contained[i], &inner, &material);
        result = result_and(result, search_place(search, &(struct place){&inner, place}));
    }
    search->depth--;
    return result;
}

static enum result search_place(struct search *search, const struct place *place) {
    const struct line *line = place->line;
    enum result named = place_named(search->context, search->each, place);
    enum result result = result_or(result_not(named), place_met(search->context, search->each, place));
    search->visits++;
    if (result != RESULT_PASS)
        note_failure(search, place, named, result);
    return line->disregarded || line->beside ? result : result_and(result, search_inside(search, place));
}

uint32_t each_material_failures(struct origin_context *context, const struct each_material *each,
                                const struct line *line, struct each_failure *out, uint32_t most) {
    struct search search = {.context = context, .each = each, .failures = out, .most = most};
    search_place(&search, &(struct place){line, NULL});
    return search.count;
}

void each_material_test(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct determination *determination = context->determination;
    struct search search = {.context = context, .each = &test->requirement->each};
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)determination->line_count + 1));
    test->result = RESULT_PASS;
    for (uint32_t i = 0; i < determination->line_count && lines != NULL; i++) {
        enum result one = search_place(&search, &(struct place){&determination->lines[i], NULL});
        if (one == RESULT_PASS)
            continue;
        lines[test->line_count++] = i;
        test->result = result_and(test->result, one);
    }
    test->lines = lines;
    test->why = test->result == RESULT_PASS      ? "why.each.pass"
                : test->result == RESULT_UNKNOWN ? "why.each.unknown"
                                                 : "why.each.fail";
}

static enum result bound_by(const struct reading *reading, const struct alternative *alternative,
                            const struct line *line) {
    struct origin_context *context = reading->context;
    enum result bound = RESULT_FAIL;
    if (!period_holds(alternative->period, context->determination->day) ||
        !interpretation_holds(context->interpretation, alternative->held_in))
        return bound;
    for (uint32_t i = 0; i < alternative->requirement_count; i++)
        if (alternative->requirements[i].kind == REQUIRE_EACH_MATERIAL)
            bound = result_or(bound, names(context, &alternative->requirements[i].each, line));
    return result_and(bound, condition_of_good(context, reading, alternative->when));
}

enum result each_material_bound(const struct reading *reading, const struct line *line) {
    struct origin_context *context = reading->context;
    struct rule_matches notes;
    enum result bound = RESULT_FAIL;
    if (reading->alternative != NULL && reading->alternative->free_of_notes)
        return bound;
    rulebook_select(context->book, reading->code, context->determination->day, RULE_ADDS_TESTS, &notes);
    for (uint32_t i = 0; i < notes.count; i++) {
        const struct rule *rule = notes.rules[i].rule;
        if (!interpretation_holds(context->interpretation, rule->held_in))
            continue;
        enum result applies = result_and(
            result_and(context_trade_holds(context, rule), condition_of_good(context, reading, rule->when)),
            notes.rules[i].membership == HS_INSIDE ? RESULT_PASS : RESULT_UNKNOWN);
        for (uint32_t a = 0; applies != RESULT_FAIL && a < rule->alternative_count; a++)
            bound = result_or(bound, result_and(applies, bound_by(reading, &rule->alternatives[a], line)));
    }
    return bound;
}
