#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "intake/tables.h"
#include "report/inventory.h"

static const char HELP[] =
    "usmca inventory --movements FILE --method METHOD [options]\n"
    "\n"
    "What the withdrawals from a stock of fungible or identical materials or goods are taken to be, and what\n"
    "they are worth (Uniform Regulations, Schedules 7 and 8).\n"
    "\n"
    "  --movements FILE       receipts, opening inventory and withdrawals; - is standard input\n"
    "  --method fifo|lifo|average|rolling-average|specific\n"
    "  --period shipment|month|quarter|half-year|year   of the average method (default: shipment)\n"
    "  --ratio preceding|own  that of the period before (default), or of the period itself where net cost is\n"
    "                         averaged over it (half-year and year: own alone)\n"
    "  --year-begins MM       first month of the fiscal year (default: 1)\n"
    "  --places N             decimals, 0 to 9, to which ratios and average values are rounded (default: exact)\n"
    "  --format text|json|csv            default: text on a terminal, else json, one object a line\n"
    "  --output FILE          default: standard output\n"
    "  --rejects FILE         rows that cannot be read or reckoned, with file, line, column and reason\n"
    "  --profile NAME|FILE    how an ERP's own columns map\n"
    "  --rules DIR, --lang en|es|fr, --quiet\n"
    "\n"
    "Exit status: 0 done; 2 some input was rejected; 64 wrong usage; 65 unusable input; 74 input/output error.\n";

struct inventory_options {
    const char *movements;
    const char *method;
    const char *period;
    const char *ratio;
    const char *year_begins;
    const char *places;
    const char *format;
    const char *output;
    const char *rejects;
    const char *profile;
    const char *rules;
    const char *language;
    bool quiet;
    bool help;
    struct inventory_choice choice;
};

struct inventory {
    struct inventory_options options;
    struct usmca_rulebook *book;
    struct profile *profile;
    struct tables tables;
    struct rejects rejects;
    struct text unknown;
    struct inventory_outcome *outcomes;
    struct command_output output;
    struct command_output rejects_output;
};

/* ---- options ---- */

static int read_options(struct inventory_options *options, int count, char **arguments) {
    static const struct option NAMES[] = {{"movements", required_argument, NULL, 'm'},
                                          {"method", required_argument, NULL, 'M'},
                                          {"period", required_argument, NULL, 'p'},
                                          {"places", required_argument, NULL, 'n'},
                                          {"ratio", required_argument, NULL, 'r'},
                                          {"year-begins", required_argument, NULL, 'y'},
                                          {"format", required_argument, NULL, 'f'},
                                          {"output", required_argument, NULL, 'o'},
                                          {"rejects", required_argument, NULL, 'j'},
                                          {"profile", required_argument, NULL, 'P'},
                                          {"rules", required_argument, NULL, 'R'},
                                          {"lang", required_argument, NULL, 'l'},
                                          {"quiet", no_argument, NULL, 'q'},
                                          {"help", no_argument, NULL, 'H'},
                                          {NULL, 0, NULL, 0}};
    const char **const TARGETS[] = {
        ['m'] = &options->movements,   ['M'] = &options->method, ['r'] = &options->ratio,
        ['y'] = &options->year_begins, ['p'] = &options->period, ['n'] = &options->places,
        ['f'] = &options->format,      ['o'] = &options->output, ['j'] = &options->rejects,
        ['P'] = &options->profile,     ['R'] = &options->rules,  ['l'] = &options->language};
    opterr = 0;
    optind = 1;
    for (int found = 0; (found = getopt_long(count, arguments, ":", NAMES, NULL)) != -1;) {
        if (found == 'H')
            options->help = true;
        else if (found == 'q')
            options->quiet = true;
        else if (found == ':')
            return command_usage("inventory", "%s needs a value", arguments[optind - 1]);
        else if (found == '?')
            return command_usage("inventory", "unknown option %s", arguments[optind - 1]);
        else
            *TARGETS[found] = optarg;
    }
    if (!options->help && optind < count)
        return command_usage("inventory", "unexpected %s", arguments[optind]);
    return EXIT_DONE;
}

static int word_index(const char *value, const char *const *words, int count) {
    for (int i = 0; value != NULL && i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

static bool read_month(int *out, const char *word) {
    char *end = NULL;
    long month = strtol(word, &end, 10);
    *out = (int)month;
    return end != word && *end == '\0' && month >= 1 && month <= 12;
}

static int check_values(struct inventory_options *options) {
    static const char *const RATIOS[] = {"preceding", "own"};
    static const char *const FORMATS[] = {"text", "json", "csv"};
    int method = word_index(options->method, INVENTORY_METHOD_WORDS, INVENTORY_METHODS);
    int period = options->period == NULL
                     ? PERIOD_SHIPMENT
                     : word_index(options->period, INVENTORY_PERIOD_WORDS, INVENTORY_PERIODS);
    options->language = options->language != NULL ? options->language : "en";
    options->choice = (struct inventory_choice){.places = -1, .first_month = 1};
    if (options->movements == NULL)
        return command_usage("inventory", "--movements is needed");
    if (method < 0)
        return command_usage("inventory",
                             "--method has to be fifo, lifo, average, rolling-average or specific");
    if (period < 0)
        return command_usage("inventory", "--period %s is not shipment, month, quarter, half-year or year",
                             options->period);
    if (options->period != NULL && method != INVENTORY_AVERAGE)
        return command_usage("inventory", "--period is for --method average");
    if (options->ratio != NULL && word_index(options->ratio, RATIOS, 2) < 0)
        return command_usage("inventory", "--ratio %s is not preceding or own", options->ratio);
    options->choice.own_ratio = word_index(options->ratio, RATIOS, 2) == 1;
    if (options->choice.own_ratio && period == PERIOD_SHIPMENT)
        return command_usage("inventory", "--ratio own needs a --period of months");
    if (!options->choice.own_ratio && period > PERIOD_QUARTER)
        return command_usage("inventory", "--period %s is for --ratio own", options->period);
    if (options->year_begins != NULL && !read_month(&options->choice.first_month, options->year_begins))
        return command_usage("inventory", "--year-begins %s is not a month from 1 to 12",
                             options->year_begins);
    if (options->places != NULL &&
        (strlen(options->places) != 1 || *options->places < '0' || *options->places > '9'))
        return command_usage("inventory", "--places %s is not a number from 0 to 9", options->places);
    if (options->places != NULL)
        options->choice.places = *options->places - '0';
    if (options->format != NULL && word_index(options->format, FORMATS, 3) < 0)
        return command_usage("inventory", "--format %s is not text, json or csv", options->format);
    if (!command_language(options->language))
        return command_usage("inventory", "--lang %s is not en, es or fr", options->language);
    if (options->format == NULL)
        options->format = isatty(STDOUT_FILENO) && options->output == NULL ? "text" : "json";
    options->choice.method = (enum inventory_method)method;
    options->choice.period = (enum inventory_period)period;
    return EXIT_DONE;
}

/* ---- the run ---- */

static usmca_status load(struct inventory *inventory, usmca_error *error) {
    const struct inventory_options *options = &inventory->options;
    char room[4096];
    const char *rules = command_rules(options->rules, room);
    struct hs_pattern *codes = NULL;
    usmca_status status = rulebook_open(&inventory->book, rules, options->language, error);
    if (status == USMCA_OK && options->profile != NULL)
        status = profile_open(&inventory->profile, options->profile, rules, error);
    if (status == USMCA_OK)
        status = hs_pattern_new(&codes, error);
    if (status == USMCA_OK) {
        inventory->rejects.messages = inventory->book->messages;
        status = tables_read(&inventory->tables, TABLE_MOVEMENTS, options->movements, inventory->profile,
                             codes, &inventory->rejects, &inventory->unknown, error);
    }
    hs_pattern_free(codes);
    return status;
}

static void reject(struct inventory *inventory, const struct inventory_outcome *outcome) {
    const struct movement *movement = outcome->movement;
    char stock[DECIMAL_TEXT_SIZE];
    char wanted[DECIMAL_TEXT_SIZE];
    struct buffer reason = {0};
    MESSAGE(&reason, inventory->book->messages, outcome->problem, {"material", movement->material_id},
            {"stock", {stock, decimal_print(stock, outcome->in_stock, 0)}},
            {"quantity", {wanted, decimal_print(wanted, movement->quantity.value, 0)}});
    struct reject row = {.file = inventory->options.movements,
                         .slice = {.record = movement->record, .line = movement->line},
                         .line_offset = movement->line_offset,
                         .column = movement->column,
                         .reason = buffer_view(&reason)};
    rejects_add(&inventory->rejects, &row);
    buffer_free(&reason);
}

static usmca_status reckon(struct inventory *inventory, usmca_error *error) {
    struct tables *tables = &inventory->tables;
    if (!inventory_reckon(&inventory->outcomes, &inventory->options.choice, tables->movements,
                          tables->movement_count, &tables->arena))
        return error_memory(error);
    for (size_t i = 0; i < tables->movement_count; i++)
        if (inventory->outcomes[i].problem != NULL)
            reject(inventory, &inventory->outcomes[i]);
    return USMCA_OK;
}

static usmca_status write_rejects(struct inventory *inventory, usmca_error *error) {
    usmca_error ignored;
    usmca_status status = command_output_open(&inventory->rejects_output, inventory->options.rejects, error);
    if (status != USMCA_OK)
        return status;
    status = command_output_write(&inventory->rejects_output, text_from(REJECTS_HEADER), error);
    if (status == USMCA_OK)
        status =
            command_output_write(&inventory->rejects_output, buffer_view(&inventory->rejects.rows), error);
    bool keep = status == USMCA_OK;
    usmca_status closed = command_output_close(&inventory->rejects_output, keep, keep ? error : &ignored);
    return keep ? closed : status;
}

static usmca_status write_report(struct inventory *inventory, usmca_error *error) {
    const char *format = inventory->options.format;
    usmca_error ignored;
    struct buffer out = {0};
    (strcmp(format, "json") == 0  ? report_inventory_json
     : strcmp(format, "csv") == 0 ? report_inventory_csv
                                  : report_inventory_text)(&out, inventory->book->messages,
                                                           &inventory->options.choice, inventory->outcomes,
                                                           inventory->tables.movement_count);
    usmca_status status = out.failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK)
        status = command_output_open(&inventory->output, inventory->options.output, error);
    if (status == USMCA_OK) {
        status = command_output_write(&inventory->output, buffer_view(&out), error);
        bool keep = status == USMCA_OK;
        usmca_status closed = command_output_close(&inventory->output, keep, keep ? error : &ignored);
        status = keep ? closed : status;
    }
    buffer_free(&out);
    return status;
}

static void show_notices(const struct inventory *inventory) {
    const struct messages *messages = inventory->book->messages;
    struct buffer out = {0};
    if (inventory->unknown.length > 0) {
        MESSAGE(&out, messages, "unknown-columns", {"file", text_from(inventory->options.movements)},
                {"columns", inventory->unknown});
        buffer_char(&out, '\n');
    }
    if (inventory->options.rejects == NULL)
        buffer_text(&out, buffer_view(&inventory->rejects.lines));
    struct buffer rows = {0};
    struct buffer rejected = {0};
    buffer_number(&rows, inventory->tables.rows);
    buffer_number(&rejected, inventory->rejects.count);
    MESSAGE(&out, messages, "inventory.summary", {"rows", buffer_view(&rows)},
            {"rejected", buffer_view(&rejected)});
    buffer_char(&out, '\n');
    command_put(stderr, buffer_view(&out));
    buffer_free(&rows);
    buffer_free(&rejected);
    buffer_free(&out);
}

static int run(struct inventory *inventory) {
    usmca_error error = {0};
    usmca_status status = load(inventory, &error);
    if (status == USMCA_OK)
        status = reckon(inventory, &error);
    if (status == USMCA_OK)
        status = write_report(inventory, &error);
    if (status == USMCA_OK && inventory->options.rejects != NULL)
        status = write_rejects(inventory, &error);
    if (status != USMCA_OK)
        return command_fail(&error);
    if (!inventory->options.quiet)
        show_notices(inventory);
    return inventory->rejects.count > 0 ? EXIT_REJECTED : EXIT_DONE;
}

int command_inventory(int count, char **arguments) {
    struct inventory *inventory = calloc(1, sizeof *inventory);
    if (inventory == NULL)
        return EXIT_INPUT_OUTPUT;
    int status = read_options(&inventory->options, count, arguments);
    if (status == EXIT_DONE && inventory->options.help)
        status = command_put(stdout, text_from(HELP));
    else if (status == EXIT_DONE && (status = check_values(&inventory->options)) == EXIT_DONE)
        status = run(inventory);
    tables_free(&inventory->tables);
    rejects_free(&inventory->rejects);
    profile_free(inventory->profile);
    if (inventory->book != NULL)
        rulebook_free(inventory->book);
    free(inventory);
    return status;
}
