#include <stdlib.h>

#include "cli/forms.h"
#include "cli/options.h"
#include "cli/table_run.h"

struct cost {
    struct table_run run;
    const char *method;
    const char *base;
    const char *route;
    const char *places;
    const char *currency;
    struct cost_choice choice;
    struct interest_outcome *interest;
    struct cost_outcome outcome;
};

/* ---- options ---- */

static const char *const USAGE[] = {"cost --ledger ledger.csv --bases bases.csv [options]", NULL};
static const struct option_row ROWS[] = {
    TABLE_RUN_FILES(struct cost, COST),
    OPTION("method", WORD, CHOICES, "cost-ratio|labour-material|direct-cost", struct cost, method,
           .says = "option.cost.method"),
    OPTION("base", TEXT, CHOICES, "NAME", struct cost, base),
    OPTION("route", WORD, CHOICES, "a|b|c", struct cost, route),
    OPTION("places", NUMBER, CHOICES, "N", struct cost, places, .most = DECIMAL_PLACES),
    OPTION("currency", CURRENCY, CHOICES, "C", struct cost, currency, .says = "option.cost.currency"),
    TABLE_RUN_OPTIONS(struct cost, "text|json|csv", "option.cost.format", NULL)};
const struct command_form COST_FORM = {
    "cost",      USAGE,
    ROWS,        OPERAND_NONE,
    "exit.cost", .common = "ledger bases method route currency format output rejects lang help"};

static int read_options(struct cost *cost, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&COST_FORM, cost, count, arguments, &rest);
    if (status == EXIT_DONE && !cost->run.help && rest < count)
        return USAGE("cost", "one-too-many", PART("value", arguments[rest]));
    return status;
}

static int check_values(struct cost *cost) {
    static const char *const ROUTES[NET_COST_ROUTES] = {"a", "b", "c"};
    int method = 0;
    int route = 0;
    if (cost->run.files[TABLE_LEDGER] == NULL || cost->run.files[TABLE_BASES] == NULL)
        return USAGE("cost", "both-needed", PART("one", "--ledger"), PART("other", "--bases"));
    if (cost->run.files[TABLE_LOANS] != NULL && cost->run.files[TABLE_YIELDS] == NULL)
        return USAGE("cost", "needs", PART("option", "--loans"), PART("with", "--yields"));
    cost->choice = (struct cost_choice){.places = -1, .base = text_from(cost->base)};
    int status = command_choice("cost", "method", cost->method, OVERHEAD_METHOD_WORDS, OVERHEAD_METHODS,
                                OVERHEAD_COST_RATIO, &method);
    if (status == EXIT_DONE)
        status =
            command_choice("cost", "route", cost->route, ROUTES, NET_COST_ROUTES, ROUTE_REMAINDER, &route);
    if (status == EXIT_DONE)
        status = command_places("cost", cost->places, &cost->choice.places);
    if (status == EXIT_DONE && cost->base != NULL && method != OVERHEAD_COST_RATIO)
        return USAGE("cost", "is-for", PART("option", "--base"), PART("with", "--method cost-ratio"));
    cost->choice.method = (enum overhead_method)method;
    cost->choice.route = (enum net_cost_route)route;
    return status == EXIT_DONE ? table_run_check(&cost->run, offsetof(struct report_format, cost)) : status;
}

/* ---- the run ---- */

static bool allocate(struct cost *cost) {
    struct tables *tables = &cost->run.tables;
    const struct table *loans = &tables->of[TABLE_LOANS];
    return interest_reckon(&cost->interest, &cost->run.book->general.interest,
                           TABLE_ROWS(tables, TABLE_LOANS, struct loan), loans->count,
                           TABLE_ROWS(tables, TABLE_PAYMENTS, struct loan_payment),
                           tables->of[TABLE_PAYMENTS].count,
                           TABLE_ROWS(tables, TABLE_YIELDS, struct federal_yield),
                           tables->of[TABLE_YIELDS].count, &tables->arena) &&
           cost_allocate(&cost->outcome, &cost->choice, TABLE_ROWS(tables, TABLE_LEDGER, struct ledger_entry),
                         tables->of[TABLE_LEDGER].count, TABLE_ROWS(tables, TABLE_BASES, struct base_share),
                         tables->of[TABLE_BASES].count, cost->interest, loans->count, &tables->arena);
}

static usmca_status reckon(struct cost *cost, struct buffer *report, usmca_error *error) {
    if (cost->currency != NULL && !vocabulary_currency(cost->run.book->words, text_from(cost->currency)))
        return usage_error(error, "no-currency", "currency", cost->currency);
    if (!allocate(cost))
        return error_memory(error);
    for (size_t i = 0; i < cost->outcome.interest_count; i++)
        if (cost->interest[i].problem.message != NULL)
            table_file_reject_problem(&cost->run.tables, TABLE_LOANS, &cost->interest[i].problem,
                                      &cost->run.rejects);
    for (size_t i = 0; i < cost->outcome.problem_count; i++) {
        const struct cost_problem *problem = &cost->outcome.problems[i];
        table_file_reject_problem(&cost->run.tables, problem->in_bases ? TABLE_BASES : TABLE_LEDGER,
                                  &problem->row, &cost->run.rejects);
    }
    const struct cost_report of = {cost->run.book->messages,
                                   &cost->run.book->general.interest,
                                   &cost->choice,
                                   &cost->outcome,
                                   text_from(cost->currency),
                                   cost->run.raw,
                                   command_width(cost->run.output)};
    cost->run.nothing = cost->run.rejects.count > 0;
    if (!cost->run.nothing)
        cost->run.format->cost(report, &of);
    return USMCA_OK;
}

static int finish(struct cost *cost) {
    const struct messages *messages = cost->run.book->messages;
    struct buffer summary = {0};
    struct buffer counts[3] = {{0}, {0}, {0}};
    if (cost->run.rejects.count > 0) {
        MESSAGE(&summary, messages, "cost.incomplete", {NULL, {NULL, 0}});
        buffer_char(&summary, '\n');
    }
    buffer_number(&counts[0], cost->run.tables.rows);
    buffer_number(&counts[1], cost->run.rejects.count);
    buffer_number(&counts[2], cost->run.rejects.count > 0 ? 0 : cost->outcome.good_count);
    MESSAGE(&summary, messages, "cost.summary", {"rows", buffer_view(&counts[0])},
            {"rejected", buffer_view(&counts[1])}, {"goods", buffer_view(&counts[2])});
    int done = table_run_finish(&cost->run, buffer_view(&summary));
    buffer_free(&summary);
    for (int i = 0; i < 3; i++)
        buffer_free(&counts[i]);
    return done;
}

static int run(struct cost *cost) {
    usmca_error error = {0};
    struct buffer report = {0};
    usmca_status status = table_run_read(&cost->run, &error);
    if (status == USMCA_OK)
        status = reckon(cost, &report, &error);
    if (status == USMCA_OK)
        status = table_run_write(&cost->run, &report, &error);
    buffer_free(&report);
    return status != USMCA_OK ? command_fail(&error) : finish(cost);
}

int command_cost(int count, char **arguments) {
    struct cost *cost = calloc(1, sizeof *cost);
    if (cost == NULL)
        return command_no_memory();
    cost->run.command = "cost";
    int status = read_options(cost, count, arguments);
    if (status == EXIT_DONE && cost->run.help)
        status = form_help(&COST_FORM, cost->run.language, cost->run.rules);
    else if (status == EXIT_DONE && (status = check_values(cost)) == EXIT_DONE)
        status = run(cost);
    table_run_free(&cost->run);
    free(cost);
    return status;
}
