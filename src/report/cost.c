#include "report/cost.h"

#include <stdio.h>

#include "report/json_key.h"
#include "report/json_value.h"

const char *const COST_ROUTE_WORDS[NET_COST_ROUTES] = {"remainder", "total", "each"};

struct cost_columns cost_columns(const struct good_cost *good) {
    struct cost_columns columns = {.given = good->units_given,
                                   .materials = good->by_class[COST_DIRECT_MATERIAL] != 0};
    total units = good->units;
    columns.given =
        columns.given &&
        total_quotient(&columns.other_product_costs,
                       good->by_class[COST_DIRECT_LABOUR] + good->by_class[COST_DIRECT_OVERHEAD], units) &&
        total_quotient(&columns.period_costs, good->by_class[COST_PERIOD], units) &&
        total_quotient(&columns.other_costs, good->by_class[COST_OTHER], units) &&
        total_quotient(&columns.excluded_costs, good->excluded, units) &&
        total_quotient(&columns.total_cost, good->total_cost, units) &&
        total_quotient(&columns.net_cost, good->net_cost, units);
    return columns;
}

static struct text cite(const struct cost_report *report) {
    char id[64];
    snprintf(id, sizeof id, "cost.cite.%s", COST_ROUTE_WORDS[report->choice->route]);
    return message_find(report->messages, id);
}

/* ---- JSON ---- */

static void put_total(struct buffer *out, const char *name, total value) {
    json_put_key(out, name);
    json_put_total(out, value);
}

static void put_decimal(struct buffer *out, const char *name, decimal value) {
    json_put_key(out, name);
    json_put_decimal(out, value, 0);
}

static void put_yield(struct buffer *out, const struct federal_yield *yield) {
    JSON_LITERAL(out, "{\"maturity\":");
    json_put_decimal(out, yield->maturity.value, 0);
    put_decimal(out, "rate", yield->rate.value);
    JSON_LITERAL(out, "}");
}

static void put_interest(struct buffer *out, const struct cost_report *report,
                         const struct interest_outcome *interest) {
    JSON_LITERAL(out, "{\"loan_id\":");
    json_put_text(out, interest->loan->loan_id);
    put_total(out, "interest", interest->loan->interest.value);
    put_decimal(out, "rate", interest->loan->rate.value);
    json_put_key(out, "weighted_payments");
    if (interest->by_interval)
        JSON_LITERAL(out, "null");
    else
        json_put_total(out, interest->weighted);
    put_decimal(out, "maturity", interest->maturity);
    json_put_key(out, "yields");
    JSON_LITERAL(out, "[");
    put_yield(out, interest->below);
    if (interest->above != interest->below) {
        JSON_LITERAL(out, ",");
        put_yield(out, interest->above);
    }
    JSON_LITERAL(out, "]");
    put_decimal(out, "official_rate", interest->official);
    put_decimal(out, "limit", interest->limit);
    put_total(out, "non_allowable", interest->non_allowable);
    json_put_key(out, "cite");
    json_put_text(out, report->provision->cite);
    JSON_LITERAL(out, "}\n");
}

static void put_accounts(struct buffer *out, const struct cost_pool *pool) {
    JSON_LITERAL(out, "[");
    for (const struct cost_pool_entry *link = pool->entries; link != NULL; link = link->next) {
        json_put_string(out, link->entry->account);
        if (link->next != NULL)
            JSON_LITERAL(out, ",");
    }
    JSON_LITERAL(out, "]");
}

/* The name of what a pool is allocated by. */
static struct text base_of(const struct cost_report *report, const struct cost_pool *pool) {
    return pool->base.length > 0 ? pool->base : text_from(OVERHEAD_METHOD_WORDS[report->choice->method]);
}

static void put_ledger(struct buffer *out, const struct cost_report *report) {
    const struct cost_outcome *outcome = report->outcome;
    JSON_LITERAL(out, "{\"ledger\":{\"total_cost\":");
    json_put_total(out, outcome->ledger);
    put_total(out, "excluded_costs", outcome->excluded);
    put_total(out, "net_cost", outcome->ledger - outcome->excluded);
    if (report->currency.length > 0) {
        json_put_key(out, "currency");
        json_put_text(out, report->currency);
    }
    json_put_key(out, "excluded");
    JSON_LITERAL(out, "{\"interest\":");
    json_put_total(out, outcome->by_exclusion[EXCLUDED_INTEREST]);
    for (int kind = EXCLUDED_NONE + 1; kind < EXCLUDED_INTEREST; kind++)
        put_total(out, EXCLUDED_COST_WORDS[kind], outcome->by_exclusion[kind]);
    JSON_LITERAL(out, "}");
    json_put_key(out, "pools");
    JSON_LITERAL(out, "[");
    for (size_t i = 0; i < outcome->pool_count; i++) {
        const struct cost_pool *pool = &outcome->pools[i];
        buffer_string(out, i > 0 ? ",{\"class\":" : "{\"class\":");
        json_put_word(out, COST_CLASS_WORDS[pool->class]);
        json_put_key(out, "base");
        json_put_string(out, base_of(report, pool));
        json_put_key(out, "accounts");
        put_accounts(out, pool);
        put_total(out, "amount", pool->amount);
        put_total(out, "excluded", pool->excluded);
        JSON_LITERAL(out, "}");
    }
    JSON_LITERAL(out, "]");
    json_put_key(out, "left_out");
    JSON_LITERAL(out, "[");
    for (size_t i = 0; i < outcome->left_out_count; i++) {
        const struct ledger_entry *entry = outcome->left_out[i];
        buffer_string(out, i > 0 ? ",{\"account\":" : "{\"account\":");
        json_put_string(out, entry->account);
        put_total(out, "amount", entry->amount.value);
        json_put_key(out, "reason");
        json_put_word(out, LEFT_OUT_WORDS[entry->left_out]);
        JSON_LITERAL(out, "}");
    }
    JSON_LITERAL(out, "]}}\n");
}

static const char *const CLASS_NAMES[COST_CLASSES] = {[COST_DIRECT_MATERIAL] = "direct_materials",
                                                      [COST_DIRECT_LABOUR] = "direct_labour",
                                                      [COST_DIRECT_OVERHEAD] = "direct_overhead",
                                                      [COST_PERIOD] = "period_costs",
                                                      [COST_OTHER] = "other_costs"};

static void put_classes(struct buffer *out, const total amounts[COST_CLASSES]) {
    for (int class = COST_DIRECT_MATERIAL; class <= COST_OTHER; class ++)
        put_total(out, CLASS_NAMES[class], amounts[class]);
}

static void put_shares(struct buffer *out, const struct cost_report *report, const struct good_cost *good) {
    JSON_LITERAL(out, "[");
    for (size_t i = 0; i < report->outcome->pool_count; i++) {
        const struct cost_pool *pool = &report->outcome->pools[i];
        const struct cost_share *share = &good->shares[i];
        buffer_string(out, i > 0 ? ",{\"class\":" : "{\"class\":");
        json_put_word(out, COST_CLASS_WORDS[pool->class]);
        json_put_key(out, "base");
        json_put_string(out, base_of(report, pool));
        put_total(out, "part", share->part);
        put_total(out, "whole", pool->whole);
        put_decimal(out, "ratio", share->ratio);
        put_total(out, "amount", share->amount);
        put_total(out, "excluded", share->excluded);
        JSON_LITERAL(out, "}");
    }
    JSON_LITERAL(out, "]");
}

static void put_per_unit(struct buffer *out, const struct good_cost *good) {
    struct cost_columns columns = cost_columns(good);
    if (!columns.given) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"other_product_costs\":");
    json_put_decimal(out, columns.other_product_costs, 2);
    json_put_key(out, "period_costs");
    json_put_decimal(out, columns.period_costs, 2);
    json_put_key(out, "other_costs");
    json_put_decimal(out, columns.other_costs, 2);
    json_put_key(out, "excluded_costs");
    json_put_decimal(out, columns.excluded_costs, 2);
    json_put_key(out, "total_cost");
    json_put_amount(out, amount_where(columns.materials, columns.total_cost));
    json_put_key(out, "net_cost");
    json_put_amount(out, amount_where(columns.materials, columns.net_cost));
    JSON_LITERAL(out, "}");
}

static void put_good(struct buffer *out, const struct cost_report *report, const struct good_cost *good) {
    JSON_LITERAL(out, "{\"good_id\":");
    json_put_text(out, good->good_id);
    json_put_key(out, "units");
    if (good->units_given)
        json_put_total(out, good->units);
    else
        JSON_LITERAL(out, "null");
    put_classes(out, good->by_class);
    put_total(out, "total_cost", good->total_cost);
    put_total(out, "excluded_costs", good->excluded);
    put_total(out, "net_cost", good->net_cost);
    json_put_key(out, "own");
    JSON_LITERAL(out, "{\"excluded\":");
    total excluded = 0;
    for (int class = 0; class < COST_CLASSES; class ++)
        excluded += good->own_excluded[class];
    json_put_total(out, excluded);
    put_classes(out, good->own);
    JSON_LITERAL(out, "}");
    json_put_key(out, "shares");
    put_shares(out, report, good);
    json_put_key(out, "per_unit");
    put_per_unit(out, good);
    json_put_key(out, "method");
    json_put_word(out, OVERHEAD_METHOD_WORDS[report->choice->method]);
    json_put_key(out, "route");
    json_put_word(out, COST_ROUTE_WORDS[report->choice->route]);
    json_put_key(out, "cite");
    json_put_text(out, cite(report));
    JSON_LITERAL(out, "}\n");
}

void report_cost_json(struct buffer *out, const struct cost_report *report) {
    for (size_t i = 0; i < report->outcome->interest_count; i++)
        put_interest(out, report, &report->outcome->interest[i]);
    put_ledger(out, report);
    for (size_t i = 0; i < report->outcome->good_count; i++)
        put_good(out, report, &report->outcome->goods[i]);
}

/* ---- CSV ---- */

static void put_field(struct buffer *out, bool given, decimal value) {
    char number[DECIMAL_TEXT_SIZE];
    buffer_char(out, ',');
    if (given)
        buffer_put(out, number, decimal_print(number, value, 2));
}

void report_cost_csv(struct buffer *out, const struct cost_report *report) {
    buffer_string(out,
                  "good_id,other_product_costs,period_costs,other_costs,excluded_costs,total_cost,net_cost");
    buffer_string(out, report->currency.length > 0 ? ",currency\n" : "\n");
    for (size_t i = 0; i < report->outcome->good_count; i++) {
        struct cost_columns columns = cost_columns(&report->outcome->goods[i]);
        buffer_csv_foreign(out, report->outcome->goods[i].good_id, report->raw_cells);
        put_field(out, columns.given, columns.other_product_costs);
        put_field(out, columns.given, columns.period_costs);
        put_field(out, columns.given, columns.other_costs);
        put_field(out, columns.given, columns.excluded_costs);
        put_field(out, columns.given && columns.materials, columns.total_cost);
        put_field(out, columns.given && columns.materials, columns.net_cost);
        buffer_string(out, report->currency.length > 0 ? "," : "");
        buffer_text(out, report->currency);
        buffer_char(out, '\n');
    }
}
