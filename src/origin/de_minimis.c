#include "origin/de_minimis.h"

#include "origin/inner_view.h"
#include "origin/only_by_content.h"
#include "origin/weight_de_minimis.h"

/* The share of `part` in the transaction value and in the total cost, whichever is smaller, which is that of
 * the larger: the producer chooses. A part that is not given is at least its value. */
static enum result within(const struct origin_context *context, struct amount part, decimal limit,
                          struct share *share) {
    const struct amount wholes[] = {amount_not_given(), context->determination->adjusted_transaction_value,
                                    context->determination->total_cost};
    enum result result = RESULT_FAIL;
    bool any = false;
    share->figure = figure_at_most(false, 0, limit, RESULT_UNKNOWN);
    for (int basis = BASIS_TRANSACTION_VALUE; basis <= BASIS_TOTAL_COST; basis++) {
        struct amount whole = wholes[basis];
        if (!whole.given || whole.value <= 0)
            continue;
        any = true;
        if (!amount_within(part, whole, limit))
            continue;
        result = result_or(result, part.given ? RESULT_PASS : RESULT_UNKNOWN);
    }
    for (int basis = BASIS_TRANSACTION_VALUE; part.given && basis <= BASIS_TOTAL_COST; basis++) {
        int64_t percent = 0;
        if (wholes[basis].given && wholes[basis].value > 0 && amount_percent(&percent, part, wholes[basis]) &&
            (!share->figure.known || amount_compare(wholes[basis], share->whole) > 0))
            *share = (struct share){.figure = figure_at_most(true, percent, limit, RESULT_UNKNOWN),
                                    .basis = (enum basis)basis,
                                    .part = part,
                                    .whole = wholes[basis]};
    }
    /* the exception is for the producer to show: without a transaction value or a total cost it is not shown
     */
    share->figure.result = any ? result : RESULT_FAIL;
    return share->figure.result;
}

/* ---- U.R. 5(3) ---- */

static enum result exclusion_holds(const struct reading *reading, const struct materials_provision *exclusion,
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
    if (exclusion->same_subheading)
        materials = result_and(materials, line_in_unit(reading->code, line, HS_SUBHEADING));
    enum result result = result_and(goods, materials);
    bool holds = result == RESULT_FAIL || interpretation_holds(context->interpretation, exclusion->held_in);
    return holds ? result : RESULT_FAIL;
}

/* A note of a chapter lets the share apply to a material of the good's own subheading. */
static enum result allowed(const struct reading *reading, const struct line *line) {
    const struct general *general = &reading->context->book->general;
    const uint64_t may = provisions_for(reading->context, reading->code)->allowances;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->allowance_count && result != RESULT_PASS; i++)
        if (provision_among(may, i))
            result = result_or(result, exclusion_holds(reading, &general->allowances[i], line));
    return result;
}

enum result de_minimis_excluded(const struct reading *reading, const struct line *line) {
    const struct general *general = &reading->context->book->general;
    const uint64_t may = provisions_for(reading->context, reading->code)->exclusions;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->exclusion_count && result != RESULT_PASS; i++) {
        if (!provision_among(may, i))
            continue;
        enum result one = exclusion_holds(reading, &general->exclusions[i], line);
        if (general->exclusions[i].same_subheading && one != RESULT_FAIL)
            one = result_and(one, result_not(allowed(reading, line)));
        result = result_or(result, one);
    }
    return result;
}

const struct fact *de_minimis_open_fact(const struct reading *reading, const struct line *line) {
    const struct general *general = &reading->context->book->general;
    for (uint32_t i = 0; i < general->exclusion_count; i++) {
        const struct materials_provision *exclusion = &general->exclusions[i];
        if (exclusion_holds(reading, exclusion, line) != RESULT_UNKNOWN)
            continue;
        if (condition_of_good(reading->context, reading, exclusion->goods_when) == RESULT_UNKNOWN)
            return exclusion->goods_when.fact;
        if (condition_of_line(line, exclusion->materials_when) == RESULT_UNKNOWN)
            return exclusion->materials_when.fact;
    }
    return NULL;
}

/* ---- U.R. 5(1) ---- */

static void add_value(struct origin_context *context, struct amount *sum, const struct amount *value,
                      bool *all) {
    if (value->given && !amount_is_nothing(value))
        *sum = amount_add(context, *sum, *value);
    *all = *all && value->given;
}

/* The value, as U.R. 5(5) has it, of the lines of the test whose shift is `upto` or worse. `inner` has what
 * counts of a line in place of its value, where that is given; or is NULL. Not given where that of some line
 * is not: then the sum of the others. */
static struct amount sum_of(struct origin_context *context, const struct test *test, const uint8_t *shift,
                            enum result upto, const struct amount *inner) {
    const struct determination *determination = context->determination;
    struct amount sum = amount_of(0);
    bool all = true;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const uint32_t at = test->lines[i];
        if (shift[at] > upto)
            continue;
        const struct line *line = &determination->lines[at];
        add_value(context, &sum, inner != NULL && inner[at].given ? &inner[at] : &line->non_originating,
                  &all);
    }
    sum.given = all;
    return sum;
}

/* Of all that is used: the same for every rule. */
static struct amount sum_of_used(struct origin_context *context) {
    struct determination *determination = context->determination;
    if (determination->used_known)
        return determination->used;
    struct amount sum = amount_of(0);
    bool all = true;
    for (uint32_t i = 0; i < determination->noted.adding_count; i++)
        add_value(context, &sum, &determination->lines[determination->noted.adding[i]].used, &all);
    sum.given = all;
    determination->used = sum;
    determination->used_known = true;
    return sum;
}

/* U.R. 5(3), over the lines that fail and, as a possibility, those that may. */
static enum result any_excluded(const struct reading *reading, const struct test *test, const uint8_t *shift,
                                const struct amount *inner) {
    const struct determination *determination = reading->context->determination;
    enum result barred = RESULT_FAIL;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const uint32_t at = test->lines[i];
        if (inner != NULL && inner[at].given)
            continue;
        enum result one = de_minimis_excluded(reading, &determination->lines[at]);
        barred = result_or(barred, shift[at] == RESULT_FAIL ? one : result_and(one, RESULT_UNKNOWN));
    }
    return barred;
}

/* U.R. 3(8): of each self-produced line that fails, what its producer would rather have counted: of what it
 * is made of, all whose shift is `upto` or worse. NULL where there is no such line. */
static const struct amount *inner_views(const struct reading *reading, const struct test *test,
                                        enum result upto) {
    const struct determination *determination = reading->context->determination;
    struct amount *inner = NULL;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const uint32_t at = test->lines[i];
        const struct line *line = &determination->lines[at];
        if (line_view(line) == NULL)
            continue;
        struct amount failing = inner_view_failing(reading, &test->requirement->change, line, upto);
        bool less = failing.given &&
                    (!line->non_originating.given || amount_compare(failing, line->non_originating) < 0 ||
                     de_minimis_excluded(reading, line) != RESULT_FAIL);
        if (less && inner == NULL)
            inner = context_room(reading->context, sizeof *inner * determination->line_count);
        if (less && inner != NULL)
            inner[at] = failing;
    }
    return inner;
}

static enum result forgiven_by_value(const struct reading *reading, const struct test *test,
                                     const uint8_t *shift, enum result barred, struct share *share) {
    struct origin_context *context = reading->context;
    const struct threshold *threshold =
        general_threshold(&context->book->general, THRESHOLD_TARIFF_SHIFT, context->determination->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    struct share sure = {0};
    enum result forgiven = within(context, sum_of(context, test, shift, RESULT_UNKNOWN, test->by_inner),
                                  threshold->percent, share);
    if (forgiven == RESULT_FAIL) { /* lines of unknown classification may turn out to change */
        const struct amount *least = inner_views(reading, test, RESULT_FAIL);
        forgiven = result_and(
            within(context, sum_of(context, test, shift, RESULT_FAIL, least), threshold->percent, &sure),
            RESULT_UNKNOWN);
    }
    return result_and(forgiven, result_not(barred));
}

static const char *why_not(const struct test *test, const struct weight_outcome *weight, enum result barred) {
    if (weight->barred == RESULT_PASS)
        return "why.shift.bound";
    if (weight->elastomeric == RESULT_FAIL && weight->all != RESULT_FAIL && weight->provision != NULL)
        return "why.shift.elastomeric";
    return barred == RESULT_PASS && !weight->share.figure.known ? "why.shift.barred" : test->why;
}

/* Whether the lines alone that fail, and in whose place nothing can stand, are beyond the share: no choice of
 * what counts of the others then brings it back, and nothing hangs on what U.R. 5(3) bars. Where more than
 * the status is asked, the share itself is. */
static bool surely_beyond(const struct reading *reading, const struct test *test, const uint8_t *shift) {
    struct origin_context *context = reading->context;
    const struct threshold *threshold =
        general_threshold(&context->book->general, THRESHOLD_TARIFF_SHIFT, context->determination->day);
    struct amount sum = amount_of(0);
    struct share share = {0};
    bool all = true;
    if (threshold == NULL || context->trail != NULL || !context->setting->status_alone)
        return false;
    for (uint32_t i = 0; i < test->line_count; i++) {
        const struct line *line = &context->determination->lines[test->lines[i]];
        if (shift[test->lines[i]] == RESULT_FAIL && line_view(line) == NULL)
            add_value(context, &sum, &line->non_originating, &all);
    }
    return within(context, sum, threshold->percent, &share) == RESULT_FAIL;
}

/* For who asks what the good lacks; NULL where nobody does. */
static const struct share_apart *share_apart(const struct reading *reading, const struct test *test,
                                             const uint8_t *shift) {
    struct origin_context *context = reading->context;
    if (!context->setting->gap || context->trial)
        return NULL;
    struct share_apart *apart = context_room(context, sizeof *apart);
    bool *keeps = context_room(context, sizeof *keeps * ((size_t)test->line_count + 1));
    if (apart == NULL || keeps == NULL)
        return NULL;
    for (uint32_t i = 0; i < test->line_count; i++)
        keeps[i] =
            shift[test->lines[i]] != RESULT_FAIL ||
            de_minimis_excluded(reading, &context->determination->lines[test->lines[i]]) != RESULT_FAIL;
    *apart = (struct share_apart){test->de_minimis, keeps};
    return apart;
}

void de_minimis_apply(const struct reading *reading, struct test *test, const uint8_t *shift) {
    enum result barred = RESULT_FAIL;
    enum result value = RESULT_FAIL;
    if (!surely_beyond(reading, test, shift)) {
        test->by_inner = inner_views(reading, test, RESULT_UNKNOWN);
        barred = any_excluded(reading, test, shift, test->by_inner);
        test->barred = barred == RESULT_PASS;
        value = forgiven_by_value(reading, test, shift, barred, &test->de_minimis);
        test->apart = test->barred ? share_apart(reading, test, shift) : NULL;
    }
    struct weight_outcome weight = weight_de_minimis(reading, &test->requirement->change, shift);
    enum result forgiven = result_or(value, weight.result);
    test->weighed = weight.provision != NULL;
    test->weight_open = forgiven == RESULT_UNKNOWN && weight.result == RESULT_UNKNOWN;
    if (barred == RESULT_PASS || (weight.share.figure.known && weight.result > value))
        test->de_minimis = weight.share;
    if (test->result == RESULT_FAIL)
        test->why = why_not(test, &weight, barred);
    if (forgiven > test->result)
        test->why = forgiven == RESULT_PASS && weight.result > value ? "why.shift.weight"
                    : forgiven == RESULT_PASS                        ? "why.shift.de-minimis"
                    : weight.result > value                          ? "why.shift.weight-unknown"
                                                                     : "why.shift.share-unknown";
    test->result = result_or(test->result, forgiven);
    test->de_minimis.applied = forgiven == RESULT_PASS;
}

/* ---- U.R. 5(4) ---- */

/* A provision that may keep the exemption away: 14(2), 15(4), or 16(7) and 16(8). */
static enum result never_waived(const struct reading *reading) {
    struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->not_waived_count; i++) {
        const struct not_waived *one = &general->not_waived[i];
        enum result is = one->goods == NOT_WAIVED_AVERAGED_VEHICLES
                             ? result_of(context->determination->average_elected &&
                                         context->determination->vehicle != NULL)
                             : only_by_content(reading);
        if (is != RESULT_FAIL && interpretation_holds(context->interpretation, one->held_in))
            result = result_or(result, is);
    }
    return result;
}

enum result de_minimis_waives(const struct reading *reading, struct share *share) {
    struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    const struct threshold *threshold =
        general_threshold(general, THRESHOLD_REGIONAL_VALUE, context->determination->day);
    if (threshold == NULL)
        return RESULT_FAIL;
    enum result result = within(context, sum_of_used(context), threshold->percent, share);
    if (result != RESULT_FAIL)
        result = result_and(result, result_not(never_waived(reading)));
    share->applied = result == RESULT_PASS;
    return result;
}
