#include "cli/usage.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/shown.h"
#include "cli/command.h"
#include "cli/config.h"

/* Of the one run that a process is. */
static struct {
    int count;
    char **arguments;
    bool tried;
    struct arena arena;
    struct messages *messages; /* NULL where they cannot be read */
    bool tried_errors;
    struct error_words *errors; /* NULL where there are none, as in English */
} run;

void usage_of_run(int count, char **arguments) {
    run.count = count;
    run.arguments = arguments;
}

void usage_close(void) {
    arena_free(&run.arena);
    error_words_free(run.errors);
    run.messages = NULL;
    run.errors = NULL;
}

/* ---- the language ---- */

/* The value of "--NAME value" or "--NAME=value", the last of them; what is called wrongly may not be read
 * otherwise. */
static const char *argument_of(const char *option) {
    const size_t length = strlen(option);
    const char *value = NULL;
    for (int i = 1; i < run.count && strcmp(run.arguments[i], "--") != 0; i++) {
        if (strncmp(run.arguments[i], option, length) != 0)
            continue;
        if (run.arguments[i][length] == '=')
            value = run.arguments[i] + length + 1;
        else if (run.arguments[i][length] == '\0' && i + 1 < run.count)
            value = run.arguments[i + 1];
    }
    return value;
}

static bool argument_stands(const char *option) {
    for (int i = 1; i < run.count; i++)
        if (strcmp(run.arguments[i], option) == 0)
            return true;
    return false;
}

static const char *language_asked(void) {
    const char *by = NULL;
    const char *said = argument_of("--lang");
    if (said == NULL && !argument_stands("--no-config"))
        said = config_language();
    const char *named = said != NULL ? language_named(said) : NULL;
    return named != NULL ? named : language_of_environment(&by);
}

enum { FOLDER_SIZE = 4200 };

static void name_folder(char folder[FOLDER_SIZE], const char *rules) {
    char room[4096];
    snprintf(folder, FOLDER_SIZE, "%s/messages", command_rules_quietly(rules, room));
}

static const struct messages *sentences(void) {
    char folder[FOLDER_SIZE];
    usmca_error error = {0};
    if (run.tried)
        return run.messages;
    run.tried = true;
    name_folder(folder, argument_of("--rules"));
    if (messages_load(&run.messages, &run.arena, folder, language_asked(), &error) != USMCA_OK)
        run.messages = NULL;
    return run.messages;
}

const struct error_words *usage_error_words(void) {
    char folder[FOLDER_SIZE];
    usmca_error error = {0};
    if (!run.tried_errors) {
        run.tried_errors = true;
        name_folder(folder, argument_of("--rules"));
        (void)error_words_load(&run.errors, folder, language_asked(), &error);
        if (run.errors == NULL && argument_of("--rules") != NULL) { /* it may be none */
            name_folder(folder, NULL);
            (void)error_words_load(&run.errors, folder, language_asked(), &error);
        }
    }
    return run.errors;
}

/* ---- what is said ---- */

void usage_list(struct buffer *out, const char *const *words, size_t count) {
    const struct messages *messages = sentences();
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_text(out, messages == NULL ? TEXT(", ")
                             : i + 1 < count  ? message_find(messages, "list.comma")
                                              : message_find(messages, "list.or"));
        buffer_string(out, words[i]);
    }
}

/* "unknown option: --gods" of "unknown-option". */
static void put_words(struct buffer *out, const char *id, const struct message_part *parts, size_t count) {
    for (const char *at = id; *at != '\0'; at++)
        if (*at == '-')
            buffer_char(out, ' ');
        else
            buffer_char(out, *at);
    for (size_t i = 1; i < count; i++) {
        buffer_string(out, i == 1 ? ": " : ", ");
        buffer_text(out, parts[i].value);
    }
}

static void put(struct buffer *out, const char *id, const struct message_part *parts, size_t count) {
    char whole[80];
    const struct messages *messages = sentences();
    snprintf(whole, sizeof whole, "usage.%s", id);
    if (messages != NULL && message_has(messages, whole))
        message_write(out, messages, whole, parts + 1, count - 1);
    else
        put_words(out, id, parts, count);
}

static void say(const char *command, const char *id, const struct message_part *parts, size_t count) {
    struct buffer said = {0};
    struct buffer line = {0};
    put(&said, id, parts, count);
    buffer_string(&line, "usmca");
    buffer_string(&line, command[0] != '\0' ? " " : "");
    buffer_string(&line, command);
    buffer_string(&line, ": ");
    buffer_shown(&line, buffer_view(&said));
    command_say(buffer_view(&line));
    buffer_free(&said);
    buffer_free(&line);
}

int usage_say(const char *command, const char *id, const struct message_part *parts, size_t count) {
    char help[80];
    struct buffer line = {0};
    say(command, id, parts, count);
    snprintf(help, sizeof help, "usmca%s%s --help", command[0] != '\0' ? " " : "", command);
    const struct message_part of_help[] = {{"", {NULL, 0}}, PART("help", help)};
    put(&line, "try", of_help, 2);
    command_say(buffer_view(&line));
    buffer_free(&line);
    return EXIT_USAGE;
}

int usage_said(const char *command, const usmca_error *error) {
    struct buffer said = {0};
    error_words_put(&said, usage_error_words(), text_from(error->text));
    int status = USAGE(command, "said", {"text", buffer_view(&said)});
    buffer_free(&said);
    return status;
}

int usage_option(const char *command, const char *id, const char *option) {
    char name[80];
    snprintf(name, sizeof name, "--%s", option);
    return USAGE(command, id, PART("option", name));
}

static void put_value(struct buffer *out, const char *option, const char *value) {
    buffer_string(out, "--");
    buffer_string(out, option);
    buffer_char(out, ' ');
    buffer_string(out, value);
}

int usage_value(const char *command, const char *id, const char *option, const char *value) {
    struct buffer said = {0};
    put_value(&said, option, value);
    int status = USAGE(command, id, {"value", buffer_view(&said)});
    buffer_free(&said);
    return status;
}

usmca_status usage_error(usmca_error *error, const char *id, const char *option, const char *value) {
    struct buffer said = {0};
    struct buffer line = {0};
    put_value(&said, option, value);
    const struct message_part parts[] = {{"", {NULL, 0}}, {"value", buffer_view(&said)}};
    put(&line, id, parts, 2);
    buffer_put(&line, "", 1);
    usmca_status status =
        error_said(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, line.data != NULL ? line.data : "");
    buffer_free(&said);
    buffer_free(&line);
    return status;
}

int usage_number(const char *command, const char *option, const char *value, int least, int most) {
    struct buffer said = {0};
    char bounds[2][16];
    put_value(&said, option, value);
    snprintf(bounds[0], sizeof bounds[0], "%d", least);
    snprintf(bounds[1], sizeof bounds[1], "%d", most);
    int status = USAGE(command, "no-number", {"value", buffer_view(&said)}, PART("least", bounds[0]),
                       PART("most", bounds[1]));
    buffer_free(&said);
    return status;
}

int usage_one_of(const char *command, const char *const *words, size_t count) {
    struct buffer list = {0};
    usage_list(&list, words, count);
    int status = USAGE(command, "one-of-needed", {"words", buffer_view(&list)});
    buffer_free(&list);
    return status;
}

int usage_unusable(const char *command, const char *id, const struct message_part *parts, size_t count) {
    say(command, id, parts, count);
    return EXIT_BAD_INPUT;
}
