#include "origin/sets.h"

#include "origin/line_value.h"
#include "origin/production.h"

bool sets_applies(const struct origin_context *context) {
    return context->determination->noted.set_items &&
           scope_holds_good(context, &context->book->general.sets_except, context->codes.code) != RESULT_PASS;
}

bool sets_of_several(const struct determination *determination) {
    uint32_t items = 0;
    for (uint32_t i = 0; i < determination->line_count; i++)
        items += determination->lines[i].material->role == ROLE_SET_ITEM;
    return items > 1;
}

/* U.R. 6(4): the value of the set is the value of a good under section 7: its transaction value or its net
 * cost, and not the total cost of 5(1). A part that is not given is at least its value. Of two bases the
 * larger one leaves the smaller share, and is the one that is told. */
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
    const struct determination *determination = context->determination;
    bool any = false;
    bool all = true;
    *out = amount_of(0);
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
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
    struct determination *determination = context->determination;
    const struct general *general = &context->book->general;
    struct amount foreign;
    if (!foreign_value(context, &foreign))
        return RESULT_PASS; /* U.R. 6(2) */
    const struct threshold *threshold = general_threshold(general, THRESHOLD_SET, determination->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    determination->set.figure = figure_at_most(false, 0, threshold->percent, RESULT_UNKNOWN);
    enum result of_value = within(&determination->set, foreign, determination->adjusted_transaction_value,
                                  BASIS_TRANSACTION_VALUE);
    enum result of_cost = within(&determination->set, foreign, determination->net_cost, BASIS_NET_COST);
    /* a method whose figures are not given is not available */
    bool by_value = determination->adjusted_transaction_value.given &&
                    determination->adjusted_transaction_value.value > 0;
    bool by_cost = determination->net_cost.given && determination->net_cost.value > 0;
    determination->set_at_least = !foreign.given;
    enum result best = by_value && by_cost ? result_or(of_value, of_cost) : by_value ? of_value : of_cost;
    determination->set.figure.result = best;
    determination->set.applied = best == RESULT_PASS;
    return best;
}

void sets_findings(struct origin_context *context) {
    const struct determination *determination = context->determination;
    struct text cite = context->book->general.set_cite;
    bool unknown = determination->status == STATUS_UNDETERMINED;
    if (determination->set.applied) { /* of one good, which is no set: whether it was produced decides */
        production_conclude(context);
        return;
    }
    FINDING(context, FINDING_SET_SHARE_EXCEEDED, NO_TEXT, cite,
            unknown                       ? "unknown"
            : determination->set_at_least ? "at-least"
                                          : NULL,
            {"share",
             context_percent(context, determination->set.figure.percent, determination->set.figure.required)},
            {"limit", context_decimal(context, determination->set.figure.required, 0)});
    for (uint32_t i = 0; unknown && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!line->originating && !line->disregarded && !line->beside && !line->non_originating.given)
            line_value_missing(context, line, cite);
    }
}
