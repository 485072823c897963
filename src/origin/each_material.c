#include "origin/each_material.h"

#include "origin/importation.h"

static enum result named(const struct reading *reading, const struct each_material *each,
                         const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result named = scope_holds_line(reading->context, &each->scope, line);
    return named == RESULT_FAIL ? RESULT_FAIL : result_and(named, condition_of_line(line, each->when));
}

/* What is asked for is production in the territory: a material declared to come from elsewhere lacks it. */
static bool comes_from_elsewhere(const struct origin_context *context, const struct line *line) {
    struct text country = line->material->country;
    return !line->originating && country.length > 0 && !territory_holds(context, country);
}

static enum result met(const struct reading *reading, const struct each_material *each,
                       const struct line *line) {
    if (line->originating && each->originating_suffices)
        return RESULT_PASS;
    if (comes_from_elsewhere(reading->context, line))
        return RESULT_FAIL;
    return condition_of_line(line, each->must);
}

const struct fact *each_material_open_fact(const struct origin_context *context,
                                           const struct each_material *each, const struct line *line) {
    if (condition_of_line(line, each->when) == RESULT_UNKNOWN)
        return each->when.fact;
    if (comes_from_elsewhere(context, line))
        return NULL;
    return condition_of_line(line, each->must) == RESULT_UNKNOWN ? each->must.fact : NULL;
}

void each_material_test(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct each_material *each = &test->requirement->each;
    const struct determination *result = context->result;
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)result->line_count + 1));
    test->result = RESULT_PASS;
    for (uint32_t i = 0; i < result->line_count && lines != NULL; i++) {
        const struct line *line = &result->lines[i];
        enum result one = result_or(result_not(named(reading, each, line)), met(reading, each, line));
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
