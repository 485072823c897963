#include "origin/weight_share.h"

static enum result counts(const struct reading *reading, const struct weight_share *share,
                          const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result named =
        share->scope.count == 0 ? RESULT_PASS : scope_holds_line(reading->context, &share->scope, line);
    return named == RESULT_FAIL ? RESULT_FAIL : result_and(named, condition_of_line(line, share->when));
}

struct weights {
    decimal originating;
    decimal total;
    bool known; /* every line of the materials has a classification that tells, and a weight */
    bool any_non_originating;
};

/* Adds up the materials named; the lines that are non-originating, or of which too little is known, are those
 * of the test. */
static struct weights weigh(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct weight_share *share = &test->requirement->share;
    const struct determination *result = context->result;
    struct weights weights = {.known = true};
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)result->line_count + 1));
    for (uint32_t i = 0; i < result->line_count && lines != NULL; i++) {
        const struct line *line = &result->lines[i];
        enum result counted = counts(reading, share, line);
        if (counted == RESULT_FAIL)
            continue;
        struct amount weight = line->material->weight_kg;
        weights.any_non_originating = weights.any_non_originating || !line->originating;
        if (counted == RESULT_UNKNOWN || !weight.given) {
            weights.known = false;
            lines[test->line_count++] = i;
            continue;
        }
        if (!decimal_add(&weights.total, weights.total, weight.value) ||
            (line->originating && !decimal_add(&weights.originating, weights.originating, weight.value)))
            context->overflow = true;
        if (!line->originating)
            lines[test->line_count++] = i;
    }
    test->lines = lines;
    return weights;
}

void weight_share_test(const struct reading *reading, struct test *test) {
    const struct weight_share *share = &test->requirement->share;
    struct weights weights = weigh(reading, test);
    struct amount good = reading->context->good->weight_kg;
    bool limit = test->kind == REQUIRE_WEIGHT_LIMIT;
    decimal part = limit ? weights.total - weights.originating : weights.originating;
    decimal whole = share->of_good ? good.value : weights.total;
    bool known = weights.known && (!share->of_good || good.given);
    test->share_known = known && whole > 0 && decimal_percent(&test->share_percent, part, whole);
    if (!weights.any_non_originating)
        test->result = RESULT_PASS;
    else if (!known)
        test->result = RESULT_UNKNOWN;
    else
        test->result = result_of(whole == 0 || (limit ? decimal_within(part, whole, share->percent)
                                                      : decimal_reaches(part, whole, share->percent)));
    test->why = test->result == RESULT_PASS      ? "why.weight.pass"
                : test->result == RESULT_UNKNOWN ? "why.weight.unknown"
                : limit                          ? "why.weight.exceeded"
                                                 : "why.weight.fail";
    if (test->result == RESULT_PASS)
        test->line_count = 0;
}
