#include <stdlib.h>
#include <string.h>

#include "cli/forms.h"
#include "cli/options.h"
#include "cli/table_run.h"

struct inventory {
    struct table_run run;
    const char *method;
    const char *period;
    const char *ratio;
    const char *year_begins;
    const char *places;
    struct inventory_choice choice;
    struct inventory_outcome *outcomes;
};

/* ---- options ---- */

static const char *const USAGE[] = {"inventory --movements FILE --method METHOD [options]", NULL};
static const struct option_row ROWS[] = {
    TABLE_RUN_FILES(struct inventory, INVENTORY),
    OPTION("method", WORD, CHOICES, "fifo|lifo|average|rolling-average|specific", struct inventory, method,
           .says = "option.inventory.method"),
    OPTION("period", WORD, CHOICES, "shipment|month|quarter|half-year|year", struct inventory, period,
           .says = "option.inventory.period"),
    OPTION("ratio", WORD, CHOICES, "preceding|own", struct inventory, ratio),
    OPTION("year-begins", NUMBER, CHOICES, "MM", struct inventory, year_begins, .configured = true,
           .least = 1, .most = 12),
    OPTION("places", NUMBER, CHOICES, "N", struct inventory, places, .most = DECIMAL_PLACES),
    TABLE_RUN_OPTIONS(struct inventory, "text|json|csv", NULL, NULL)};
const struct command_form INVENTORY_FORM = {
    "inventory",
    USAGE,
    ROWS,
    OPERAND_NONE,
    "exit.inventory",
    .common = "movements method period ratio format output rejects lang help"};

static int read_options(struct inventory *inventory, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&INVENTORY_FORM, inventory, count, arguments, &rest);
    if (status == EXIT_DONE && !inventory->run.help && rest < count)
        return USAGE("inventory", "one-too-many", PART("value", arguments[rest]));
    return status;
}

static int check_combination(const struct inventory *inventory) {
    const struct inventory_choice *choice = &inventory->choice;
    if (inventory->period != NULL && choice->method != INVENTORY_AVERAGE)
        return USAGE("inventory", "is-for", PART("option", "--period"), PART("with", "--method average"));
    if (choice->own_ratio && choice->period == PERIOD_SHIPMENT)
        return USAGE("inventory", "months-needed");
    if (!choice->own_ratio && choice->period > PERIOD_QUARTER)
        return usage_value("inventory", "period-of-own-ratio", "period", inventory->period);
    return EXIT_DONE;
}

static int check_values(struct inventory *inventory) {
    static const char *const RATIOS[] = {"preceding", "own"};
    struct inventory_choice *choice = &inventory->choice;
    int method = 0;
    int period = 0;
    int ratio = 0;
    *choice = (struct inventory_choice){.places = -1, .first_month = 1};
    if (inventory->run.files[TABLE_MOVEMENTS] == NULL)
        return USAGE("inventory", "needed", PART("option", "--movements"));
    int status = command_choice("inventory", "method", inventory->method, INVENTORY_METHOD_WORDS,
                                INVENTORY_METHODS, -1, &method);
    if (status == EXIT_DONE)
        status = command_choice("inventory", "period", inventory->period, INVENTORY_PERIOD_WORDS,
                                INVENTORY_PERIODS, PERIOD_SHIPMENT, &period);
    if (status == EXIT_DONE)
        status = command_choice("inventory", "ratio", inventory->ratio, RATIOS, 2, 0, &ratio);
    if (status != EXIT_DONE)
        return status;
    choice->method = (enum inventory_method)method;
    choice->period = (enum inventory_period)period;
    choice->own_ratio = ratio == 1;
    status = command_number("inventory", "year-begins", inventory->year_begins, 1, 12, &choice->first_month);
    if (status == EXIT_DONE)
        status = command_places("inventory", inventory->places, &choice->places);
    if (status == EXIT_DONE)
        status = check_combination(inventory);
    return status == EXIT_DONE ? table_run_check(&inventory->run, offsetof(struct report_format, inventory))
                               : status;
}

/* ---- the run ---- */

static void reject(struct inventory *inventory, const struct inventory_outcome *outcome) {
    const struct movement *movement = outcome->movement;
    char stock[DECIMAL_TEXT_SIZE];
    char wanted[DECIMAL_TEXT_SIZE];
    struct buffer reason = {0};
    MESSAGE(&reason, inventory->run.book->messages, outcome->problem, {"material", movement->material_id},
            {"stock", {stock, decimal_print(stock, outcome->in_stock, 0)}},
            {"quantity", {wanted, decimal_print(wanted, movement->quantity.value, 0)}});
    table_file_reject(&inventory->run.tables, TABLE_MOVEMENTS, &movement->place, "quantity",
                      buffer_view(&reason), &inventory->run.rejects);
    buffer_release(&reason, &inventory->run.rejects.rows);
}

static usmca_status reckon(struct inventory *inventory, struct buffer *report, usmca_error *error) {
    struct table *movements = &inventory->run.tables.of[TABLE_MOVEMENTS];
    if (!inventory_reckon(&inventory->outcomes, &inventory->choice, movements->rows, movements->count,
                          &inventory->run.tables.arena))
        return error_memory(error);
    for (size_t i = 0; i < movements->count; i++)
        if (inventory->outcomes[i].problem != NULL)
            reject(inventory, &inventory->outcomes[i]);
    const struct inventory_report of = {inventory->run.book->messages,
                                        &inventory->choice,
                                        inventory->outcomes,
                                        movements->count,
                                        inventory->run.raw,
                                        command_width(inventory->run.output)};
    inventory->run.format->inventory(report, &of);
    return USMCA_OK;
}

static int run(struct inventory *inventory) {
    usmca_error error = {0};
    struct buffer report = {0};
    struct buffer summary = {0};
    struct buffer counts[2] = {{0}, {0}};
    usmca_status status = table_run_read(&inventory->run, &error);
    if (status == USMCA_OK)
        status = reckon(inventory, &report, &error);
    if (status == USMCA_OK)
        status = table_run_write(&inventory->run, &report, &error);
    buffer_free(&report);
    if (status != USMCA_OK)
        return command_fail(&error);
    buffer_number(&counts[0], inventory->run.tables.rows);
    buffer_number(&counts[1], inventory->run.rejects.count);
    MESSAGE(&summary, inventory->run.book->messages, "inventory.summary", {"rows", buffer_view(&counts[0])},
            {"rejected", buffer_view(&counts[1])});
    int done = table_run_finish(&inventory->run, buffer_view(&summary));
    buffer_free(&summary);
    buffer_free(&counts[0]);
    buffer_free(&counts[1]);
    return done;
}

int command_inventory(int count, char **arguments) {
    struct inventory *inventory = calloc(1, sizeof *inventory);
    if (inventory == NULL)
        return command_no_memory();
    inventory->run.command = "inventory";
    int status = read_options(inventory, count, arguments);
    if (status == EXIT_DONE && inventory->run.help)
        status = form_help(&INVENTORY_FORM, inventory->run.language, inventory->run.rules);
    else if (status == EXIT_DONE && (status = check_values(inventory)) == EXIT_DONE)
        status = run(inventory);
    table_run_free(&inventory->run);
    free(inventory);
    return status;
}
