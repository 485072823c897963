#include "origin/de_minimis.h"

static const struct threshold *in_force(const struct threshold *thresholds, uint32_t count, date day) {
    for (uint32_t i = 0; i < count; i++)
        if (period_holds(thresholds[i].period, day))
            return &thresholds[i];
    return NULL;
}

/* The share of `part` in the transaction value and in the total cost, whichever is smaller: the producer chooses. */
static enum result within(const struct origin_context *context, struct amount part, decimal limit,
                          struct share *share) {
    const struct amount wholes[] = {{0, false},
                                    context->result->adjusted_transaction_value,
                                    context->result->total_cost};
    enum result result = part.given ? RESULT_FAIL : RESULT_UNKNOWN;
    bool any = false;
    share->limit = limit;
    for (int basis = BASIS_TRANSACTION_VALUE; basis <= BASIS_TOTAL_COST; basis++) {
        struct amount whole = wholes[basis];
        int64_t percent = 0;
        if (!whole.given || whole.value <= 0)
            continue;
        any = true;
        if (!part.given || !decimal_percent(&percent, part.value, whole.value))
            continue;
        if (!share->known || percent < share->percent)
            *share = (struct share){true, (enum basis)basis, percent, limit, false};
        if (decimal_within(part.value, whole.value, limit))
            result = RESULT_PASS;
    }
    return any ? result : RESULT_UNKNOWN;
}

/* ---- U.R. 5(3) ---- */

static enum result exclusion_holds(const struct reading *reading, const struct de_minimis_exclusion *exclusion,
                                   const struct line *line) {
    const struct origin_context *context = reading->context;
    enum result goods = scope_holds_good(context, &exclusion->goods, reading->code);
    if (goods == RESULT_FAIL)
        return RESULT_FAIL;
    goods = result_and(goods, condition_of_good(context, reading, exclusion->goods_when));
    enum result materials = exclusion->materials.count == 0
                                ? RESULT_PASS
                                : scope_holds_line(context, &exclusion->materials, line);
    materials = result_and(materials, condition_of_line(line, exclusion->materials_when));
    if (exclusion->same_subheading) {
        enum result same = RESULT_UNKNOWN;
        for (uint32_t i = 0; i < line->code_count; i++) {
            enum hs_membership one = hs_same_unit(reading->code, line->codes[i], HS_SUBHEADING);
            enum result next = one == HS_INSIDE ? RESULT_PASS : one == HS_OUTSIDE ? RESULT_FAIL : RESULT_UNKNOWN;
            same = i == 0 || same == next ? next : RESULT_UNKNOWN;
        }
        materials = result_and(materials, same);
    }
    return result_and(goods, materials);
}

static enum result excluded(const struct reading *reading, const struct line *line) {
    const struct general *general = &reading->context->book->general;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->exclusion_count && result != RESULT_PASS; i++)
        result = result_or(result, exclusion_holds(reading, &general->exclusions[i], line));
    return result;
}

/* ---- U.R. 5(1) ---- */

/* The value, as U.R. 5(5) has it, of the lines whose shift is `upto` or worse; of all where shift is NULL. */
static struct amount sum_of(const struct origin_context *context, const uint8_t *shift, enum result upto) {
    const struct determination *result = context->result;
    struct amount sum = {0, true};
    for (uint32_t i = 0; i < result->line_count; i++) {
        if (shift != NULL && (shift[i] == NO_SHIFT || shift[i] > upto))
            continue;
        struct amount value = result->lines[i].non_originating;
        sum.given = sum.given && value.given && decimal_add(&sum.value, sum.value, value.value);
    }
    return sum;
}

void de_minimis_apply(const struct reading *reading, struct test *test, const uint8_t *shift) {
    const struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    const struct threshold *threshold =
        in_force(general->shift_de_minimis, general->shift_de_minimis_count, context->result->day);
    if (threshold == NULL)
        return;
    enum result barred = RESULT_FAIL;
    for (uint32_t i = 0; i < context->result->line_count; i++)
        if (shift[i] == RESULT_FAIL || shift[i] == RESULT_UNKNOWN)
            barred = result_or(barred, excluded(reading, &context->result->lines[i]));
    struct share all = {0};
    enum result forgiven = within(context, sum_of(context, shift, RESULT_UNKNOWN), threshold->percent, &all);
    if (forgiven != RESULT_PASS && test->result == RESULT_UNKNOWN) {
        /* lines that surely fail may still be within the limit, and the rest turn out to change */
        test->de_minimis = all;
        return;
    }
    test->de_minimis = all;
    forgiven = result_and(forgiven, result_not(barred));
    if (barred == RESULT_PASS)
        test->why = "why.shift.barred";
    if (forgiven > test->result) {
        test->result = forgiven;
        test->why = forgiven == RESULT_PASS ? "why.shift.de-minimis" : "why.shift.value-unknown";
    } else if (test->result == RESULT_FAIL && all.known) {
        struct share sure = {0};
        if (barred != RESULT_PASS &&
            within(context, sum_of(context, shift, RESULT_FAIL), threshold->percent, &sure) != RESULT_FAIL)
            test->result = RESULT_UNKNOWN; /* lines of unknown classification decide */
    }
    test->de_minimis.applied = test->result == RESULT_PASS;
}

/* ---- U.R. 5(4) ---- */

enum result de_minimis_waives(const struct origin_context *context, struct share *share) {
    const struct general *general = &context->book->general;
    const struct threshold *threshold =
        in_force(general->rvc_de_minimis, general->rvc_de_minimis_count, context->result->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    enum result result = within(context, sum_of(context, NULL, RESULT_PASS), threshold->percent, share);
    share->applied = result == RESULT_PASS;
    return result;
}
