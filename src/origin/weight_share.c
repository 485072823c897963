#include "origin/weight_share.h"

#include "origin/weight_mix.h"

static enum result counts(const struct reading *reading, const struct weight_share *share,
                          const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result named =
        share->scope.count == 0 ? RESULT_PASS : scope_holds_line(reading->context, &share->scope, line);
    return named == RESULT_FAIL ? RESULT_FAIL : result_and(named, condition_of_line(line, share->when));
}

/* Adds up the materials named, measuring those that originate, or of a limit those that do not. The lines
 * that are non-originating, or of which too little is known, are those of the test. */
static struct weight_mix weigh(const struct reading *reading, struct test *test, bool *any_non_originating) {
    struct origin_context *context = reading->context;
    const struct determination *determination = context->determination;
    struct weight_mix mix = weight_mix_new();
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)determination->line_count + 1));
    *any_non_originating = false;
    for (uint32_t i = 0; i < determination->line_count && lines != NULL; i++) {
        const struct line *line = &determination->lines[i];
        enum result counted = counts(reading, &test->requirement->share, line);
        if (counted == RESULT_FAIL)
            continue;
        *any_non_originating = *any_non_originating || !line->originating;
        weight_mix_add(context, &mix, counted,
                       result_of(line->originating != (test->kind == REQUIRE_WEIGHT_LIMIT)),
                       line->material->weight_kg);
        if (counted == RESULT_UNKNOWN || !line->material->weight_kg.given || !line->originating)
            lines[test->line_count++] = i;
    }
    test->lines = lines;
    return mix;
}

void weight_share_test(const struct reading *reading, struct test *test) {
    const struct weight_share *share = &test->requirement->share;
    const struct amount good = reading->context->good->weight_kg;
    bool limit = test->kind == REQUIRE_WEIGHT_LIMIT;
    bool any_non_originating = false;
    struct weight_mix mix = weigh(reading, test, &any_non_originating);
    struct amount part = limit ? mix.least_part : mix.most_part;
    struct amount whole = share->of_good ? good : limit ? mix.least_whole : mix.most_whole;
    int64_t percent = 0;
    bool told = whole.given && whole.value > 0 && amount_percent(&percent, part, whole) && !mix.unsure;
    if (limit && !share->of_good && weight_mix_is_part(&mix)) /* all of it, whatever it weighs */
        told = amount_percent(&percent, amount_of(1), amount_of(1));
    if (!any_non_originating)
        test->result = RESULT_PASS;
    else
        test->result = limit ? weight_mix_within(&mix, share->of_good ? &good : NULL, share->percent)
                             : weight_mix_reaches(&mix, share->percent);
    test->figure = (limit ? figure_at_most : figure_of)(told, percent, share->percent, test->result);
    test->why = test->result == RESULT_PASS      ? "why.weight.pass"
                : test->result == RESULT_UNKNOWN ? "why.weight.unknown"
                : limit                          ? "why.weight.exceeded"
                                                 : "why.weight.fail";
    if (test->result == RESULT_PASS)
        test->line_count = 0;
}
