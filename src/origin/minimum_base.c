#include "origin/minimum_base.h"

#include "origin/attempt.h"
#include "origin/de_minimis.h"
#include "origin/gap.h"
#include "origin/uses.h"

static const decimal WHOLE = 100 * DECIMAL_ONE;

/* ---- the least base of a percentage ---- */

/* Whether `base` does for a part of it: as content that is left, or as a share that is no more. */
typedef bool base_does(struct amount base, struct amount part, decimal percent);

static bool is_share(struct amount base, struct amount part, decimal percent) {
    return amount_within(part, base, percent);
}

/* part ÷ share, to the next decimal that does; what `part` is rounded by is what is stepped over. */
static struct amount least_base(struct amount part, decimal percent, decimal share, base_does *does) {
    if (!part.given || part.value <= 0 || share <= 0)
        return amount_not_given();
    __int128 least = ((__int128)amount_ceiling(part) * WHOLE + share - 1) / share;
    if (least <= 0 || least > INT64_MAX)
        return amount_not_given();
    decimal base = (decimal)least;
    while (base > 1 && does(amount_of(base - 1), part, percent))
        base--;
    return amount_of(base);
}

static struct amount least_for_content(const struct rvc *rvc) {
    return least_base(rvc->vnm, rvc->content.required, WHOLE - rvc->content.required, amount_content_reaches);
}

/* ---- an alternative ---- */

/* U.R. 5(1): where the lines that make no change are within the share of the transaction value alone, a lower
 * one would raise it. 0 where no price bounds it; not given where none helps. */
static struct amount least_for_change(const struct determination *determination, const struct test *change) {
    const struct share *share = &change->de_minimis;
    decimal limit = share->figure.required;
    bool by_value = share->figure.known && !change->weighed &&
                    (share->basis == BASIS_TRANSACTION_VALUE || share->basis == BASIS_TOTAL_COST);
    bool applied = change->result == RESULT_PASS && share->applied;
    if (change->result == RESULT_PASS && !applied)
        return amount_of(0);
    if (change->result == RESULT_UNKNOWN)
        return amount_not_given();
    if (!by_value || change->barred)
        return applied ? amount_of(0) : amount_not_given();
    if (determination->total_cost.given && amount_within(share->part, determination->total_cost, limit))
        return applied ? amount_of(0) : amount_not_given();
    return change->requirement->change.combination_count == 0
               ? least_base(share->part, limit, limit, is_share)
               : amount_not_given();
}

/* U.R. 9(2)(a)(i): of a net cost that is given, what is sure counts. */
static struct amount least_net_cost(const struct determination *determination, const struct rvc *rvc) {
    struct amount least = least_for_content(rvc);
    decimal sum = least.value;
    if (!least.given || !determination->net_cost_least.given)
        return least;
    const bool fits = decimal_add(&sum, sum, amount_ceiling(determination->stated_below));
    return amount_where(fits, sum);
}

static void take_lower(struct amount *lowest, struct amount base) {
    if (base.given && (!lowest->given || base.value < lowest->value))
        *lowest = base;
}

static void take_alternative(struct determination *determination, const struct alternative_result *one,
                             struct content_minimum *minimum) {
    const struct test *content = test_of_kind(one, REQUIRE_RVC);
    const struct test *change = test_of_kind(one, REQUIRE_CHANGE);
    if (content == NULL || content->waived || gap_is_blocked(determination, one))
        return;
    const struct rvc *price = &content->rvc[METHOD_TRANSACTION_VALUE];
    const struct rvc *cost = &content->rvc[METHOD_NET_COST];
    struct amount by_content = least_for_content(price);
    struct amount by_change = change != NULL ? least_for_change(determination, change) : amount_of(0);
    if (price->content.asked > 0 && by_content.given && by_change.given)
        take_lower(&minimum->price, by_content.value > by_change.value ? by_content : by_change);
    if (cost->content.asked > 0 && (change == NULL || change->result == RESULT_PASS))
        take_lower(&minimum->net_cost, least_net_cost(determination, cost));
}

/* The price from which on a way without content is open, by U.R. 5(1). */
static struct amount least_without(const struct determination *determination) {
    struct amount lowest = amount_not_given();
    for (uint32_t i = 0; i < determination->alternative_count; i++) {
        const struct alternative_result *one = &determination->alternatives[i];
        const struct test *change = test_of_kind(one, REQUIRE_CHANGE);
        if (change != NULL && test_of_kind(one, REQUIRE_RVC) == NULL && !gap_is_blocked(determination, one))
            take_lower(&lowest, least_for_change(determination, change));
    }
    return lowest;
}

/* It qualifies, whatever the content. */
static bool passes_without(const struct alternative_result *one) {
    const struct test *content = test_of_kind(one, REQUIRE_RVC);
    return one->result == RESULT_PASS && (content == NULL || content->waived || content->method == METHODS);
}

/* ---- the good ---- */

static bool any_open_line(const struct determination *determination) {
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (line_is_open(line))
            return true;
    }
    return false;
}

static bool content_decides(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    if (context->attempt == NULL || determination->alternative_count == 0 || determination->is_set ||
        determination->barred || !determination->made_in_territory || determination->codes_open ||
        determination->importation != RESULT_FAIL || determination->wholly_obtained == RESULT_PASS ||
        determination->only_originating == RESULT_PASS || uses_unsaid(context))
        return false;
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        if (passes_without(&determination->alternatives[i]))
            return false;
    bool priced = determination->rvc[METHOD_TRANSACTION_VALUE].base.given ||
                  determination->rvc[METHOD_NET_COST].base.given;
    return determination->status != STATUS_UNDETERMINED || (!priced && !any_open_line(determination));
}

/* U.R. 5(4): below what the content asks it would be waived, by a value that no other base changes. */
static void leave_waived(struct origin_context *context, struct content_minimum *minimum) {
    struct share share = {0};
    if (de_minimis_waives(context->attempt->reading, &share) == RESULT_FAIL)
        return;
    const struct amount cost = context->determination->total_cost;
    minimum->net_cost = amount_not_given();
    if (cost.given && amount_within(share.part, cost, share.figure.required))
        minimum->price = amount_not_given();
}

/* Schedule 4: one that is unacceptable is no transaction value, however high. */
static bool price_may_count(struct origin_context *context) {
    return condition_of_good(context, NULL, context->book->general.unacceptable_price) == RESULT_FAIL;
}

/* What is invoiced: the transaction value before U.R. 7(2) takes international shipping out of it. */
static struct amount invoiced(const struct good *good, struct amount price) {
    decimal sum = price.value;
    if (price.given && good->international_shipping.given &&
        !decimal_add(&sum, sum, amount_ceiling(good->international_shipping)))
        return amount_not_given();
    return amount_where(price.given, sum);
}

void minimum_base_find(struct origin_context *context) {
    struct determination *determination = context->determination;
    struct content_minimum minimum = {amount_not_given(), amount_not_given()};
    if (!content_decides(context))
        return;
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        take_alternative(determination, &determination->alternatives[i], &minimum);
    if (determination->parts == RESULT_PASS && !context->attempt->parts_test.waived) {
        const struct rvc *rvc = context->attempt->parts_test.rvc;
        take_lower(&minimum.price, least_for_content(&rvc[METHOD_TRANSACTION_VALUE]));
        take_lower(&minimum.net_cost, least_net_cost(determination, &rvc[METHOD_NET_COST]));
    }
    struct amount without = least_without(determination);
    if (without.given && minimum.price.given && without.value <= minimum.price.value)
        minimum.price = amount_not_given();
    if (determination->average_elected)
        minimum.net_cost = amount_not_given(); /* that of a period, U.R. 7(15) */
    if (minimum.price.given && !price_may_count(context))
        minimum.price = amount_not_given();
    if (minimum.price.given || minimum.net_cost.given)
        leave_waived(context, &minimum);
    minimum.price = invoiced(context->good, minimum.price);
    determination->minimum = minimum;
}
