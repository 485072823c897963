#include "cli/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "cli/options.h"

static int read_options(struct lookup_command *lookup, int count, char **arguments) {
    int rest = 0;
    int status = form_read(lookup->form, lookup, count, arguments, &rest);
    if (status != EXIT_DONE || lookup->asked_help)
        return status;
    if (rest + 1 != count)
        return USAGE(lookup->form->name, "code-needed");
    lookup->code_word = arguments[rest];
    return EXIT_DONE;
}

static int check_values(struct lookup_command *lookup) {
    static const char *const FORMATS[] = {"text", "json"};
    int format = 0;
    lookup->asked.date = command_today();
    lookup->format = lookup->format != NULL ? lookup->format : "text";
    if (lookup->day != NULL && !command_date(&lookup->asked.date, lookup->day))
        return usage_value(lookup->form->name, "no-day", "date", lookup->day);
    int status = command_edition(lookup->form->name, lookup->edition_word, &lookup->asked.edition);
    if (status == EXIT_DONE)
        status = command_language(lookup->form->name, &lookup->language);
    if (status == EXIT_DONE)
        status = command_choice(lookup->form->name, "format", lookup->format, FORMATS, 2, 0, &format);
    if (status == EXIT_DONE)
        status = command_use(lookup->form->name, "use", lookup->use_word, &lookup->asked.use);
    if (status != EXIT_DONE)
        return status;
    if (!lookup_code(&lookup->asked.given, text_from(lookup->code_word)))
        return USAGE(lookup->form->name, "no-code", PART("value", lookup->code_word));
    return EXIT_DONE;
}

int lookup_command_open(struct lookup_command *lookup, int count, char **arguments) {
    usmca_error error = {0};
    int status = read_options(lookup, count, arguments);
    if (status != EXIT_DONE)
        return status;
    if (lookup->asked_help)
        return form_help(lookup->form, lookup->language, lookup->rules);
    status = check_values(lookup);
    if (status != EXIT_DONE)
        return status;
    if (rulebook_open(&lookup->book, command_rules(lookup->rules, lookup->rules_room), lookup->language,
                      &error) != USMCA_OK)
        return command_fail(&error);
    lookup->asked.book = lookup->book;
    lookup->asked.width = command_width(NULL);
    usmca_status mapped = lookup_map(&lookup->asked, lookup->edition_word != NULL, &error);
    return mapped == USMCA_OK ? EXIT_DONE
           : mapped == USMCA_ERROR_INPUT
               ? UNUSABLE(lookup->form->name, "no-code-of-edition", PART("value", lookup->code_word),
                          PART("edition", hs_edition_name(lookup->asked.edition)))
               : command_fail(&error);
}

void lookup_command_close(struct lookup_command *lookup) {
    free(lookup->asked.codes);
    rulebook_free(lookup->book);
}
