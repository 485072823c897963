#include "origin/regional_value.h"

#include "origin/currency.h"
#include "origin/de_minimis.h"
#include "origin/vehicle/parts_tables.h"
#include "origin/vehicle/vehicle.h"

static struct amount or_zero(struct amount amount) {
    return amount.given ? amount : amount_of(0);
}

static void implausible(struct origin_context *context, const char *variant, struct amount one,
                        struct amount other) {
    FINDING(context, FINDING_VALUE_IMPLAUSIBLE, NO_TEXT, context_cite(context, PROVISION_REGIONAL_VALUE),
            variant, {"one", context_amount(context, one)}, {"other", context_amount(context, other)});
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

/* U.R. 1(6): product costs, period costs and other costs. What is not stated of them can only add to it: to a
 * base of regional value content that does no harm. */
static void set_total_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    result->total_cost = good->total_cost;
    if (good->total_cost.given ||
        !(good->other_product_costs.given || good->period_costs.given || good->other_costs.given))
        return;
    struct amount sum = amount_of(0);
    bool partial = !good->other_product_costs.given || !good->period_costs.given || !good->other_costs.given;
    for (uint32_t i = 0; i < result->line_count; i++) {
        sum = amount_add(context, sum, result->lines[i].cost);
        partial = partial || result->lines[i].cost_partial;
    }
    sum = amount_add(context, sum, or_zero(good->other_product_costs));
    sum = amount_add(context, sum, or_zero(good->period_costs));
    sum = amount_add(context, sum, or_zero(good->other_costs));
    result->total_cost = sum;
    result->total_cost_computed = sum.given;
    result->total_cost_partial = sum.given && partial;
}

static void excluded_finding(struct origin_context *context, const char *variant, struct amount amount) {
    if (amount.given && amount.value > 0)
        FINDING(context, FINDING_EXCLUDED_COSTS, NO_TEXT, context_cite(context, PROVISION_NET_COST), variant,
                {"amount", context_amount(context, amount)}, {"currency", context->result->currency});
}

/* Of the excluded costs that lines hold, packing materials and those within self-produced materials. */
static struct amount excluded_of_lines(struct origin_context *context, bool packing) {
    const struct determination *result = context->result;
    struct amount sum = amount_of(0);
    for (uint32_t i = 0; i < result->line_count; i++)
        if ((result->lines[i].material->role == ROLE_PACKING) == packing)
            sum = amount_add(context, sum, result->lines[i].excluded);
    return sum;
}

/* Where total cost is worked out from its parts, excluded_costs speaks of those parts, and what lines hold is
 * added. A total cost that is given holds all of them, and so does excluded_costs beside it: it cannot be
 * less than what the lines show. Excluded costs that are not stated are not taken to be none. */
static void set_excluded_costs(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    struct amount packing = excluded_of_lines(context, true);
    struct amount within = excluded_of_lines(context, false);
    bool told = !good->net_cost.given && result->total_cost.given;
    result->excluded_lines = amount_add(context, packing, within);
    result->excluded_costs = good->excluded_costs;
    if (result->total_cost_computed) {
        result->excluded_costs = amount_add(context, good->excluded_costs, result->excluded_lines);
    } else if (good->excluded_costs.given && result->excluded_lines.given &&
               amount_compare(result->excluded_lines, good->excluded_costs) > 0) {
        result->excluded_costs = result->excluded_lines;
        if (told)
            implausible(context, "excluded-lines", good->excluded_costs, result->excluded_lines);
    }
    if (told) {
        excluded_finding(context, result->total_cost_computed ? "packing" : "packing.given", packing);
        excluded_finding(context, result->total_cost_computed ? NULL : "given", within);
    }
    if (good->net_cost.given && result->total_cost.given)
        result->excluded_costs = amount_subtract(context, result->total_cost, good->net_cost);
}

/* U.R. 7(3), 7(11). */
static void set_net_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *result = context->result;
    set_excluded_costs(context);
    if (good->net_cost.given) {
        result->net_cost = good->net_cost;
        if (good->total_cost.given && amount_compare(good->net_cost, good->total_cost) > 0)
            implausible(context, "net-cost", good->net_cost, good->total_cost);
        return;
    }
    struct amount net = amount_subtract(context, result->total_cost, result->excluded_costs);
    if (net.given && net.value <= 0 && !context->overflow)
        implausible(context, "excluded-costs", result->total_cost, result->excluded_costs);
    else
        result->net_cost = net;
    for (uint32_t i = 0; result->total_cost_computed && i < result->line_count; i++) {
        const struct line *line = &result->lines[i];
        if (good->excluded_costs.given && line->inside != NULL && !line->excluded.given)
            FINDING_AS(context, FINDING_VALUE_MISSING, SEVERITY_INFO, line->material->line,
                       context_cite(context, PROVISION_EXCLUDED_COSTS), "excluded-costs",
                       {"line", line->material->line}, {"material", line->material->material_id});
    }
}

static void set_vnm(struct origin_context *context, enum method method) {
    struct determination *result = context->result;
    struct rvc *rvc = &result->rvc[method];
    bool all = result->line_count > 0;
    rvc->vnm_at_least = amount_of(0);
    for (uint32_t i = 0; i < result->line_count; i++) {
        struct amount part = result->lines[i].vnm[method];
        if (part.given)
            rvc->vnm_at_least = amount_add(context, rvc->vnm_at_least, part);
        all = all && part.given;
    }
    rvc->vnm = all ? rvc->vnm_at_least : amount_not_given();
    rvc->base = method == METHOD_NET_COST ? result->net_cost : result->adjusted_transaction_value;
    if (rvc->base.given && rvc->base.value <= 0)
        rvc->base = (struct amount){0};
    if (rvc->base.given && rvc->vnm.given)
        rvc->content.known = amount_content_percent(&rvc->content.percent, rvc->base, rvc->vnm);
    if (rvc->base.given && amount_compare(rvc->vnm_at_least, rvc->base) > 0)
        implausible(context, method == METHOD_NET_COST ? "vnm-net-cost" : "vnm-transaction-value",
                    rvc->vnm_at_least, rvc->base);
}

/* ---- averages, U.R. 7(15) to 7(20) ---- */

/* U.R. 7(15), 16(10): what the Tables list for its use is averaged by the fiscal year, a quarter or a month.
 */
static bool original_equipment(const struct origin_context *context) {
    enum use use = context->good->use;
    return (use == USE_PASSENGER_VEHICLE || use == USE_LIGHT_TRUCK || use == USE_HEAVY_TRUCK) &&
           parts_tables_list_good(context, 1U << use) != RESULT_FAIL;
}

static void average_findings(struct origin_context *context, const struct average *average) {
    char days[3][DATE_TEXT_SIZE];
    const date last_of_year = date_before(average->year_until);
    const struct message_part parts[] = {{"group", average->group},
                                         {"from", {days[0], date_print(days[0], average->from)}},
                                         {"to", {days[1], date_print(days[1], date_before(average->until))}},
                                         {"year", {days[2], date_print(days[2], last_of_year)}}};
    finding_add(context, FINDING_AVERAGED, NO_TEXT,
                original_equipment(context) ? context_cite(context, PROVISION_ORIGINAL_EQUIPMENT_AVERAGING)
                                            : average->cite,
                NULL, parts, 4);
    if (average->months_missing > 0) {
        char count[DECIMAL_TEXT_SIZE];
        const struct message_part missing[] = {
            {"months", {count, decimal_print(count, average->months_missing * DECIMAL_ONE, 0)}},
            parts[1],
            parts[2]};
        finding_add(context, FINDING_VALUE_MISSING, NO_TEXT, context_cite(context, PROVISION_VEHICLE_MONTHS),
                    "vehicle-months", missing, 3);
    }
    if (average->estimated == 0)
        return;
    bool over = context->setting->date > last_of_year;
    finding_add(context, FINDING_COSTS_ESTIMATED, NO_TEXT, average->estimate_cite, over ? "year-over" : NULL,
                parts, 4);
}

/* Amounts a unit, for what is told and looked for; the content is decided by the sums. */
static void set_from_average(struct origin_context *context, const struct average *average) {
    struct determination *result = context->result;
    struct rvc *rvc = &result->rvc[METHOD_NET_COST];
    const struct average_sums *sums = &average->used;
    *rvc = (struct rvc){0};
    if (!total_quotient(&rvc->base.value, sums->net_cost, sums->units) ||
        !total_quotient(&rvc->vnm.value, sums->vnm, sums->units)) {
        context->overflow = true;
        return;
    }
    rvc->base.given = rvc->base.value > 0;
    rvc->vnm.given = true;
    rvc->vnm_at_least = rvc->vnm;
    rvc->content.known = total_percent(&rvc->content.percent, sums->net_cost - sums->vnm, sums->net_cost);
    average_findings(context, average);
}

/* Of averages.csv, or for a vehicle of vehicles.csv. */
static enum average_answer find_average(struct origin_context *context) {
    struct determination *result = context->result;
    enum average_answer answer =
        averages_find(context->setting->averages, context->good->good_id, result->day, &result->average);
    if (answer == AVERAGE_FOUND && result->average->period == AVERAGE_HALF_YEAR &&
        original_equipment(context)) {
        result->average = NULL;
        return AVERAGE_MISSING;
    }
    if (answer != AVERAGE_NOT_ELECTED || result->vehicle == NULL || context->setting->vehicles == NULL ||
        !context->setting->vehicles->given[FILE_VEHICLES])
        return answer;
    return vehicle_average(context);
}

static const char *no_average(enum average_answer answer) {
    return answer == AVERAGE_BROKEN         ? "average-rejected"
           : answer == AVERAGE_DISPUTED     ? "average-disputed"
           : answer == AVERAGE_INCOMPLETE   ? "average-incomplete"
           : answer == AVERAGE_NOT_PRODUCED ? "average-not-produced"
                                            : "average";
}

static void apply_average(struct origin_context *context) {
    struct determination *result = context->result;
    enum average_answer answer = find_average(context);
    result->average_elected = answer != AVERAGE_NOT_ELECTED;
    if (answer == AVERAGE_FOUND)
        set_from_average(context, result->average);
    else if (answer != AVERAGE_NOT_ELECTED) {
        result->rvc[METHOD_NET_COST] = (struct rvc){0};
        if (!vehicle_average_barred(context))
            FINDING(context, FINDING_VALUE_MISSING, NO_TEXT,
                    context_cite(context, PROVISION_AVERAGING_ELECTED), no_average(answer),
                    {"good", context->good->good_id});
    }
}

void regional_value_prepare(struct origin_context *context) {
    set_transaction_value(context);
    set_total_cost(context);
    set_net_cost(context);
    set_vnm(context, METHOD_TRANSACTION_VALUE);
    set_vnm(context, METHOD_NET_COST);
    apply_average(context);
}

/* ---- the requirement ---- */

static bool average_reaches(const struct average *average, decimal least) {
    return total_reaches(average->used.net_cost - average->used.vnm, average->used.net_cost, least);
}

/* Of a vehicle of several plants the average of each has to do. */
static enum result average_result(const struct determination *result, decimal least) {
    const struct average *highest =
        result->average_highest != NULL ? result->average_highest : result->average;
    const bool complete = result->average->months_missing == 0 && highest->months_missing == 0;
    return average_reaches(result->average, least) && complete ? RESULT_PASS
           : average_reaches(highest, least)                   ? RESULT_UNKNOWN
                                                               : RESULT_FAIL;
}

static enum result by_limit(const struct determination *result, const struct rvc *rvc, enum method method,
                            decimal least) {
    if (method == METHOD_NET_COST && result->average != NULL)
        return average_result(result, least);
    if (!rvc->base.given)
        return RESULT_UNKNOWN;
    if (!amount_content_reaches(rvc->base, rvc->vnm_at_least, least))
        return RESULT_FAIL; /* and more so with the values that are missing */
    return rvc->vnm.given ? RESULT_PASS : RESULT_UNKNOWN;
}

/* Where labour value content is not known, neither is whether it lowers the limit, U.R. 18(22). */
static enum result method_result(const struct determination *result, const struct rvc *rvc,
                                 enum method method) {
    const struct vehicle *vehicle = result->vehicle;
    enum result met = by_limit(result, rvc, method, rvc->content.required);
    if (met == RESULT_FAIL && method == METHOD_NET_COST && vehicle != NULL && vehicle->credit_open &&
        rvc->content.asked > vehicle->credit_least &&
        by_limit(result, rvc, method, vehicle->credit_least) != RESULT_FAIL)
        return RESULT_UNKNOWN;
    return met;
}

/* U.R. 18(22): points of labour value content, as long as the content itself is not below a limit. */
static decimal credit_of(const struct origin_context *context, decimal asked) {
    const struct vehicle *vehicle = context->result->vehicle;
    if (vehicle == NULL || vehicle->credit == 0 || asked <= vehicle->credit_least)
        return 0;
    decimal most = asked - vehicle->credit_least;
    return vehicle->credit < most ? vehicle->credit : most;
}

void regional_value_test(const struct reading *reading, const struct rvc_requirement *steps, uint32_t count,
                         struct test *test) {
    struct origin_context *context = reading->context;
    const struct rvc_requirement *step =
        STEP_IN_FORCE(struct rvc_requirement, steps, count, context->result->day);
    test->method = METHODS;
    memcpy(test->rvc, context->result->rvc, sizeof test->rvc);
    if (step == NULL) { /* before the first step or after the last, nothing is asked */
        test->result = RESULT_PASS;
        test->why = "why.rvc.none";
        return;
    }
    const decimal asked[METHODS] = {
        context->result->average_elected ? 0 : step->transaction_value, /* U.R. 7(19) */
        step->net_cost};
    bool available = false;
    test->result = RESULT_FAIL;
    for (int method = 0; method < METHODS; method++) {
        struct rvc *rvc = &test->rvc[method];
        figure_ask(&rvc->content, asked[method],
                   method == METHOD_NET_COST ? credit_of(context, asked[method]) : 0);
        if (rvc->content.asked == 0 || !rvc->base.given)
            continue;
        available = true;
        rvc->content.result = method_result(context->result, rvc, (enum method)method);
        test->result = result_or(test->result, rvc->content.result);
    }
    if (!available)
        test->result = RESULT_UNKNOWN;
    test->why = !available                       ? "why.rvc.unavailable"
                : test->result == RESULT_PASS    ? "why.rvc.pass"
                : test->result == RESULT_UNKNOWN ? "why.rvc.unknown"
                                                 : "why.rvc.fail";
    test->method = regional_value_best(test);
    if (test->method != METHODS)
        test->figure = test->rvc[test->method].content;
    if (test->result != RESULT_PASS && de_minimis_waives(reading, &test->waiver) == RESULT_PASS) {
        test->result = RESULT_PASS;
        test->waived = true;
        test->why = "why.rvc.waived";
    }
}

enum method regional_value_best(const struct test *test) {
    enum method best = METHODS;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &test->rvc[method];
        if (rvc->content.asked == 0 || !rvc->base.given)
            continue;
        if (best == METHODS || figure_better(&rvc->content, &test->rvc[best].content))
            best = (enum method)method;
    }
    return best;
}
