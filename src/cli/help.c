#include <string.h>

#include "cli/command.h"
#include "cli/form_page.h"
#include "cli/forms.h"
#include "cli/mistyped.h"

struct help_options {
    const char *format;
    const char *language;
    const char *rules;
    bool help;
};

static const char *const USAGE[] = {"help [COMMAND] [options]", NULL};
static const struct option_row ROWS[] = {OPTION("format", WORD, OUTPUT, "text|scdoc|json",
                                                struct help_options, format, .says = "option.help.format"),
                                         COMMON_OPTIONS(struct help_options, language, rules, help)};
const struct command_form HELP_FORM = {"help", USAGE, ROWS, OPERAND_COMMAND, NULL, NULL};

int form_help(const struct command_form *form, const char *language, const char *rules) {
    struct form_page page = {.messages = NULL};
    int status = form_page_open(&page, language, rules);
    if (status == EXIT_DONE)
        form_text_short(&page, form);
    int printed = form_page_close(&page);
    return status == EXIT_DONE ? printed : status;
}

/* That of "record", whose usage has "record add". */
static const struct command_form *form_of_part(const char *command, const char *part) {
    const struct command_form *form = form_named(command);
    const size_t length = strlen(part);
    for (const char *const *line = form != NULL ? form->usage : NULL; line != NULL && *line != NULL; line++)
        if (strncmp(*line, part, length) == 0 && ((*line)[length] == ' ' || (*line)[length] == '\0'))
            return form;
    return NULL;
}

/* "record add" of the words of a command line. */
static int find(const struct command_form **form, int count, char **words) {
    char name[64] = "";
    for (int i = 0; i < count && i < 2; i++) {
        strncat(name, i > 0 ? " " : "", sizeof name - strlen(name) - 1);
        strncat(name, words[i], sizeof name - strlen(name) - 1);
    }
    *form = count > 0 && count <= 2 ? form_named(name) : NULL;
    if (*form == NULL && count == 2)
        *form = form_of_part(words[0], name);
    if (*form != NULL || count == 0)
        return EXIT_DONE;
    return command_unknown(name);
}

static void put(struct form_page *page, const struct command_form *form, int format) {
    static void (*const OF_ONE[])(struct form_page *, const struct command_form *) = {NULL, form_manual,
                                                                                      form_json};
    if (format == 0 && form != NULL)
        form_text(page, form);
    else if (form != NULL)
        OF_ONE[format](page, form);
    else if (format == 0)
        forms_text(page);
    else if (format == 1)
        forms_manual(page);
    else
        for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
            form_json(page, COMMAND_FORMS[i]);
}

int command_help(int count, char **arguments) {
    static const char *const FORMATS[] = {"text", "scdoc", "json"};
    struct help_options options = {NULL};
    struct form_page page = {.messages = NULL};
    const struct command_form *form = NULL;
    int rest = 0;
    int format = 0;
    int status = form_read(&HELP_FORM, &options, count, arguments, &rest);
    if (status == EXIT_DONE && options.help)
        return form_help(&HELP_FORM, options.language, options.rules);
    if (status == EXIT_DONE)
        status = command_choice("help", "format", options.format, FORMATS, 3, 0, &format);
    if (status == EXIT_DONE)
        status = find(&form, count - rest, arguments + rest);
    if (status == EXIT_DONE)
        status = form_page_open(&page, options.language, options.rules);
    if (status != EXIT_DONE)
        return status;
    if (form == NULL && format == 0 && strcmp(arguments[0], HELP_FORM.name) != 0)
        forms_text_short(&page);
    else
        put(&page, form, format);
    return form_page_close(&page);
}
