#include <string.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/profile_show.h"
#include "intake/suggest.h"

static const char HELP[] =
    "usmca profile show NAME                what a profile reads (usmca profile show --help)\n"
    "usmca profile suggest [options] FILE   a profile for a file that none is for, by its headers and values\n"
    "\n"
    "  --table goods|bom|documents|...   what the file is (default: what most of its headers are of)\n"
    "  --output FILE                     default: standard output\n"
    "  --lang en|es|fr                   language of its comments (default en)\n"
    "  --rules DIR                       rule book (default: the installed one, or USMCA_RULES)\n"
    "\n"
    "What is in doubt is said in comments: read them, then look with 'usmca preview FILE --profile PROFILE'.\n";

struct profile_options {
    const char *table;
    const char *output;
    const char *language;
    const char *rules;
    const char *file;
    bool help;
};

static int read_options(struct profile_options *options, int count, char **arguments) {
    const struct command_option names[] = {
        {"table", &options->table, NULL},   {"output", &options->output, NULL},
        {"lang", &options->language, NULL}, {"rules", &options->rules, NULL},
        {"help", NULL, &options->help},     {NULL, NULL, NULL}};
    int rest = 0;
    int status = command_options("profile", names, count, arguments, &rest);
    if (status != EXIT_DONE || options->help)
        return status;
    if (rest + 1 != count)
        return command_usage("profile", "suggest needs one file");
    options->file = arguments[rest];
    const char *const inputs[] = {options->file};
    status = command_outputs_apart("profile", &options->output, 1, inputs, 1);
    return status == EXIT_DONE ? command_language("profile", &options->language) : status;
}

static usmca_status suggest(const struct profile_options *options, usmca_error *error) {
    char room[4096];
    const char *rules = command_rules(options->rules, room);
    struct usmca_rulebook *book = NULL;
    struct buffer text = {0};
    struct command_output output = {0};
    usmca_error ignored;
    usmca_status status = rulebook_open(&book, rules, options->language, error);
    if (status == USMCA_OK)
        status = suggest_profile(&text, options->file, options->table, rules, book->messages, error);
    if (status == USMCA_OK)
        status = command_output_open(&output, options->output, error);
    if (status == USMCA_OK) {
        status = command_output_write(&output, buffer_view(&text), error);
        bool keep = status == USMCA_OK;
        usmca_status closed = command_output_close(&output, keep, keep ? error : &ignored);
        status = keep ? closed : status;
    }
    buffer_free(&text);
    rulebook_free(book);
    return status;
}

int command_profile(int count, char **arguments) {
    struct profile_options options = {0};
    usmca_error error = {0};
    const char *verb = count > 1 ? arguments[1] : "";
    if (strcmp(verb, "--help") == 0)
        return command_put(stdout, text_from(HELP));
    if (strcmp(verb, "show") == 0)
        return profile_show(count - 1, arguments + 1);
    if (strcmp(verb, "suggest") != 0)
        return command_usage("profile", "%s is neither show nor suggest",
                             verb[0] != '\0' ? verb : "what is wanted");
    int status = read_options(&options, count - 1, arguments + 1);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return command_put(stdout, text_from(HELP));
    return suggest(&options, &error) == USMCA_OK ? EXIT_DONE : command_fail(&error);
}
