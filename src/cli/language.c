#include "cli/language.h"

#include <stdlib.h>

#include "cli/command.h"
#include "cli/mistyped.h"

const char *language_of_environment(const char **by) {
    static const char *const VARIABLES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    *by = NULL;
    for (size_t i = 0; i < sizeof VARIABLES / sizeof VARIABLES[0]; i++) {
        const char *value = getenv(VARIABLES[i]);
        if (value == NULL || value[0] == '\0')
            continue;
        const char *language = language_named(value);
        *by = language != NULL ? VARIABLES[i] : NULL;
        return language != NULL ? language : LANGUAGE_NAMES[0];
    }
    return LANGUAGE_NAMES[0];
}

int command_language(const char *command, const char **language) {
    const char *by = NULL;
    const char *named = *language != NULL ? language_named(*language) : language_of_environment(&by);
    if (named == NULL)
        return command_unknown_word(command, "lang", *language, LANGUAGE_NAMES, LANGUAGES);
    *language = named;
    return EXIT_DONE;
}
