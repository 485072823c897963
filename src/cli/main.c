#include <string.h>

#include "cli/command.h"
#include "cli/near_word.h"
#include "report/json_read.h"

static const char HELP[] =
    "usmca: does this product originate under the agreement between the United States, Mexico and Canada?\n"
    "\n"
    "  usmca check --goods goods.csv --bom bom.csv   determine goods from their bills of materials\n"
    "  usmca check FILE                              the same from one flat CSV file\n"
    "  usmca gap ...                                 the same, with what would make each good qualify\n"
    "  usmca inventory ...                           origin and value of what is taken from a mixed stock\n"
    "  usmca cost ...                                total and net cost of each good from a cost ledger\n"
    "  usmca rule HS                                 the rule that applies to a code, in words\n"
    "  usmca facts HS                                declared facts that the rule may ask for\n"
    "  usmca validate [RULES.xml ...]                check rule files, or the whole rule book\n"
    "  usmca report RESULTS.json -o AUDIT.html       an audit report from the results of a check\n"
    "  usmca certify RESULTS.json --parties FILE     a certification of origin of what may be signed\n"
    "  usmca record ...                              keeps runs, tells what changed between them, proves that nothing did\n"
    "  usmca preview FILES                           how files are read: their headers and first rows\n"
    "  usmca profile suggest FILE                    a profile for a file that none is for\n"
    "  usmca template OUT.xlsx                       a workbook to fill in\n"
    "  usmca profile show NAME                       headers that a profile reads, and words it translates\n"
    "\n"
    "  usmca COMMAND --help    the options of a command\n"
    "  usmca --version\n";

struct command {
    const char *name;
    int (*run)(int count, char **arguments);
};

static const struct command COMMANDS[] = {
    {"check", command_check},       {"gap", command_gap},         {"inventory", command_inventory},
    {"cost", command_cost},         {"rule", command_rule},       {"facts", command_facts},
    {"validate", command_validate}, {"report", command_report},   {"template", command_template},
    {"profile", command_profile},   {"preview", command_preview}, {"record", command_record},
    {"certify", command_certify},   {"help", command_help}};

static const struct command *find(const char *name) {
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++)
        if (strcmp(name, COMMANDS[i].name) == 0)
            return &COMMANDS[i];
    return NULL;
}

int command_unknown(const char *name) {
    const char *names[sizeof COMMANDS / sizeof COMMANDS[0]];
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++)
        names[i] = COMMANDS[i].name;
    const char *near = near_word(name, names, sizeof COMMANDS / sizeof COMMANDS[0]);
    return near != NULL ? command_usage("", "there is no command %s; did you mean %s?", name, near)
                        : command_usage("", "there is no command %s", name);
}

static int run(int count, char **arguments) {
    const char *name = count > 1 ? arguments[1] : "";
    const struct command *command = find(name);
    if (command != NULL)
        return command->run(count - 1, arguments + 1);
    if (strcmp(name, "--version") == 0) {
        printf("usmca %s\n", USMCA_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        fputs(HELP, stdout);
        return EXIT_DONE;
    }
    if (name[0] != '\0')
        return command_unknown(name);
    fputs(HELP, stderr);
    return EXIT_USAGE;
}

int main(int count, char **arguments) {
    command_streams_open();
    json_read_prepare();
    return command_streams_close(run(count, arguments));
}
