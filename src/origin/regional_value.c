#include "origin/regional_value.h"

#include "origin/currency.h"
#include "origin/de_minimis.h"

static struct amount or_zero(struct amount amount) {
    return (struct amount){amount.given ? amount.value : 0, true};
}

static void implausible(struct origin_context *context, const char *variant, struct amount one,
                        struct amount other) {
    FINDING(context, FINDING_VALUE_IMPLAUSIBLE, SEVERITY_WARNING, NO_TEXT, TEXT("U.R. 7"), variant,
            {"one", context_decimal(context, one.value, 2)},
            {"other", context_decimal(context, other.value, 2)});
}

/* U.R. 1(1), "adjusted to exclude any costs incurred in the international shipment of the good". */
static void set_transaction_value(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    if (!good->transaction_value.given)
        return;
    struct amount adjusted =
        amount_subtract(context, good->transaction_value, or_zero(good->international_shipping));
    if (adjusted.value <= 0 && !context->overflow)
        implausible(context, "transaction-value", good->transaction_value,
                    or_zero(good->international_shipping));
    else
        result->adjusted_transaction_value = adjusted;
}

/* U.R. 1(6): product costs, period costs and other costs. */
static void set_total_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    result->total_cost = good->total_cost;
    if (good->total_cost.given ||
        !(good->other_product_costs.given || good->period_costs.given || good->other_costs.given))
        return;
    struct amount sum = {0, true};
    for (uint32_t i = 0; i < result->line_count; i++)
        sum = amount_add(context, sum, result->lines[i].cost);
    sum = amount_add(context, sum, or_zero(good->other_product_costs));
    sum = amount_add(context, sum, or_zero(good->period_costs));
    sum = amount_add(context, sum, or_zero(good->other_costs));
    result->total_cost = sum;
    result->total_cost_computed = sum.given;
}

/* U.R. 7(3), 7(11). Excluded costs that are not stated are not taken to be none. */
static void set_net_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    if (good->net_cost.given) {
        result->net_cost = good->net_cost;
        if (good->total_cost.given && good->net_cost.value > good->total_cost.value)
            implausible(context, "net-cost", good->net_cost, good->total_cost);
        return;
    }
    struct amount net = amount_subtract(context, result->total_cost, good->excluded_costs);
    if (net.given && net.value <= 0 && !context->overflow)
        implausible(context, "excluded-costs", result->total_cost, good->excluded_costs);
    else
        result->net_cost = net;
}

static void set_vnm(struct origin_context *context, enum method method) {
    struct determination *result = context->result;
    struct rvc *rvc = &result->rvc[method];
    rvc->vnm = (struct amount){0, result->line_count > 0};
    for (uint32_t i = 0; i < result->line_count; i++) {
        struct amount part = result->lines[i].vnm[method];
        if (part.given && !decimal_add(&rvc->vnm_at_least, rvc->vnm_at_least, part.value))
            context->overflow = true;
        rvc->vnm.given = rvc->vnm.given && part.given;
    }
    rvc->vnm.value = rvc->vnm_at_least;
    rvc->base = method == METHOD_NET_COST ? result->net_cost : result->adjusted_transaction_value;
    if (rvc->base.given && rvc->base.value <= 0)
        rvc->base = (struct amount){0};
    decimal content = 0;
    if (rvc->base.given && rvc->vnm.given && decimal_subtract(&content, rvc->base.value, rvc->vnm.value))
        rvc->known = decimal_percent(&rvc->percent, content, rvc->base.value);
    if (rvc->base.given && rvc->vnm_at_least > rvc->base.value)
        implausible(context, method == METHOD_NET_COST ? "vnm-net-cost" : "vnm-transaction-value",
                    (struct amount){rvc->vnm_at_least, true}, rvc->base);
}

void regional_value_prepare(struct origin_context *context) {
    set_transaction_value(context);
    set_total_cost(context);
    set_net_cost(context);
    set_vnm(context, METHOD_TRANSACTION_VALUE);
    set_vnm(context, METHOD_NET_COST);
}

/* ---- the requirement ---- */

static enum result method_result(const struct rvc *rvc) {
    decimal content = 0;
    if (!rvc->base.given || !decimal_subtract(&content, rvc->base.value, rvc->vnm_at_least))
        return RESULT_UNKNOWN;
    if (!decimal_reaches(content, rvc->base.value, rvc->required))
        return RESULT_FAIL; /* and more so with the values that are missing */
    return rvc->vnm.given ? RESULT_PASS : RESULT_UNKNOWN;
}

static const struct rvc_requirement *step_in_force(const struct rvc_requirement *steps, uint32_t count,
                                                   date day) {
    for (uint32_t i = 0; i < count; i++)
        if (period_holds(steps[i].period, day))
            return &steps[i];
    return NULL;
}

void regional_value_test(const struct origin_context *context, const struct rvc_requirement *steps,
                         uint32_t count, struct test *test) {
    const struct rvc_requirement *step = step_in_force(steps, count, context->result->day);
    test->method = METHODS;
    memcpy(test->rvc, context->result->rvc, sizeof test->rvc);
    if (step == NULL) { /* before the first step or after the last, nothing is asked */
        test->result = RESULT_PASS;
        test->why = "why.rvc.none";
        return;
    }
    const decimal required[METHODS] = {step->transaction_value, step->net_cost};
    bool available = false;
    test->result = RESULT_FAIL;
    for (int method = 0; method < METHODS; method++) {
        struct rvc *rvc = &test->rvc[method];
        rvc->required = required[method];
        if (rvc->required == 0 || !rvc->base.given)
            continue;
        available = true;
        rvc->result = method_result(rvc);
        test->result = result_or(test->result, rvc->result);
    }
    if (!available)
        test->result = RESULT_UNKNOWN;
    test->why = !available                       ? "why.rvc.unavailable"
                : test->result == RESULT_PASS    ? "why.rvc.pass"
                : test->result == RESULT_UNKNOWN ? "why.rvc.unknown"
                                                 : "why.rvc.fail";
    test->method = regional_value_best(test);
    if (test->result != RESULT_PASS && de_minimis_waives(context, &test->waiver) == RESULT_PASS) {
        test->result = RESULT_PASS;
        test->waived = true;
        test->why = "why.rvc.waived";
    }
}

enum method regional_value_best(const struct test *test) {
    enum method best = METHODS;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &test->rvc[method];
        if (rvc->required == 0 || !rvc->base.given)
            continue;
        if (best == METHODS || rvc->result > test->rvc[best].result) {
            best = (enum method)method;
            continue;
        }
        const struct rvc *sofar = &test->rvc[best];
        if (rvc->result == sofar->result && rvc->known && sofar->known &&
            rvc->percent - rvc->required / 100000 > sofar->percent - sofar->required / 100000)
            best = (enum method)method;
    }
    return best;
}
