#include <string.h>

#include "cli/command.h"
#include "cli/forms.h"
#include "cli/mistyped.h"
#include "cli/output.h"
#include "cli/profile_show.h"
#include "intake/suggest.h"

struct profile_options {
    const char *table;
    const char *output;
    const char *language;
    const char *rules;
    const char *file;
    bool help;
};

static const char *const USAGE[] = {"profile suggest [options] FILE", NULL};
static const struct option_row ROWS[] = {
    OPTION("table", TEXT, READING, "goods|bom|documents|...", struct profile_options, table),
    OPTION("output", OUTPUT, OUTPUT, "FILE", struct profile_options, output),
    COMMON_OPTIONS(struct profile_options, language, rules, help)};
const struct command_form PROFILE_SUGGEST_FORM = {"profile suggest", USAGE, ROWS, OPERAND_FILE, NULL, NULL};

static const char *const BOTH_USAGE[] = {"profile show NAME|FILE [options]", "profile suggest [options] FILE",
                                         NULL};
static const struct option_row BOTH_ROWS[] = {COMMON_OPTIONS(struct profile_options, language, rules, help)};
const struct command_form PROFILE_FORM = {"profile", BOTH_USAGE, BOTH_ROWS, OPERAND_NONE, NULL, NULL};

static int read_options(struct profile_options *options, int count, char **arguments) {
    int rest = 0;
    int status = form_read(&PROFILE_SUGGEST_FORM, options, count, arguments, &rest);
    if (status != EXIT_DONE || options->help)
        return status;
    if (rest + 1 != count)
        return USAGE("profile", "file-needed");
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
    static const char *const VERBS[] = {"show", "suggest"};
    struct profile_options options = {0};
    usmca_error error = {0};
    const char *verb = count > 1 ? arguments[1] : "";
    if (verb[0] == '-') {
        int rest = 0;
        int read = form_read(&PROFILE_FORM, &options, count, arguments, &rest);
        if (read != EXIT_DONE || options.help)
            return read != EXIT_DONE ? read : form_help(&PROFILE_FORM, options.language, options.rules);
    }
    if (strcmp(verb, "show") == 0)
        return profile_show(count - 1, arguments + 1);
    if (verb[0] == '\0')
        return usage_one_of("profile", VERBS, sizeof VERBS / sizeof VERBS[0]);
    if (strcmp(verb, "suggest") != 0)
        return command_unknown_word("profile", NULL, verb, VERBS, sizeof VERBS / sizeof VERBS[0]);
    int status = read_options(&options, count - 1, arguments + 1);
    if (status != EXIT_DONE)
        return status;
    if (options.help)
        return form_help(&PROFILE_SUGGEST_FORM, options.language, options.rules);
    return suggest(&options, &error) == USMCA_OK ? EXIT_DONE : command_fail(&error);
}
