#include "origin/each_material.h"

#include "origin/importation.h"
#include "origin/inside.h"

enum result each_material_names(const struct origin_context *context, const struct each_material *each,
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
    enum result named = each_material_names(context, each, place->line);
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
        if (each_material_names(context, each, outer->line) == RESULT_PASS)
            result = condition_of_line(outer->line, each->must);
    return result;
}

struct search {
    struct origin_context *context;
    const struct each_material *each;
    struct each_failure *failures; /* or NULL */
    uint32_t count;
    uint32_t most;
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

static enum result search_place(struct search *search, const struct place *place) {
    const struct line *line = place->line;
    const struct produced *produced = line->produced;
    enum result named = place_named(search->context, search->each, place);
    enum result result = result_or(result_not(named), place_met(search->context, search->each, place));
    if (result != RESULT_PASS)
        note_failure(search, place, named, result);
    if (line->disregarded || line->beside)
        return result;
    for (uint32_t i = 0; produced != NULL && i < produced->contained_count; i++) {
        struct material material;
        struct line inner;
        inside_line(search->context, &produced->contained[i], &inner, &material);
        result = result_and(result, search_place(search, &(struct place){&inner, place}));
    }
    return result;
}

uint32_t each_material_failures(struct origin_context *context, const struct each_material *each,
                                const struct line *line, struct each_failure *out, uint32_t most) {
    struct search search = {context, each, out, 0, most};
    search_place(&search, &(struct place){line, NULL});
    return search.count;
}

void each_material_test(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct determination *result = context->result;
    struct search search = {.context = context, .each = &test->requirement->each};
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)result->line_count + 1));
    test->result = RESULT_PASS;
    for (uint32_t i = 0; i < result->line_count && lines != NULL; i++) {
        enum result one = search_place(&search, &(struct place){&result->lines[i], NULL});
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
