#include "origin/each_material.h"

#include <Judy.h>

#include "origin/importation.h"
#include "origin/inside.h"
#include "rulebook/select.h"

static bool declared_of_line(const struct line *line, struct condition condition) {
    return condition.fact != NULL && fact_declared(&line->material->facts, condition.fact->key).length > 0;
}

/* Whether the material is one of those that the requirement is about. */
static enum result names(const struct origin_context *context, const struct each_material *each,
                         const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result named = scope_holds_line(context, &each->scope, line);
    if (named == RESULT_FAIL && (!each->declared_suffices || !declared_of_line(line, each->when)))
        return RESULT_FAIL; /* and then nobody is asked */
    enum result when = condition_of_line(line, each->when);
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

/* What the materials say that contain one, from the next to the one of the good's own bill. What of these
 * says something, the nearest of them says first. */
struct outside {
    enum result when; /* whether the requirement is about them */
    enum result must; /* and what those say that it names */
    bool barred;      /* one of them is surely none that it is about */
    bool answered;    /* or such a one, or one that meets it, answers for all that is in it */
};

/* A material, and what contains it. */
struct place {
    const struct line *line;
    struct outside outside;
    struct text owner; /* the next of them; empty for a line of the good's own bill */
};

static const struct outside NOTHING_OUTSIDE = {RESULT_UNKNOWN, RESULT_UNKNOWN, false, false};

/* As what stands inside it sees it. */
static struct outside seen_from_inside(const struct origin_context *context, const struct each_material *each,
                                       const struct place *place) {
    const enum result when = condition_of_line_unasked(place->line, each->when);
    const enum result must = condition_of_line_unasked(place->line, each->must);
    struct outside seen = place->outside;
    if (when != RESULT_UNKNOWN)
        seen.when = when;
    if (must != RESULT_UNKNOWN && names(context, each, place->line) == RESULT_PASS)
        seen.must = must;
    seen.barred = seen.barred || when == RESULT_FAIL;
    seen.answered = seen.answered || when == RESULT_FAIL || must == RESULT_PASS;
    return seen;
}

/* What is not declared of a contained material is as of the one that contains it. */
static enum result place_named(const struct origin_context *context, const struct each_material *each,
                               const struct place *place) {
    const enum result named = names(context, each, place->line);
    const struct outside *outside = &place->outside;
    if (named != RESULT_UNKNOWN || outside->when == RESULT_UNKNOWN ||
        condition_of_line_unasked(place->line, each->when) != RESULT_UNKNOWN)
        return named;
    const enum result within = scope_holds_line(context, &each->scope, place->line);
    return within == RESULT_UNKNOWN && outside->barred ? RESULT_FAIL : result_and(within, outside->when);
}

static enum result place_met(const struct origin_context *context, const struct each_material *each,
                             const struct place *place) {
    const enum result result = met(context, each, place->line);
    return result == RESULT_UNKNOWN ? place->outside.must : result;
}

/* Materials that stand thousands deep in each other, or are many, end the search: what it did not reach is
 * unknown. */
enum { MOST_VISITS = 100000, MOST_DEPTH = 200 };

struct search {
    struct origin_context *context;
    const struct each_material *each;
    struct each_failure *failures; /* or NULL */
    uint32_t count;
    uint32_t most;
    uint32_t visits;
    uint32_t depth;
    void *found; /* JudyL: of what was looked into, from such an outside, 1 + the result */
};

static void note(struct search *search, struct each_failure failure) {
    if (search->failures != NULL && search->count < search->most)
        search->failures[search->count++] = failure;
}

static void note_failure(struct search *search, const struct place *place, enum result named,
                         enum result one) {
    const struct line *line = place->line;
    note(search,
         (struct each_failure){.line = line->material->line,
                               .owner = place->owner,
                               .open = one == RESULT_FAIL ? NULL
                                       : named == RESULT_UNKNOWN && search->each->when.fact != NULL &&
                                               condition_of_line(line, search->each->when) == RESULT_UNKNOWN
                                           ? search->each->when.fact
                                           : search->each->must.fact,
                               .contradicted = line->originating && search->each->originating_suffices &&
                                               condition_of_line(line, search->each->must) == RESULT_FAIL});
}

/* Of what its producer made, and gives no bill of materials of, the line answers for all that is in it. */
static enum result without_bill(struct search *search, const struct place *place,
                                const struct outside *inside) {
    if (!case_bill_missing(place->line->material) || inside->answered)
        return RESULT_PASS; /* bought: what is in it is nobody's bill of materials */
    (void)condition_of_line(place->line, search->each->when); /* asked, as the line may answer */
    (void)condition_of_line(place->line, search->each->must);
    note(search, (struct each_failure){
                     .line = place->line->material->line, .owner = place->owner, .bill_missing = true});
    return RESULT_UNKNOWN;
}

static enum result search_place(struct search *search, const struct place *place);

static enum result search_each(struct search *search, const struct line *of, const struct outside *outside) {
    const struct produced *produced = of->produced;
    struct arena *arena = search->context->arena;
    enum result result = RESULT_PASS;
    search->depth++;
    for (uint32_t i = 0; i < produced->contained_count; i++) {
        struct material material;
        struct line inner;
        const struct arena_mark before = arena_mark(arena);
        inside_line(search->context, &produced->contained[i], &inner, &material);
        const struct arena_mark behind = arena_mark(arena);
        const struct place place = {&inner, *outside, of->material->material_id};
        result = result_and(result, search_place(search, &place));
        arena_give_back(arena, before, behind);
    }
    search->depth--;
    return result;
}

enum { RESULTS = 3, OUTSIDES = RESULTS * RESULTS * 2 * 2 };

/* One for each of the ways to stand outside. */
static Word_t number_of(const struct outside *outside) {
    return (((Word_t)outside->when * RESULTS + (Word_t)outside->must) * 2 + outside->barred) * 2 +
           outside->answered;
}

/* What is used many times over is looked into once: there may be more ways to it than can be counted. */
static enum result search_produced(struct search *search, const struct line *line,
                                   const struct outside *outside) {
    _Static_assert(sizeof *line->produced > OUTSIDES, "their addresses are further apart than the numbers");
    const Word_t key = (Word_t)(uintptr_t)line->produced + number_of(outside);
    PWord_t known = (PWord_t)JudyLGet(search->found, key, PJE0);
    if (known != NULL)
        return (enum result)(*known - 1);
    const enum result result = search_each(search, line, outside);
    known = (PWord_t)JudyLIns(&search->found, key, PJE0);
    if (known == NULL || (void *)known == PPJERR)
        search->context->out_of_memory = true;
    else
        *known = (Word_t)result + 1;
    return result;
}

static enum result search_inside(struct search *search, const struct place *place) {
    const struct produced *produced = place->line->produced;
    const struct outside inside = seen_from_inside(search->context, search->each, place);
    if (produced == NULL)
        return without_bill(search, place, &inside);
    if (!produced->contents_known || search->depth == MOST_DEPTH || search->visits > MOST_VISITS) {
        note(search, (struct each_failure){.line = place->line->material->line,
                                           .owner = place->line->material->material_id,
                                           .unreadable = true});
        return RESULT_UNKNOWN;
    }
    return produced->contained_count > 0 ? search_produced(search, place->line, &inside) : RESULT_PASS;
}

static enum result search_place(struct search *search, const struct place *place) {
    const struct line *line = place->line;
    enum result named = place_named(search->context, search->each, place);
    enum result result = named == RESULT_FAIL ? RESULT_PASS : place_met(search->context, search->each, place);
    result = result_or(result_not(named), result);
    search->visits++;
    if (result != RESULT_PASS)
        note_failure(search, place, named, result);
    return line->disregarded || line->beside ? result : result_and(result, search_inside(search, place));
}

static enum result search_line(struct search *search, const struct line *line) {
    return search_place(search, &(struct place){line, NOTHING_OUTSIDE, NO_TEXT});
}

uint32_t each_material_failures(struct origin_context *context, const struct each_material *each,
                                const struct line *line, struct each_failure *out, uint32_t most) {
    struct search search = {.context = context, .each = each, .failures = out, .most = most};
    search_line(&search, line);
    JudyLFreeArray(&search.found, PJE0);
    return search.count;
}

void each_material_test(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct determination *determination = context->determination;
    struct search search = {.context = context, .each = &test->requirement->each};
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)determination->line_count + 1));
    test->result = RESULT_PASS;
    for (uint32_t i = 0; i < determination->line_count && lines != NULL; i++) {
        enum result one = search_line(&search, &determination->lines[i]);
        if (one == RESULT_PASS)
            continue;
        lines[test->line_count++] = i;
        test->result = result_and(test->result, one);
    }
    JudyLFreeArray(&search.found, PJE0);
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
