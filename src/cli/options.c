#include "cli/options.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/mistyped.h"
#include "report/paragraph.h"

int command_word(const char *value, const char *const *words, int count) {
    for (int i = 0; value != NULL && i < count; i++)
        if (strcmp(value, words[i]) == 0)
            return i;
    return -1;
}

int command_choice(const char *command, const char *option, const char *value, const char *const *words,
                   int count, int otherwise, int *chosen) {
    char name[80];
    struct buffer list = {0};
    *chosen = value == NULL ? otherwise : command_word(value, words, count);
    if (*chosen >= 0)
        return EXIT_DONE;
    if (value != NULL)
        return command_unknown_word(command, option, value, words, (size_t)count);
    usage_list(&list, words, (size_t)count);
    snprintf(name, sizeof name, "--%s", option);
    int status = USAGE(command, "has-to-be", PART("option", name), {"words", buffer_view(&list)});
    buffer_free(&list);
    return status;
}

int command_use(const char *command, const char *option, const char *value, enum use *use) {
    *use = use_named(value);
    return value == NULL || *use != USE_NONE
               ? EXIT_DONE
               : command_unknown_word(command, option, value, USE_WORDS + 1, USES - 1);
}

int command_edition(const char *command, const char *value, enum hs_edition *edition) {
    const char *words[HS_EDITIONS];
    for (int i = 0; i < HS_EDITIONS; i++)
        words[i] = hs_edition_name((enum hs_edition)i);
    return value == NULL || hs_edition_named(edition, text_from(value))
               ? EXIT_DONE
               : command_unknown_word(command, "hs", value, words, HS_EDITIONS);
}

bool command_on_terminal(const char *output) {
    return output == NULL && isatty(STDOUT_FILENO);
}

bool command_in_colours(const char *output) {
    const char *without = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    const bool dumb = terminal != NULL && strcmp(terminal, "dumb") == 0;
    return command_on_terminal(output) && !dumb && (without == NULL || without[0] == '\0');
}

size_t command_width(const char *output) {
    struct winsize size = {0};
    if (command_on_terminal(output) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return PARAGRAPH_WIDTH;
}

/* Whether the format has the function whose place in it is `of`. */
static bool has(const struct report_format *format, size_t of) {
    void (*function)(void) = NULL;
    memcpy(&function, (const char *)format + of, sizeof function);
    return function != NULL;
}

int command_format(const char *command, const char *value, size_t of, const char *output,
                   const struct report_format **format) {
    const char *words[MOST_REPORT_FORMATS] = {NULL};
    int count = 0;
    int chosen = 0;
    for (const struct report_format *one = REPORT_FORMATS; one->name != NULL; one++)
        if (has(one, of) && count < MOST_REPORT_FORMATS)
            words[count++] = one->name;
    int otherwise = command_word(command_on_terminal(output) ? "text" : "json", words, count);
    int status = command_choice(command, "format", value, words, count, otherwise, &chosen);
    if (status == EXIT_DONE && words[chosen] != NULL)
        *format = report_format_named(words[chosen]);
    return status;
}

int command_number(const char *command, const char *option, const char *value, int least, int most,
                   int *number) {
    char *end = NULL;
    long found = value != NULL ? strtol(value, &end, 10) : 0;
    if (value == NULL)
        return EXIT_DONE;
    if (end == value || *end != '\0' || found < least || found > most)
        return usage_number(command, option, value, least, most);
    *number = (int)found;
    return EXIT_DONE;
}

int command_places(const char *command, const char *value, int *places) {
    return command_number(command, "places", value, 0, DECIMAL_PLACES, places);
}
