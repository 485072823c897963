#include "cli/check_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/forms.h"
#include "cli/summary.h"

static const char *const USAGE[] = {"check --goods goods.csv --bom bom.csv [options]", "check FILE [options]",
                                    NULL};
static const char *const GAP_USAGE[] = {"gap --goods goods.csv --bom bom.csv [options]", "gap FILE [options]",
                                        NULL};
/* In the order in which a summary of a run has them. */
static const struct option_row ROWS[] = {
    OPTION("goods", FILE, INPUT, "FILE", struct check_options, goods),
    OPTION("bom", FILE, INPUT, "FILE", struct check_options, bom),
    OPTION("year-begins", NUMBER, CHOICES, "MM", struct check_options, year_begins, .configured = true,
           .least = 1, .most = 12),
    OPTION("rules", FOLDER, RUN, "DIR", struct check_options, rules),
    OPTION("date", DAY, CHOICES, "D", struct check_options, day),
    OPTION("currency", CURRENCY, CHOICES, "C", struct check_options, currency, .configured = true),
    OPTION("hs", WORD, CHOICES, EDITION_LIST, struct check_options, edition, .configured = true),
    OPTION("tariff", WORD, CHOICES, "US|MX|CA", struct check_options, tariff, .configured = true),
    OPTION("default-use", WORD, CHOICES, USE_LIST, struct check_options, default_use, .configured = true),
    OPTION("format", WORD, OUTPUT, "text|json|csv", struct check_options, format),
    OPTION("output", OUTPUT, OUTPUT, "FILE", struct check_options, output),
    OPTION("rejects", OUTPUT, OUTPUT, "FILE", struct check_options, rejects),
    OPTION("summary", OUTPUT, OUTPUT, "FILE", struct check_options, summary),
    OPTION("record", OUTPUT, OUTPUT, "FILE", struct check_options, record, .says = "option.check.record"),
    OPTION("tables", FOLDER, OUTPUT, "DIR", struct check_options, tables.path),
    OPTION("designate", WORD, CHOICES, "declared|auto", struct check_options, designate, .configured = true),
    OPTION("jobs", NUMBER, RUN, "N", struct check_options, jobs, .least = 1, .most = 1024),
    OPTION("lang", LANGUAGE, RUN, LANGUAGE_WORDS, struct check_options, language, .configured = true),
    FILE_FORM_OPTIONS(struct check_options, profile),
    OPTION("good", TEXT, INPUT, "ID", struct check_options, good, .says = "option.check.good"),
    OPTION("fail-on", WORD, RUN, "violation|non-originating|pile:NAME|never", struct check_options, fail_on),
    OPTION("status", WORD, OUTPUT, "originating|non-originating|undetermined|rejected", struct check_options,
           only_status),
    OPTION("pile", WORD, OUTPUT, "sign|paper-first|paper-missing|do-not-sign", struct check_options,
           only_pile),
    OPTION("details", FLAG, OUTPUT, NULL, struct check_options, details),
    OPTION("gap", FLAG, CHOICES, NULL, struct check_options, gap),
    OPTION("strict-columns", FLAG, READING, NULL, struct check_options, form.strict),
    OPTION("quiet", FLAG, RUN, NULL, struct check_options, quiet),
    OPTION("raw", FLAG, OUTPUT, NULL, struct check_options, raw),
    OPTION("help", HELP, RUN, NULL, struct check_options, help),
    NO_CONFIG_OPTION,
    OPTION("tables", TABLES, INPUT, "FILE", struct check_options, files, .user = TABLE_OF_CASE),
    {.name = NULL}};
const struct command_form CHECK_FORM = {
    "check",
    USAGE,
    ROWS,
    OPERAND_FILE,
    "exit.check",
    .common = "goods bom documents profile date default-use gap format output fail-on lang help"};
const struct command_form GAP_FORM = {
    "gap",        GAP_USAGE,
    ROWS,         OPERAND_FILE,
    "exit.check", .common = "goods bom documents profile date default-use format output tables lang help"};

int check_options_read(struct check_options *options, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&CHECK_FORM, options, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    if (rest < count)
        options->flat = arguments[rest++];
    if (rest < count)
        return USAGE("check", "one-too-many", PART("value", arguments[rest]));
    if (options->summary != NULL || options->record != NULL)
        summary_options(&options->given, &CHECK_FORM, options, options->flat);
    return EXIT_DONE;
}

static int check_files(const struct check_options *options) {
    if (options->flat != NULL && (options->goods != NULL || options->bom != NULL))
        return USAGE("check", "case-or-file");
    if (options->good != NULL && options->good[strspn(options->good, " ")] == '\0')
        return USAGE("check", "id-needed");
    if (options->flat == NULL && (options->goods == NULL || options->bom == NULL))
        return USAGE("check", "case-needed");
    const char *read[3 + TABLES + 1] = {options->flat, options->goods, options->bom};
    memcpy(read + 3, options->files, sizeof options->files);
    read[3 + TABLES] = options->profile;
    const char *outputs[OUTPUTS + 1] = {options->output, options->rejects, options->summary};
    for (int i = 0; i < REPORT_TABLE_COUNT && options->tables.path != NULL; i++)
        outputs[OUTPUT_TABLES + i] = options->tables.files[i];
    outputs[OUTPUTS] = options->record;
    return command_outputs_apart("check", outputs, OUTPUTS + 1, read, 3 + TABLES + 1);
}

static int check_choices(struct check_options *options) {
    static const char *const DESIGNATIONS[] = {"declared", "auto"};
    static const char *const FAILURES[FAIL_ON_PILE + PILES] = {
        [FAIL_ON_VIOLATION] = "violation",
        [FAIL_ON_NON_ORIGINATING] = "non-originating",
        [FAIL_NEVER] = "never",
        [FAIL_ON_PILE + PILE_SIGN] = "pile:sign",
        [FAIL_ON_PILE + PILE_PAPER_FIRST] = "pile:paper-first",
        [FAIL_ON_PILE + PILE_PAPER_MISSING] = "pile:paper-missing",
        [FAIL_ON_PILE + PILE_DO_NOT_SIGN] = "pile:do-not-sign"};
    int failure = 0;
    int tariff = TARIFF_NOT_SAID;
    int designation = 0;
    int status = command_format("check", options->format, offsetof(struct report_format, good),
                                options->output, &options->format_chosen);
    if (status == EXIT_DONE)
        status = command_choice("check", "fail-on", options->fail_on, FAILURES, FAIL_ON_PILE + PILES,
                                FAIL_ON_VIOLATION, &failure);
    if (status == EXIT_DONE)
        status = command_choice("check", "designate", options->designate, DESIGNATIONS, 2, DESIGNATE_DECLARED,
                                &designation);
    if (status == EXIT_DONE && options->tariff != NULL)
        status = command_choice("check", "tariff", options->tariff, TARIFF_WORDS + 1, TARIFF_CHOICES - 1, 0,
                                &tariff);
    if (status == EXIT_DONE && options->gap)
        options->format_chosen = report_format_with_gap(options->format_chosen);
    options->whose = options->tariff != NULL ? (enum tariff_choice)(tariff + 1) : TARIFF_NOT_SAID;
    if (status == EXIT_DONE && options->only_status != NULL)
        status = command_choice("check", "status", options->only_status, STATUS_WORDS, STATUSES, 0,
                                &options->filter.status);
    options->filter.status += options->only_status != NULL;
    if (status == EXIT_DONE && options->only_pile != NULL)
        status =
            command_choice("check", "pile", options->only_pile, PILE_WORDS, PILES, 0, &options->filter.pile);
    options->filter.pile += options->only_pile != NULL;
    if (options->good != NULL)
        options->filter.good_id = text_trim(text_from(options->good));
    options->failure = (enum fail_on)failure;
    options->designation = (enum designation)designation;
    return status;
}

/* A record keeps every good of a run. */
static int check_record(const struct check_options *options) {
    if (options->record == NULL)
        return EXIT_DONE;
    if (strcmp(options->format_chosen->name, "json") != 0)
        return USAGE("check", "needs", PART("option", "--record"), PART("with", "--format json"));
    if (options->only_status != NULL || options->only_pile != NULL)
        return USAGE("check", "record-whole");
    return EXIT_DONE;
}

int check_options_values(struct check_options *options) {
    options->date = command_today();
    options->first_month = 1;
    options->currency = options->currency != NULL ? options->currency : "USD";
    options->threads = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (options->day != NULL && !command_date(&options->date, options->day))
        return usage_value("check", "no-day", "date", options->day);
    enum hs_edition edition = HS_2022;
    int status = command_edition("check", options->edition, &edition);
    options->hs = options->edition != NULL ? edition_choice(edition) : EDITION_NOT_GIVEN;
    if (status == EXIT_DONE)
        status = command_use("check", "default-use", options->default_use, &options->use);
    if (status != EXIT_DONE)
        return status;
    if (strlen(options->currency) != 3 || strspn(options->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return usage_value("check", "no-currency-code", "currency", options->currency);
    status = command_language("check", &options->language);
    if (status == EXIT_DONE)
        status = command_number("check", "jobs", options->jobs, 1, 1024, &options->threads);
    if (status == EXIT_DONE)
        status = command_number("check", "year-begins", options->year_begins, 1, 12, &options->first_month);
    if (status == EXIT_DONE)
        status = check_choices(options);
    if (status == EXIT_DONE)
        status = check_record(options);
    if (status == EXIT_DONE)
        status = table_folder_name(&options->tables, "check");
    return status == EXIT_DONE ? check_files(options) : status;
}
