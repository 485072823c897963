#include <string.h>

#include "cli/command.h"
#include "cli/config.h"
#include "cli/mistyped.h"
#include "report/json_read.h"

struct command {
    const char *name;
    int (*run)(int count, char **arguments);
};

static const struct command COMMANDS[] = {{"check", command_check},
                                          {"gap", command_gap},
                                          {"inventory", command_inventory},
                                          {"cost", command_cost},
                                          {"rule", command_rule},
                                          {"facts", command_facts},
                                          {"validate", command_validate},
                                          {"report", command_report},
                                          {"template", command_template},
                                          {"profile", command_profile},
                                          {"preview", command_preview},
                                          {"record", command_record},
                                          {"certify", command_certify},
                                          {"claims", command_claims},
                                          {"requests", command_requests},
                                          {"serve", command_serve},
                                          {"mcp", command_mcp},
                                          {"help", command_help},
                                          {"config", command_config},
                                          {"completion", command_completion}};

static const struct command *find(const char *name) {
    for (size_t i = 0; i < sizeof COMMANDS / sizeof COMMANDS[0]; i++)
        if (strcmp(name, COMMANDS[i].name) == 0)
            return &COMMANDS[i];
    return NULL;
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
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return command_help(count - 1, arguments + 1);
    if (name[0] != '\0')
        return command_unknown(name);
    return USAGE("", "command-needed");
}

int main(int count, char **arguments) {
    command_streams_open();
    usage_of_run(count, arguments);
    json_read_prepare();
    int status = run(count, arguments);
    config_close();
    usage_close();
    return command_streams_close(status);
}
