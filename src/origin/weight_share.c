#include "origin/weight_share.h"

static enum result counts(const struct reading *reading, const struct weight_share *share,
                          const struct line *line) {
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    enum result named = scope_holds_line(reading->context, &share->scope, line);
    return named == RESULT_FAIL ? RESULT_FAIL : result_and(named, condition_of_line(line, share->when));
}

/* Lines of unknown classification or weight may fall either way: the share is known where none are. */
void weight_share_test(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct weight_share *share = &test->requirement->share;
    const struct determination *result = context->result;
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)result->line_count + 1));
    decimal originating = 0;
    decimal total = 0;
    bool known = true;
    bool any_non_originating = false;
    for (uint32_t i = 0; i < result->line_count && lines != NULL; i++) {
        const struct line *line = &result->lines[i];
        enum result counted = counts(reading, share, line);
        if (counted == RESULT_FAIL)
            continue;
        struct amount weight = line->material->weight_kg;
        any_non_originating = any_non_originating || !line->originating;
        if (counted == RESULT_UNKNOWN || !weight.given) {
            known = false;
            lines[test->line_count++] = i;
            continue;
        }
        if (!decimal_add(&total, total, weight.value) ||
            (line->originating && !decimal_add(&originating, originating, weight.value)))
            context->overflow = true;
        if (!line->originating)
            lines[test->line_count++] = i;
    }
    test->lines = lines;
    test->share_known = known && total > 0 && decimal_percent(&test->share_percent, originating, total);
    if (!any_non_originating)
        test->result = RESULT_PASS;
    else if (!known)
        test->result = RESULT_UNKNOWN;
    else
        test->result = result_of(total == 0 || decimal_reaches(originating, total, share->percent));
    test->why = test->result == RESULT_PASS      ? "why.weight.pass"
                : test->result == RESULT_UNKNOWN ? "why.weight.unknown"
                                                 : "why.weight.fail";
    if (test->result == RESULT_PASS)
        test->line_count = 0;
}
