#include <stdio.h>

#include "report/cost.h"
#include "report/number.h"
#include "report/paragraph.h"

/* The message `prefix`.`word`. */
static struct text named(const struct cost_report *report, const char *prefix, const char *word) {
    char id[80];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_find(report->messages, id);
}

static void put_line(struct buffer *out, const struct cost_report *report, const char *lead,
                     struct buffer *line) {
    paragraph_write_within(out, report->width, text_from(lead), buffer_view(line));
    line->length = 0;
}

#define SAY(line, report, id, ...) MESSAGE((line), (report)->messages, (id), __VA_ARGS__)

/* ---- interest ---- */

static void say_official(struct buffer *line, const struct cost_report *report,
                         const struct interest_outcome *interest) {
    struct number_room rooms[6];
    struct text official = number_decimal(&rooms[0], report->messages, interest->official, 0);
    struct text below = number_decimal(&rooms[1], report->messages, interest->below->maturity.value, 0);
    if (interest->below == interest->above ||
        interest->below->maturity.value == interest->above->maturity.value)
        SAY(line, report, "interest.official", {"years", below}, {"official", official});
    else
        SAY(line, report, "interest.interpolated", {"below", below}, {"official", official},
            {"above", number_decimal(&rooms[2], report->messages, interest->above->maturity.value, 0)},
            {"low", number_decimal(&rooms[3], report->messages, interest->below->rate.value, 0)},
            {"high", number_decimal(&rooms[4], report->messages, interest->above->rate.value, 0)},
            {"maturity", number_decimal(&rooms[5], report->messages, interest->maturity, 0)});
}

static void put_interest(struct buffer *out, const struct cost_report *report,
                         const struct interest_outcome *interest) {
    struct number_room rooms[6];
    struct buffer line = {0};
    struct text paid = number_total(&rooms[0], report->messages, interest->loan->interest.value);
    struct text rate = number_decimal(&rooms[1], report->messages, interest->loan->rate.value, 0);
    struct text limit = number_decimal(&rooms[2], report->messages, interest->limit, 0);
    SAY(&line, report, "interest.heading", {"loan", interest->loan->loan_id}, {"interest", paid},
        {"rate", rate});
    put_line(out, report, "", &line);
    SAY(&line, report, interest->by_interval ? "interest.interval" : "interest.maturity",
        {"weighted", number_total(&rooms[3], report->messages, interest->weighted)},
        {"principal", number_total(&rooms[4], report->messages, interest->loan->principal.value)},
        {"maturity", number_decimal(&rooms[5], report->messages, interest->maturity, 0)});
    buffer_char(&line, ' ');
    say_official(&line, report, interest);
    buffer_char(&line, ' ');
    SAY(&line, report, interest->non_allowable > 0 ? "interest.non-allowable" : "interest.allowable",
        {"limit", limit}, {"interest", paid}, {"rate", rate},
        {"amount", number_total(&rooms[3], report->messages, interest->non_allowable)},
        {"cite", report->provision->cite});
    if (interest->unscheduled >= DECIMAL_ONE) { /* less is the rounding of a schedule */
        buffer_char(&line, ' ');
        SAY(&line, report, "interest.unscheduled",
            {"amount", number_total(&rooms[3], report->messages, interest->unscheduled)});
    }
    put_line(out, report, "  ", &line);
    buffer_release(&line, out);
}

/* ---- the ledger ---- */

static void put_pool(struct buffer *out, const struct cost_report *report, const struct cost_pool *pool) {
    struct number_room rooms[2];
    struct buffer accounts = {0};
    struct buffer line = {0};
    char id[64];
    for (const struct cost_pool_entry *link = pool->entries; link != NULL; link = link->next) {
        buffer_text(&accounts, link->entry->account);
        buffer_string(&accounts, link->next != NULL ? ", " : "");
    }
    snprintf(id, sizeof id, "cost.pool.%s",
             pool->base.length > 0 ? "base" : OVERHEAD_METHOD_WORDS[report->choice->method]);
    SAY(&line, report, id, {"class", named(report, "cost.class", COST_CLASS_WORDS[pool->class])},
        {"base", pool->base}, {"accounts", buffer_view(&accounts)},
        {"amount", number_total(&rooms[0], report->messages, pool->amount)});
    if (pool->excluded != 0)
        SAY(&line, report, "cost.pool.excluded",
            {"excluded", number_total(&rooms[1], report->messages, pool->excluded)});
    put_line(out, report, "  ", &line);
    buffer_release(&accounts, out);
    buffer_release(&line, out);
}

static void put_ledger(struct buffer *out, const struct cost_report *report) {
    const struct cost_outcome *outcome = report->outcome;
    const char *route = COST_ROUTE_WORDS[report->choice->route];
    struct number_room rooms[3];
    struct buffer line = {0};
    SAY(&line, report, "cost.heading", {"route", named(report, "cost.route", route)},
        {"cite", named(report, "cost.cite", route)});
    buffer_char(&line, ' ');
    if (report->currency.length > 0) {
        SAY(&line, report, "cost.currency", {"currency", report->currency});
        buffer_char(&line, ' ');
    }
    SAY(&line, report, "cost.ledger", {"total", number_total(&rooms[0], report->messages, outcome->ledger)},
        {"excluded", number_total(&rooms[1], report->messages, outcome->excluded)},
        {"net", number_total(&rooms[2], report->messages, outcome->ledger - outcome->excluded)});
    put_line(out, report, "", &line);
    for (int kind = EXCLUDED_NONE + 1; kind < EXCLUDED_COSTS; kind++)
        if (outcome->by_exclusion[kind] != 0) {
            SAY(&line, report, "cost.excluded",
                {"kind", named(report, "cost.kind", EXCLUDED_COST_WORDS[kind])},
                {"amount", number_total(&rooms[0], report->messages, outcome->by_exclusion[kind])});
            put_line(out, report, "  ", &line);
        }
    for (size_t i = 0; i < outcome->left_out_count; i++) {
        const struct ledger_entry *entry = outcome->left_out[i];
        SAY(&line, report, "cost.left-out",
            {"reason", named(report, "cost.reason", LEFT_OUT_WORDS[entry->left_out])},
            {"account", entry->account},
            {"amount", number_total(&rooms[0], report->messages, entry->amount.value)});
        put_line(out, report, "  ", &line);
    }
    for (size_t i = 0; i < outcome->pool_count; i++)
        put_pool(out, report, &outcome->pools[i]);
    buffer_release(&line, out);
}

/* ---- goods ---- */

static void put_share(struct buffer *out, const struct cost_report *report, const struct cost_pool *pool,
                      const struct cost_share *share) {
    struct number_room rooms[5];
    struct buffer line = {0};
    struct text base = pool->base.length > 0
                           ? pool->base
                           : named(report, "cost.base", OVERHEAD_METHOD_WORDS[report->choice->method]);
    SAY(&line, report, report->choice->places >= 0 ? "cost.share.rounded" : "cost.share",
        {"class", named(report, "cost.class", COST_CLASS_WORDS[pool->class])}, {"base", base},
        {"pool", number_total(&rooms[0], report->messages, pool->amount)},
        {"part", number_total(&rooms[1], report->messages, share->part)},
        {"whole", number_total(&rooms[2], report->messages, pool->whole)},
        {"ratio", number_decimal(&rooms[3], report->messages, share->ratio, 0)},
        {"amount", number_total(&rooms[4], report->messages, share->amount)});
    if (share->excluded != 0)
        SAY(&line, report, "cost.pool.excluded",
            {"excluded", number_total(&rooms[0], report->messages, share->excluded)});
    put_line(out, report, "    ", &line);
    buffer_release(&line, out);
}

static void put_units(struct buffer *out, const struct cost_report *report, const struct good_cost *good) {
    struct cost_columns columns = cost_columns(good);
    struct number_room rooms[7];
    struct buffer line = {0};
    if (columns.given)
        SAY(&line, report, columns.materials ? "cost.units" : "cost.units.no-materials",
            {"units", number_count(&rooms[0], report->messages, good->units)},
            {"product", number_decimal(&rooms[1], report->messages, columns.other_product_costs, 2)},
            {"period", number_decimal(&rooms[2], report->messages, columns.period_costs, 2)},
            {"other", number_decimal(&rooms[3], report->messages, columns.other_costs, 2)},
            {"excluded", number_decimal(&rooms[4], report->messages, columns.excluded_costs, 2)},
            {"total", number_decimal(&rooms[5], report->messages, columns.total_cost, 2)},
            {"net", number_decimal(&rooms[6], report->messages, columns.net_cost, 2)});
    else
        SAY(&line, report, "cost.no-units", {"base", text_from(COST_UNITS)});
    put_line(out, report, "    ", &line);
    buffer_release(&line, out);
}

static void put_good(struct buffer *out, const struct cost_report *report, const struct good_cost *good) {
    struct number_room rooms[3];
    struct buffer line = {0};
    SAY(&line, report, cost_columns(good).materials ? "cost.good" : "cost.good.no-materials",
        {"good", good->good_id}, {"total", number_total(&rooms[0], report->messages, good->total_cost)},
        {"excluded", number_total(&rooms[1], report->messages, good->excluded)},
        {"net", number_total(&rooms[2], report->messages, good->net_cost)});
    buffer_char(out, '\n');
    put_line(out, report, "", &line);
    for (int class = COST_DIRECT_MATERIAL; class <= COST_OTHER; class ++) {
        if (good->own[class] == 0)
            continue;
        SAY(&line, report, "cost.own", {"class", named(report, "cost.class", COST_CLASS_WORDS[class])},
            {"amount", number_total(&rooms[0], report->messages, good->own[class])});
        if (good->own_excluded[class] != 0)
            SAY(&line, report, "cost.pool.excluded",
                {"excluded", number_total(&rooms[0], report->messages, good->own_excluded[class])});
        put_line(out, report, "    ", &line);
    }
    for (size_t i = 0; i < report->outcome->pool_count; i++)
        if (good->shares[i].part != 0)
            put_share(out, report, &report->outcome->pools[i], &good->shares[i]);
    put_units(out, report, good);
    buffer_release(&line, out);
}

void report_cost_text(struct buffer *out, const struct cost_report *report) {
    for (size_t i = 0; i < report->outcome->interest_count; i++)
        put_interest(out, report, &report->outcome->interest[i]);
    buffer_string(out, report->outcome->interest_count > 0 ? "\n" : "");
    put_ledger(out, report);
    for (size_t i = 0; i < report->outcome->good_count; i++)
        put_good(out, report, &report->outcome->goods[i]);
}
