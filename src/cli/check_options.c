#include "cli/check_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/summary.h"

static const char HELP_BEFORE[] =
    "usmca check --goods goods.csv --bom bom.csv [options]\n"
    "usmca check FILE [options]      one flat CSV: each material line repeats its good's columns as good_…\n"
    "\n"
    "  --goods FILE --bom FILE       goods and their bills of materials; - is standard input\n"
    "  --good ID                     the good of a bill of materials whose rows name none; of others, the\n"
    "                                one that is written\n";
enum { HELP_COLUMN = 32 };
static const char HELP_BEHIND[] =
    "  --year-begins MM              first month of the fiscal year (default: 1)\n"
    "  --rules DIR                   rule book (default: the installed one, or USMCA_RULES)\n"
    "  --date D                      for goods without a date (default: today)\n"
    "  --currency C                  for goods without a currency (default: USD)\n"
    "  --hs 2012|2017|2022           edition of the codes given (default: column\n"
    "                                hs_edition, else that in force on the good's day)\n"
    "  --tariff US|MX|CA             whose digits stand behind the sixth of codes (default: column tariff, else\n"
    "                                what country and import_country say)\n"
    "  --default-use U               what goods are for that do not say it: passenger-vehicle, light-truck,\n"
    "                                heavy-truck, other-vehicle or aftermarket\n"
    "  --format text|json|csv        default: text on a terminal, else json, one object a line\n"
    "  --output FILE                 default: standard output\n"
    "  --rejects FILE                rows that cannot be read, with file, line, column and reason\n"
    "  --summary FILE                the run as one JSON object: options, how each file was read, and its SHA-256,\n"
    "                                goods by status and pile, findings by code\n"
    "  --record FILE                 keep the run in a record, whole, which is made where nothing stands\n"
    "                                (usmca record); with --format json\n"
    "  --tables DIR                  goods.csv, materials.csv, findings.csv, documents.csv and gap_routes.csv in that\n"
    "                                directory, for a database or a spreadsheet\n"
    "  --designate declared|auto     intermediate materials (U.R. 8(6)): as the role says, or all that may be\n"
    "  --gap                         what would make a good qualify, and what would lose one that does\n"
    "  --jobs N                      threads (default: one a processor); the output is the same for any N\n"
    "  --lang en|es|fr               language of messages (default en)\n"
    "  --profile NAME|FILE           how an ERP's own columns map: sap-bom, oracle-bom, business-central,\n"
    "                                epicor, netsuite, odoo, maquila-es, or a file\n"
    "  --encoding E --delimiter C --decimal C --thousands C --date-format P\n"
    "                                how files are written that no profile describes: WINDOWS-1252, semicolon,\n"
    "                                comma, point, DD/MM/YYYY (default: found, and as the contract has them)\n"
    "  --status S, --pile P          only goods of that status, or on that pile (sign, paper-first,\n"
    "                                paper-missing, do-not-sign) are written; all are counted\n"
    "  --details                     text of each of more than 20 goods (default: a line each)\n"
    "  --fail-on violation|non-originating|pile:NAME|never\n"
    "                                pile:sign, pile:paper-first, pile:paper-missing, pile:do-not-sign\n"
    "  --raw                         cells of a CSV as they are; else those that a spreadsheet would run get an\n"
    "                                apostrophe before them\n"
    "  --strict-columns              refuse a file with a column that nothing reads\n"
    "  --quiet                       no summary, no progress, no rejects; what is not read is told still\n"
    "\n"
    "'usmca gap' is the same with --gap --fail-on never.\n"
    "\n"
    "Exit status: 0 done; 1 some good trips --fail-on; 2 some input was rejected; 3 both; 64 wrong usage; 65\n"
    "unusable input; 74 input/output error.\n";

int check_options_help(void) {
    return table_options_help(HELP_BEFORE, TABLE_OF_CASE, HELP_COLUMN, HELP_BEHIND);
}

int check_options_read(struct check_options *options, int count, char **arguments) {
    struct command_option names[MOST_OPTIONS] = {{"goods", &options->goods, NULL},
                                                 {"bom", &options->bom, NULL},
                                                 {"year-begins", &options->year_begins, NULL},
                                                 {"rules", &options->rules, NULL},
                                                 {"date", &options->day, NULL},
                                                 {"currency", &options->currency, NULL},
                                                 {"hs", &options->edition, NULL},
                                                 {"tariff", &options->tariff, NULL},
                                                 {"default-use", &options->default_use, NULL},
                                                 {"format", &options->format, NULL},
                                                 {"output", &options->output, NULL},
                                                 {"rejects", &options->rejects, NULL},
                                                 {"summary", &options->summary, NULL},
                                                 {"record", &options->record, NULL},
                                                 {"tables", &options->tables, NULL},
                                                 {"designate", &options->designate, NULL},
                                                 {"jobs", &options->jobs, NULL},
                                                 {"lang", &options->language, NULL},
                                                 {"profile", &options->profile, NULL},
                                                 {"encoding", &options->form.encoding, NULL},
                                                 {"delimiter", &options->form.delimiter, NULL},
                                                 {"decimal", &options->form.decimal, NULL},
                                                 {"thousands", &options->form.thousands, NULL},
                                                 {"date-format", &options->form.date_format, NULL},
                                                 {"good", &options->good, NULL},
                                                 {"fail-on", &options->fail_on, NULL},
                                                 {"status", &options->only_status, NULL},
                                                 {"pile", &options->only_pile, NULL},
                                                 {"details", NULL, &options->details},
                                                 {"gap", NULL, &options->gap},
                                                 {"strict-columns", NULL, &options->form.strict},
                                                 {"quiet", NULL, &options->quiet},
                                                 {"raw", NULL, &options->raw},
                                                 {"help", NULL, &options->help}};
    int rest = 0;
    int named = 0;
    while (names[named].name != NULL)
        named++;
    table_options(TABLE_OF_CASE, options->files, names + named);
    int status = command_options("check", names, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    if (rest < count)
        options->flat = arguments[rest++];
    if (rest < count)
        return command_usage("check", "one file too many: %s", arguments[rest]);
    if (options->summary != NULL || options->record != NULL)
        summary_options(&options->given, names, options->flat);
    return EXIT_DONE;
}

static int check_files(const struct check_options *options) {
    if (options->flat != NULL && (options->goods != NULL || options->bom != NULL))
        return command_usage("check", "either FILE or --goods and --bom");
    if (options->good != NULL && options->good[strspn(options->good, " ")] == '\0')
        return command_usage("check", "--good needs the id of a good");
    if (options->flat == NULL && (options->goods == NULL || options->bom == NULL))
        return command_usage("check", "--goods and --bom, or one flat FILE, are needed");
    const char *const cases[] = {options->flat, options->goods, options->bom};
    int inputs = 0;
    for (int i = 0; i < 3 + TABLES; i++) {
        const char *file = i < 3 ? cases[i] : options->files[i - 3];
        inputs += file != NULL && strcmp(file, "-") == 0;
    }
    if (inputs > 1)
        return command_usage("check", "standard input (-) can be one file only");
    const char *read[3 + TABLES + 1] = {options->flat, options->goods, options->bom};
    memcpy(read + 3, options->files, sizeof options->files);
    read[3 + TABLES] = options->profile;
    const char *outputs[OUTPUTS + 1] = {options->output, options->rejects, options->summary};
    for (int i = 0; i < REPORT_TABLE_COUNT && options->tables != NULL; i++)
        outputs[OUTPUT_TABLES + i] = options->table_files[i];
    outputs[OUTPUTS] = options->record;
    return command_outputs_apart("check", outputs, OUTPUTS + 1, read, 3 + TABLES + 1);
}

static int name_tables(struct check_options *options) {
    enum { ROOM = sizeof options->table_files[0] };
    if (options->tables != NULL && (options->tables[0] == '\0' || strcmp(options->tables, "-") == 0))
        return command_usage("check", "--tables needs a directory");
    for (int i = 0; i < REPORT_TABLE_COUNT && options->tables != NULL; i++) {
        int length =
            snprintf(options->table_files[i], ROOM, "%s/%s.csv", options->tables, REPORT_TABLES[i].name);
        if (length < 0 || length >= ROOM)
            return command_usage("check", "--tables: the name is too long");
    }
    return EXIT_DONE;
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
        return command_usage("check", "--record needs --format json");
    if (options->only_status != NULL || options->only_pile != NULL)
        return command_usage("check", "--record keeps a run whole, and --status and --pile leave goods out");
    return EXIT_DONE;
}

int check_options_values(struct check_options *options) {
    options->date = command_today();
    options->first_month = 1;
    options->currency = options->currency != NULL ? options->currency : "USD";
    options->threads = (int)sysconf(_SC_NPROCESSORS_ONLN);
    if (options->day != NULL && !command_date(&options->date, options->day))
        return command_usage("check", "--date %s is not a day (YYYY-MM-DD)", options->day);
    enum hs_edition edition = HS_2022;
    if (options->edition != NULL && !hs_edition_named(&edition, text_from(options->edition)))
        return command_usage("check", "--hs %s is not 2012, 2017 or 2022", options->edition);
    options->hs = options->edition != NULL ? edition_choice(edition) : EDITION_NOT_GIVEN;
    options->use = use_named(options->default_use);
    if (options->default_use != NULL && options->use == USE_NONE)
        return command_usage("check", "--default-use %s is no use", options->default_use);
    if (strlen(options->currency) != 3 || strspn(options->currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return command_usage("check", "--currency %s is not three capital letters", options->currency);
    int status = command_language("check", &options->language);
    if (status == EXIT_DONE)
        status = command_number("check", "jobs", options->jobs, 1, 1024, &options->threads);
    if (status == EXIT_DONE)
        status = command_number("check", "year-begins", options->year_begins, 1, 12, &options->first_month);
    if (status == EXIT_DONE)
        status = check_choices(options);
    if (status == EXIT_DONE)
        status = check_record(options);
    if (status == EXIT_DONE)
        status = name_tables(options);
    return status == EXIT_DONE ? check_files(options) : status;
}
