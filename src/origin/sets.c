#include "origin/sets.h"

#include "origin/production.h"

bool sets_applies(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (result->lines[i].material->role == ROLE_SET_ITEM)
            return true;
    return false;
}

bool sets_of_several(const struct determination *result) {
    uint32_t items = 0;
    for (uint32_t i = 0; i < result->line_count; i++)
        items += result->lines[i].material->role == ROLE_SET_ITEM;
    return items > 1;
}

/* U.R. 6(4): the value of the set is the value of a good under section 7. A part that is not given is at
 * least its value. Of two bases the larger one leaves the smaller share, and is the one that is told. */
static enum result within(struct share *share, struct amount part, struct amount whole, enum basis basis) {
    struct amount least = part;
    least.given = true;
    int64_t percent = 0;
    if (!whole.given || whole.value <= 0 || !amount_percent(&percent, least, whole))
        return RESULT_UNKNOWN;
    enum result result = result_of(amount_within(least, whole, share->figure.required));
    if (!part.given && result == RESULT_PASS)
        return RESULT_UNKNOWN;
    if (!share->figure.known || amount_compare(whole, share->whole) > 0)
        *share = (struct share){.figure = figure_at_most(true, percent, share->figure.required, result),
                                .basis = basis,
                                .part = least,
                                .whole = whole};
    return result;
}

/* The value of the goods that do not originate; not given, and then of those that have a value, where one has
 * none. False where all originate. */
static bool foreign_value(struct origin_context *context, struct amount *out) {
    const struct determination *result = context->result;
    bool any = false;
    bool all = true;
    *out = amount_of(0);
    for (uint32_t i = 0; i < result->line_count; i++) {
        const struct line *line = &result->lines[i];
        if (line->originating || line->disregarded || line->beside)
            continue;
        any = true;
        all = all && line->non_originating.given;
        if (line->non_originating.given)
            *out = amount_add(context, *out, line->non_originating);
    }
    out->given = all;
    return any;
}

enum result sets_test(struct origin_context *context) {
    struct determination *result = context->result;
    const struct general *general = &context->book->general;
    struct amount foreign;
    if (!foreign_value(context, &foreign))
        return RESULT_PASS; /* U.R. 6(2) */
    const struct threshold *threshold = general_threshold(general, THRESHOLD_SET, result->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    result->set.figure = figure_at_most(false, 0, threshold->percent, RESULT_UNKNOWN);
    enum result of_value =
        within(&result->set, foreign, result->adjusted_transaction_value, BASIS_TRANSACTION_VALUE);
    enum result of_cost = within(&result->set, foreign, result->total_cost, BASIS_TOTAL_COST);
    /* a method whose figures are not given is not available */
    bool by_value = result->adjusted_transaction_value.given && result->adjusted_transaction_value.value > 0;
    bool by_cost = result->total_cost.given && result->total_cost.value > 0;
    result->set_at_least = !foreign.given;
    enum result best = by_value && by_cost ? result_or(of_value, of_cost) : by_value ? of_value : of_cost;
    result->set.figure.result = best;
    result->set.applied = best == RESULT_PASS;
    return best;
}

void sets_findings(struct origin_context *context) {
    const struct determination *result = context->result;
    struct text cite = context->book->general.set_cite;
    bool unknown = result->status == STATUS_UNDETERMINED;
    if (result->set.applied) { /* of one good, which is no set: whether it was produced decides */
        production_conclude(context);
        return;
    }
    FINDING(context, FINDING_SET_SHARE_EXCEEDED, NO_TEXT, cite,
            unknown                ? "unknown"
            : result->set_at_least ? "at-least"
                                   : NULL,
            {"share", context_percent(context, result->set.figure.percent)},
            {"limit", context_decimal(context, result->set.figure.required, 0)});
    for (uint32_t i = 0; unknown && i < result->line_count; i++) {
        const struct line *line = &result->lines[i];
        if (!line->originating && !line->disregarded && !line->beside && !line->non_originating.given)
            FINDING(context, FINDING_VALUE_MISSING, line->material->line, cite, "line",
                    {"line", line->material->line});
    }
}
