#include "cli/mistyped.h"

#include <string.h>
#include <unistd.h>

#include "base/near_word.h"
#include "cli/command.h"
#include "cli/form.h"

struct other_name {
    const char *other;
    const char *name;
};

#define OPTION_NAME(other, name) {other, name},
#define COMMAND_NAME(other, name)
static const struct other_name OPTION_NAMES[] = {
#include "cli/other_names.def"
};
#undef OPTION_NAME
#undef COMMAND_NAME

#define OPTION_NAME(other, name)
#define COMMAND_NAME(other, name) {other, name},
static const struct other_name COMMAND_NAMES[] = {
#include "cli/other_names.def"
};
#undef OPTION_NAME
#undef COMMAND_NAME

enum {
    OPTION_NAME_COUNT = sizeof OPTION_NAMES / sizeof OPTION_NAMES[0],
    COMMAND_NAME_COUNT = sizeof COMMAND_NAMES / sizeof COMMAND_NAMES[0],
    MOST_NAMES = MOST_OPTIONS + OPTION_NAME_COUNT + COMMAND_NAME_COUNT
};

/* Of the names, and of what else people call them. */
static const char *near_name(const char *word, const char *const *names, size_t count,
                             const struct other_name *others, size_t other_count) {
    const char *words[MOST_NAMES] = {NULL};
    const char *means[MOST_NAMES] = {NULL};
    size_t used = 0;
    for (size_t i = 0; i < count && used < MOST_NAMES; i++)
        words[used] = means[used] = names[i], used++;
    for (size_t i = 0; i < other_count; i++)
        for (size_t k = 0; k < count && used < MOST_NAMES; k++)
            if (strcmp(others[i].name, names[k]) == 0)
                words[used] = others[i].other, means[used] = names[k], used++;
    const char *near = near_word(word, words, used);
    for (size_t i = 0; near != NULL && i < used; i++)
        if (words[i] == near)
            return means[i];
    return NULL;
}

int command_unknown_option(const char *command, const char *argument, const char *const *names,
                           size_t count) {
    char name[NEAR_WORD_LONGEST + 1];
    size_t dashes = strspn(argument, "-");
    size_t length = strcspn(argument + dashes, "=");
    snprintf(name, sizeof name, "%.*s", (int)length, argument + dashes);
    const char *near =
        length <= NEAR_WORD_LONGEST ? near_name(name, names, count, OPTION_NAMES, OPTION_NAME_COUNT) : NULL;
    char meant[NEAR_WORD_LONGEST + 4];
    snprintf(meant, sizeof meant, "--%s", near != NULL ? near : "");
    return near != NULL ? USAGE(command, "unknown-option-near", PART("option", argument), PART("near", meant))
                        : USAGE(command, "unknown-option", PART("option", argument));
}

int command_unknown(const char *name) {
    const char *names[MOST_OPTIONS];
    size_t count = 0;
    for (; COMMAND_FORMS[count] != NULL && count < MOST_OPTIONS; count++)
        names[count] = COMMAND_FORMS[count]->name;
    const char *near = near_name(name, names, count, COMMAND_NAMES, COMMAND_NAME_COUNT);
    return near != NULL ? USAGE("", "no-command-near", PART("command", name), PART("near", near))
                        : USAGE("", "no-command", PART("command", name));
}

int command_unknown_word(const char *command, const char *option, const char *value, const char *const *words,
                         size_t count) {
    bool typed = value[strspn(value, "0123456789")] != '\0'; /* no year is meant by another */
    const char *near = typed ? near_word(value, words, count) : NULL;
    struct buffer said = {0};
    struct buffer list = {0};
    if (option != NULL) {
        buffer_string(&said, "--");
        buffer_string(&said, option);
        buffer_char(&said, ' ');
    }
    buffer_string(&said, value);
    usage_list(&list, words, count);
    int status = near != NULL ? USAGE(command, "is-not-one-of-near", {"value", buffer_view(&said)},
                                      {"words", buffer_view(&list)}, PART("near", near))
                              : USAGE(command, "is-not-one-of", {"value", buffer_view(&said)},
                                      {"words", buffer_view(&list)});
    buffer_free(&said);
    buffer_free(&list);
    return status;
}

const char *command_part_meant(const char *command, const char *operand) {
    const char *parts[MOST_OPTIONS];
    const char *full[MOST_OPTIONS];
    size_t length = strlen(command);
    size_t count = 0;
    for (size_t i = 0; COMMAND_FORMS[i] != NULL && count < MOST_OPTIONS; i++) {
        const char *name = COMMAND_FORMS[i]->name;
        if (strncmp(name, command, length) == 0 && name[length] == ' ')
            parts[count] = name + length + 1, full[count] = name, count++;
    }
    const char *near = access(operand, F_OK) != 0 ? near_word(operand, parts, count) : NULL;
    for (size_t i = 0; near != NULL && i < count; i++)
        if (parts[i] == near)
            return full[i];
    return NULL;
}
