#include "origin/sets.h"

bool sets_applies(const struct determination *result) {
    for (uint32_t i = 0; i < result->line_count; i++)
        if (result->lines[i].material->role == ROLE_SET_ITEM)
            return true;
    return false;
}

/* U.R. 6(4): the value of the set is the value of a good under section 7. */
static enum result within(struct share *share, struct amount part, struct amount whole, enum basis basis) {
    int64_t percent = 0;
    if (!part.given || !whole.given || whole.value <= 0 || !amount_percent(&percent, part, whole))
        return RESULT_UNKNOWN;
    if (!share->known || percent < share->percent)
        *share = (struct share){true, basis, percent, share->limit, false, part, whole};
    return result_of(amount_within(part, whole, share->limit));
}

enum result sets_test(struct origin_context *context) {
    struct determination *result = context->result;
    const struct general *general = &context->book->general;
    struct amount foreign = amount_of(0);
    bool any = false;
    for (uint32_t i = 0; i < result->line_count; i++) {
        const struct line *line = &result->lines[i];
        if (line->originating || line->disregarded || line->beside)
            continue;
        any = true;
        foreign = amount_add(context, foreign, line->non_originating);
    }
    if (!any)
        return RESULT_PASS; /* U.R. 6(2) */
    const struct threshold *threshold = general_threshold(general, THRESHOLD_SET, result->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    result->set.limit = threshold->percent;
    enum result of_value =
        within(&result->set, foreign, result->adjusted_transaction_value, BASIS_TRANSACTION_VALUE);
    enum result of_cost = within(&result->set, foreign, result->total_cost, BASIS_TOTAL_COST);
    enum result best = result_or(of_value, of_cost);
    if (best == RESULT_UNKNOWN && (of_value == RESULT_FAIL || of_cost == RESULT_FAIL))
        best = RESULT_FAIL; /* a method whose figures are not given is not available */
    result->set.applied = best == RESULT_PASS;
    return best;
}
