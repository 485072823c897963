#include "origin/regional_value.h"

#include "origin/currency.h"
#include "origin/de_minimis.h"
#include "origin/vehicle/conversion_findings.h"
#include "origin/vehicle/parts_tables.h"
#include "origin/vehicle/vehicle.h"
#include "rulebook/sentence.h"

static struct amount or_zero(struct amount amount) {
    return amount.given ? amount : amount_of(0);
}

static void implausible(struct origin_context *context, const char *variant, struct amount one,
                        struct amount other) {
    FINDING(context, FINDING_VALUE_IMPLAUSIBLE, NO_TEXT, context_cite(context, PROVISION_REGIONAL_VALUE),
            variant, {"one", context_amount(context, one)}, {"other", context_amount(context, other)});
}

/* Schedule 4: then neither its content nor a share of its value is reckoned by the price. What is declared in
 * two ways leaves none to rely on either. */
static bool price_accepted(struct origin_context *context) {
    const struct general *general = &context->book->general;
    if (condition_of_good(context, NULL, general->unacceptable_price) == RESULT_FAIL)
        return true;
    FINDING_AS(context, FINDING_VALUE_MISSING, SEVERITY_WARNING, NO_TEXT, general->unacceptable_price_cite,
               "unacceptable",
               {"reason", sentence_description(context->book, general->unacceptable_price.fact)});
    return false;
}

/* U.R. 1(1), "adjusted to exclude any costs incurred in the international shipment of the good". */
static void set_transaction_value(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *determination = context->determination;
    if (!good->transaction_value.given || good->unread_price != NULL || !price_accepted(context))
        return;
    struct amount adjusted =
        amount_subtract(context, good->transaction_value, or_zero(good->international_shipping));
    if (adjusted.value <= 0 && !context->overflow)
        implausible(context, "transaction-value", good->transaction_value,
                    or_zero(good->international_shipping));
    else
        determination->adjusted_transaction_value = adjusted;
}

/* U.R. 1(6): product costs, period costs and other costs. What is not stated of them can only add to it: to a
 * base of regional value content that does no harm. */
static void set_total_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *determination = context->determination;
    determination->total_cost = good->total_cost;
    if (good->total_cost.given ||
        !(good->other_product_costs.given || good->period_costs.given || good->other_costs.given))
        return;
    struct amount sum = amount_of(0);
    bool partial = !good->other_product_costs.given || !good->period_costs.given || !good->other_costs.given;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        sum = amount_add(context, sum, determination->lines[i].cost);
        partial = partial || determination->lines[i].cost_partial;
    }
    sum = amount_add(context, sum, or_zero(good->other_product_costs));
    sum = amount_add(context, sum, or_zero(good->period_costs));
    sum = amount_add(context, sum, or_zero(good->other_costs));
    determination->total_cost = sum;
    determination->total_cost_computed = sum.given;
    determination->total_cost_partial = sum.given && partial;
}

static void excluded_finding(struct origin_context *context, const char *variant, struct amount amount) {
    if (amount.given && amount.value > 0)
        FINDING(context, FINDING_EXCLUDED_COSTS, NO_TEXT, context_cite(context, PROVISION_NET_COST), variant,
                {"amount", context_amount(context, amount)}, {"currency", context->determination->currency});
}

/* Of the excluded costs that lines hold, packing materials and those within self-produced materials. */
static void sum_excluded(struct origin_context *context, struct amount *packing, struct amount *within) {
    const struct determination *determination = context->determination;
    *packing = *within = amount_of(0);
    for (uint32_t i = 0; determination->noted.excluding && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        struct amount *sum = line->material->role == ROLE_PACKING ? packing : within;
        if (!amount_is_nothing(&line->excluded))
            *sum = amount_add(context, *sum, line->excluded);
    }
}

/* Where total cost is worked out from its parts, excluded_costs speaks of those parts, and what lines hold is
 * added. A total cost that is given holds all of them, and so does excluded_costs beside it: it cannot be
 * less than what the lines show. Excluded costs that are not stated are not taken to be none. */
static void set_excluded_costs(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *determination = context->determination;
    struct amount packing;
    struct amount within;
    sum_excluded(context, &packing, &within);
    bool told = !good->net_cost.given && determination->total_cost.given;
    determination->excluded_lines = amount_add(context, packing, within);
    determination->excluded_costs = good->excluded_costs;
    if (determination->total_cost_computed) {
        determination->excluded_costs =
            amount_add(context, good->excluded_costs, determination->excluded_lines);
    } else if (good->excluded_costs.given && determination->excluded_lines.given &&
               amount_compare(determination->excluded_lines, good->excluded_costs) > 0) {
        determination->excluded_costs = determination->excluded_lines;
        if (told)
            implausible(context, "excluded-lines", good->excluded_costs, determination->excluded_lines);
    }
    if (told) {
        excluded_finding(context, determination->total_cost_computed ? "packing" : "packing.given", packing);
        excluded_finding(context, determination->total_cost_computed ? NULL : "given", within);
    }
    if (good->net_cost.given && determination->total_cost.given)
        determination->excluded_costs = amount_subtract(context, determination->total_cost, good->net_cost);
}

/* U.R. 7(3), 7(11). */
static void set_net_cost(struct origin_context *context) {
    const struct good *good = context->good;
    struct determination *determination = context->determination;
    set_excluded_costs(context);
    if (good->net_cost.given && good->net_cost.value <= 0) {
        implausible(context, "net-cost-zero", good->net_cost, good->net_cost);
        return;
    }
    if (good->net_cost.given) {
        determination->net_cost = good->net_cost;
        if (good->total_cost.given && amount_compare(good->net_cost, good->total_cost) > 0)
            implausible(context, "net-cost", good->net_cost, good->total_cost);
        return;
    }
    struct amount net = amount_subtract(context, determination->total_cost, determination->excluded_costs);
    if (net.given && net.value <= 0 && !context->overflow)
        implausible(context, "excluded-costs", determination->total_cost, determination->excluded_costs);
    else
        determination->net_cost = net;
    for (uint32_t i = 0; determination->total_cost_computed && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (good->excluded_costs.given && line->inside != NULL && !line->excluded.given)
            FINDING_AS(context, FINDING_VALUE_MISSING, SEVERITY_INFO, line->material->line,
                       context_cite(context, PROVISION_EXCLUDED_COSTS), "excluded-costs",
                       {"line", line->material->line}, {"material", line->material->material_id});
    }
}

/* U.R. 9(2)(a)(i): a net cost that is given, or a total cost, may hold a material at its price all the same.
 */
static void set_net_cost_least(struct origin_context *context) {
    struct determination *determination = context->determination;
    const bool told = determination->total_cost_computed && !context->good->net_cost.given;
    if (determination->stated_below.given && !told)
        determination->net_cost_least =
            amount_subtract(context, determination->net_cost, determination->stated_below);
}

/* Nothing forbids a loss: but costs of another unit or in another currency than the price look like one, and
 * the larger the base is, the larger the content. */
static void compare_bases(struct origin_context *context) {
    const struct determination *determination = context->determination;
    const struct amount net = determination->net_cost;
    const struct amount price = determination->adjusted_transaction_value;
    if (net.given && price.given && amount_compare(net, price) > 0)
        implausible(context, "net-cost-above-price", net, price);
}

static void sum_vnm(struct origin_context *context) {
    struct determination *determination = context->determination;
    bool all[METHODS];
    for (int method = 0; method < METHODS; method++) {
        all[method] = determination->line_count > 0;
        determination->rvc[method].vnm_at_least = amount_of(0);
    }
    for (uint32_t i = 0; i < determination->noted.adding_count; i++)
        for (int method = 0; method < METHODS; method++) {
            const struct amount *part = &determination->lines[determination->noted.adding[i]].vnm[method];
            struct amount *sum = &determination->rvc[method].vnm_at_least;
            if (part->given && !amount_is_nothing(part))
                *sum = amount_add(context, *sum, *part);
            all[method] = all[method] && part->given;
        }
    for (int method = 0; method < METHODS; method++)
        determination->rvc[method].vnm =
            all[method] ? determination->rvc[method].vnm_at_least : amount_not_given();
}

static void set_vnm(struct origin_context *context, enum method method) {
    struct determination *determination = context->determination;
    struct rvc *rvc = &determination->rvc[method];
    rvc->base =
        method == METHOD_NET_COST ? determination->net_cost : determination->adjusted_transaction_value;
    if (rvc->base.given && rvc->base.value <= 0)
        rvc->base = amount_not_given();
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
    enum use use = context_use(context);
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
    struct determination *determination = context->determination;
    struct rvc *rvc = &determination->rvc[METHOD_NET_COST];
    const struct average_sums *sums = &average->used;
    const struct average_sums *told = &average->told;
    *rvc = (struct rvc){0};
    if (!total_quotient(&rvc->base.value, told->net_cost, told->units) ||
        !total_quotient(&rvc->vnm.value, told->vnm, told->units)) {
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
    struct determination *determination = context->determination;
    enum average_answer answer = averages_find(context->setting->averages, context->good->good_id,
                                               determination->day, &determination->average);
    if (answer == AVERAGE_FOUND && determination->average->period == AVERAGE_HALF_YEAR &&
        original_equipment(context)) {
        determination->average = NULL;
        return AVERAGE_MISSING;
    }
    if (answer != AVERAGE_NOT_ELECTED || determination->vehicle == NULL ||
        context->setting->vehicles == NULL || !context->setting->vehicles->given[FILE_VEHICLES])
        return answer;
    return vehicle_average(context);
}

static const char *no_average(const struct determination *determination, enum average_answer answer) {
    const struct vehicle *vehicle = determination->vehicle;
    if (answer == AVERAGE_MISSING && vehicle != NULL &&
        (vehicle->average_told.failed.place != NULL || vehicle->average_told.unnamed))
        return "average-currency";
    return answer == AVERAGE_BROKEN         ? "average-rejected"
           : answer == AVERAGE_DISPUTED     ? "average-disputed"
           : answer == AVERAGE_INCOMPLETE   ? "average-incomplete"
           : answer == AVERAGE_NOT_PRODUCED ? "average-not-produced"
                                            : "average";
}

static void apply_average(struct origin_context *context) {
    struct determination *determination = context->determination;
    enum average_answer answer = find_average(context);
    determination->average_elected = answer != AVERAGE_NOT_ELECTED;
    if (answer == AVERAGE_FOUND)
        set_from_average(context, determination->average);
    else if (answer != AVERAGE_NOT_ELECTED) {
        determination->rvc[METHOD_NET_COST] = (struct rvc){0};
        if (!vehicle_average_barred(context))
            FINDING(context, FINDING_VALUE_MISSING, NO_TEXT,
                    context_cite(context, PROVISION_AVERAGING_ELECTED), no_average(determination, answer),
                    {"good", context->good->good_id});
    }
    if (determination->vehicle != NULL) {
        const struct conversions *told = &determination->vehicle->average_told;
        conversion_findings(context, told, answer == AVERAGE_MISSING);
        determination->rates_until = evidence_earlier(determination->rates_until, told->until);
    }
}

void regional_value_prepare(struct origin_context *context) {
    set_transaction_value(context);
    set_total_cost(context);
    set_net_cost(context);
    set_net_cost_least(context);
    compare_bases(context);
    sum_vnm(context);
    set_vnm(context, METHOD_TRANSACTION_VALUE);
    set_vnm(context, METHOD_NET_COST);
    apply_average(context);
}

/* ---- the requirement ---- */

static bool average_reaches(const struct average *average, decimal least) {
    return total_reaches(average->used.net_cost - average->used.vnm, average->used.net_cost, least);
}

/* Of a vehicle of several plants the average of each has to do. */
static enum result average_result(const struct determination *determination, decimal least) {
    const struct average *highest =
        determination->average_highest != NULL ? determination->average_highest : determination->average;
    const bool complete = determination->average->months_missing == 0 && highest->months_missing == 0;
    return average_reaches(determination->average, least) && complete ? RESULT_PASS
           : average_reaches(highest, least)                          ? RESULT_UNKNOWN
                                                                      : RESULT_FAIL;
}

static enum result by_limit(const struct determination *determination, const struct rvc *rvc,
                            enum method method, decimal least) {
    if (method == METHOD_NET_COST && determination->average != NULL)
        return average_result(determination, least);
    if (!rvc->base.given)
        return RESULT_UNKNOWN;
    if (!amount_content_reaches(rvc->base, rvc->vnm_at_least, least))
        return RESULT_FAIL; /* and more so with the values that are missing */
    if (method == METHOD_NET_COST && determination->net_cost_least.given &&
        !amount_content_reaches(determination->net_cost_least, rvc->vnm_at_least, least))
        return RESULT_UNKNOWN;
    return rvc->vnm.given ? RESULT_PASS : RESULT_UNKNOWN;
}

/* Where labour value content is not known, neither is whether it lowers the limit, U.R. 18(22). */
static enum result method_result(const struct determination *determination, const struct rvc *rvc,
                                 enum method method) {
    const struct vehicle *vehicle = determination->vehicle;
    enum result met = by_limit(determination, rvc, method, rvc->content.required);
    if (met == RESULT_FAIL && method == METHOD_NET_COST && vehicle != NULL && vehicle->credit_open &&
        rvc->content.asked > vehicle->credit_least &&
        by_limit(determination, rvc, method, vehicle->credit_least) != RESULT_FAIL)
        return RESULT_UNKNOWN;
    return met;
}

/* U.R. 18(22): points of labour value content, as long as the content itself is not below a limit. */
static decimal credit_of(const struct origin_context *context, decimal asked) {
    const struct vehicle *vehicle = context->determination->vehicle;
    if (vehicle == NULL || vehicle->credit == 0 || asked <= vehicle->credit_least)
        return 0;
    decimal most = asked - vehicle->credit_least;
    return vehicle->credit < most ? vehicle->credit : most;
}

void regional_value_test(const struct reading *reading, const struct rvc_requirement *steps, uint32_t count,
                         struct test *test) {
    struct origin_context *context = reading->context;
    const struct rvc_requirement *step =
        STEP_IN_FORCE(struct rvc_requirement, steps, count, context->determination->day);
    test->method = METHODS;
    memcpy(test->rvc, context->determination->rvc, sizeof test->rvc);
    if (step == NULL) { /* before the first step or after the last, nothing is asked */
        test->result = RESULT_PASS;
        test->why = "why.rvc.none";
        return;
    }
    const decimal asked[METHODS] = {
        context->determination->average_elected ? 0 : step->transaction_value, /* U.R. 7(19) */
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
        rvc->content.result = method_result(context->determination, rvc, (enum method)method);
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
