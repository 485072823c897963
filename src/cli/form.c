#include "cli/form.h"

#include <getopt.h>
#include <string.h>

#include "cli/command.h"
#include "cli/config.h"
#include "cli/mistyped.h"

/* ---- rows ---- */

void form_options(const struct command_form *form, struct option_row rows[MOST_OPTIONS + 1]) {
    size_t count = 0;
    for (const struct option_row *row = form->options; row->name != NULL; row++) {
        if (row->kind != OPTION_TABLES && count < MOST_OPTIONS)
            rows[count++] = *row;
        for (size_t kind = 0; row->kind == OPTION_TABLES && kind < TABLES && count < MOST_OPTIONS; kind++)
            if (INPUT_TABLES[kind].user == row->user) {
                rows[count] = *row;
                rows[count].name = INPUT_TABLES[kind].name;
                rows[count].place += kind * sizeof(const char *);
                count++;
            }
    }
    rows[count] = (struct option_row){.name = NULL};
}

static bool is_flag(const struct option_row *row) {
    return row->kind == OPTION_FLAG || row->kind == OPTION_HELP || row->kind == OPTION_NO_CONFIG;
}

const char **option_value(const struct option_row *row, void *options) {
    return is_flag(row) ? NULL : (const char **)(void *)((char *)options + row->place);
}

bool *option_flag(const struct option_row *row, void *options) {
    return (bool *)(void *)((char *)options + row->place);
}

bool option_is_common(const struct command_form *form, const struct option_row *row) {
    struct text rest = text_from(form->common);
    struct text name;
    while (form->common != NULL && text_split(&rest, ' ', &name))
        if (text_is(name, row->name))
            return true;
    return form->common == NULL;
}

void currency_capitals(char *word) {
    for (char *at = word; *at != '\0'; at++)
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
}

const char *option_says(const struct option_row *row, char room[OPTION_ID_ROOM]) {
    if (row->says != NULL)
        return row->says;
    snprintf(room, OPTION_ID_ROOM, "%s.%s", row->kind == OPTION_TABLES ? "table" : "option", row->name);
    return room;
}

const struct command_form *form_named(const char *name) {
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++)
        if (strcmp(COMMAND_FORMS[i]->name, name) == 0)
            return COMMAND_FORMS[i];
    return NULL;
}

/* ---- arguments ---- */

/* What getopt_long is told, and which row each short option stands for. */
struct option_list {
    struct option_row rows[MOST_OPTIONS + 1];
    struct option names[MOST_OPTIONS + 1];
    char letters[8];
    int output;
    int help;
};

enum { FIRST = 256 }; /* above every character */

static void list_options(struct option_list *list, const struct command_form *form) {
    list->output = list->help = -1;
    form_options(form, list->rows);
    for (int i = 0; i <= MOST_OPTIONS && list->rows[i].name != NULL; i++) {
        const struct option_row *row = &list->rows[i];
        list->names[i] =
            (struct option){row->name, is_flag(row) ? no_argument : required_argument, NULL, FIRST + i};
        if (strcmp(row->name, "output") == 0)
            list->output = i;
        if (row->kind == OPTION_HELP)
            list->help = i;
    }
    snprintf(list->letters, sizeof list->letters, ":%s%s", list->output >= 0 ? "o:" : "",
             list->help >= 0 ? "h" : "");
}

static int unknown(const char *command, const struct option_list *list, const char *argument) {
    const char *names[MOST_OPTIONS + 1];
    size_t count = 0;
    for (; list->rows[count].name != NULL; count++)
        names[count] = list->rows[count].name;
    return command_unknown_option(command, argument, names, count);
}

/* Where the data are: the goods, else what is read first. */
static const char *data_of(const struct command_form *form, const struct option_list *list, void *options,
                           const char *operand) {
    const char *first = form->operand == OPERAND_FILE || form->operand == OPERAND_FILES ? operand : NULL;
    for (const struct option_row *row = list->rows; row->name != NULL; row++) {
        bool read = row->kind == OPTION_FILE || row->kind == OPTION_TABLES;
        const char **value = read ? option_value(row, options) : NULL;
        if (first == NULL && value != NULL)
            first = *value;
    }
    return first != NULL && strcmp(first, "-") != 0 ? first : NULL;
}

/* Behind those that were given before. */
static const char **free_value(const char **values) {
    for (int i = 0; i < MOST_VALUES; i++)
        if (values[i] == NULL)
            return &values[i];
    return NULL;
}

/* Of options that are one of their words; those with a word such as pile:NAME are read by their command. */
static int check_word(const struct command_form *form, const struct option_row *row, const char *value) {
    enum { MOST_WORDS = 8, WORD_ROOM = 160 };
    char room[WORD_ROOM];
    const char *words[MOST_WORDS];
    size_t count = 0;
    snprintf(room, sizeof room, "%s", row->argument);
    for (char *at = room; at != NULL && count < MOST_WORDS; count++) {
        words[count] = at;
        at = strchr(at, '|');
        if (at != NULL)
            *at++ = '\0';
    }
    return command_word(value, words, (int)count) >= 0
               ? EXIT_DONE
               : command_unknown_word(form->name, row->name, value, words, count);
}

static int check_words(const struct command_form *form, const struct option_list *list, void *options) {
    int status = EXIT_DONE;
    for (const struct option_row *row = list->rows; row->name != NULL && status == EXIT_DONE; row++) {
        const char **value = row->kind == OPTION_WORD ? option_value(row, options) : NULL;
        if (value != NULL && *value != NULL && strchr(row->argument, ':') == NULL)
            status = check_word(form, row, *value);
    }
    return status;
}

/* Of two files one would be left out, and what stands in it would be missing without a word. */
static bool stands_once(enum option_kind kind) {
    return kind == OPTION_FILE || kind == OPTION_TABLES || kind == OPTION_PROFILE || kind == OPTION_OUTPUT ||
           kind == OPTION_FOLDER;
}

/* How many of the files that are read are standard input. */
static size_t standard_inputs(const struct command_form *form, const struct option_list *list, void *options,
                              int count, char **arguments) {
    size_t inputs = 0;
    for (const struct option_row *row = list->rows; row->name != NULL; row++) {
        const char **value =
            row->kind == OPTION_FILE || row->kind == OPTION_TABLES ? option_value(row, options) : NULL;
        inputs += value != NULL && *value != NULL && strcmp(*value, "-") == 0;
    }
    for (int i = 0; i < count && (form->operand == OPERAND_FILE || form->operand == OPERAND_FILES); i++)
        inputs += strcmp(arguments[i], "-") == 0;
    return inputs;
}

static int too_often(const char *command, const char *name) {
    char option[OPTION_ID_ROOM];
    char most[16];
    snprintf(option, sizeof option, "--%s", name);
    snprintf(most, sizeof most, "%d", MOST_VALUES);
    return USAGE(command, "given-too-often", PART("option", option), PART("most", most));
}

int form_read(const struct command_form *form, void *options, int count, char **arguments, int *rest) {
    struct option_list list = {.output = -1};
    list_options(&list, form);
    bool alone = false;
    bool given[MOST_OPTIONS + 1] = {false};
    opterr = 0;
    optind = 1;
    for (int found = 0; (found = getopt_long(count, arguments, list.letters, list.names, NULL)) != -1;) {
        if (found == ':')
            return USAGE(form->name, "needs-a-value", PART("option", arguments[optind - 1]));
        if (found == '?')
            return unknown(form->name, &list, arguments[optind - 1]);
        const struct option_row *row = &list.rows[found == 'o'   ? list.output
                                                  : found == 'h' ? list.help
                                                                 : found - FIRST];
        const char **value = option_value(row, options);
        if (row->kind == OPTION_MANY && (value = free_value(value)) == NULL)
            return too_often(form->name, row->name);
        if (stands_once(row->kind) && given[row - list.rows])
            return usage_option(form->name, "given-twice", row->name);
        given[row - list.rows] = true;
        alone = alone || row->kind == OPTION_NO_CONFIG || row->kind == OPTION_HELP;
        if (row->kind == OPTION_CURRENCY)
            currency_capitals(optarg);
        if (value != NULL)
            *value = optarg;
        else if (row->kind != OPTION_NO_CONFIG)
            *option_flag(row, options) = true;
    }
    *rest = optind;
    int status = alone ? EXIT_DONE : check_words(form, &list, options);
    if (status == EXIT_DONE && standard_inputs(form, &list, options, count - optind, arguments + optind) > 1)
        return USAGE(form->name, "one-standard-input");
    return alone || status != EXIT_DONE
               ? status
               : config_take(form, options,
                             data_of(form, &list, options, optind < count ? arguments[optind] : NULL));
}
