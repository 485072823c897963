#include "cli/command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int command_fail(const usmca_error *error) {
    fprintf(stderr, "usmca: ");
    if (error->file[0] != '\0')
        fprintf(stderr, "%s:", error->file);
    if (error->line > 0)
        fprintf(stderr, "%u:%u:", error->line, error->column);
    fprintf(stderr, "%s%s\n", error->file[0] != '\0' ? " " : "", error->text);
    switch (error->status) {
    case USMCA_ERROR_MEMORY:
    case USMCA_ERROR_IO:
        return EXIT_INPUT_OUTPUT;
    case USMCA_ERROR_ARGUMENT:
        return EXIT_USAGE;
    default:
        return EXIT_BAD_INPUT;
    }
}

int command_usage(const char *command, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "usmca %s: ", command);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\nTry 'usmca %s --help'.\n", command);
    va_end(arguments);
    return EXIT_USAGE;
}

int command_no_memory(void) {
    usmca_error error = {0};
    error_memory(&error);
    return command_fail(&error);
}

int command_put(FILE *stream, struct text bytes) {
    if (bytes.length == 0 ||
        (fwrite(bytes.data, 1, bytes.length, stream) == bytes.length && fflush(stream) == 0))
        return EXIT_DONE;
    fprintf(stderr, "usmca: cannot write: %s\n", strerror(errno));
    return EXIT_INPUT_OUTPUT;
}

/* ---- rule book ---- */

static bool is_rule_book(const char *directory) {
    char path[4200];
    snprintf(path, sizeof path, "%s/usmca/general.xml", directory);
    return access(path, R_OK) == 0;
}

/* The rules beside a program that was not installed: those of its build tree, with the translations, or those
 * of the sources. */
static bool beside_program(char room[4096]) {
    static const char *const UP[] = {"/rules", "/../rules", "/../../rules"};
    char program[2048];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return false;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash == NULL)
        return false;
    *slash = '\0';
    for (size_t i = 0; i < sizeof UP / sizeof UP[0]; i++) {
        char joined[4096];
        snprintf(joined, sizeof joined, "%s%s", program, UP[i]);
        char *real = realpath(joined, NULL);
        bool found = real != NULL && is_rule_book(real) && strlen(real) < 4096;
        if (found)
            memcpy(room, real, strlen(real) + 1);
        free(real);
        if (found)
            return true;
    }
    return false;
}

const char *command_rules(const char *option, char room[4096]) {
    const char *environment = getenv("USMCA_RULES");
    if (option != NULL)
        return option;
    if (environment != NULL && environment[0] != '\0')
        return environment;
    return beside_program(room) ? room : USMCA_RULES_INSTALLED;
}

/* ---- language ---- */

int command_language(const char *command, const char **language) {
    static const char *const LANGUAGES[] = {"en", "es", "fr"};
    *language = *language != NULL ? *language : LANGUAGES[0];
    for (size_t i = 0; i < sizeof LANGUAGES / sizeof LANGUAGES[0]; i++)
        if (strcmp(*language, LANGUAGES[i]) == 0)
            return EXIT_DONE;
    return command_usage(command, "--lang %s is not en, es or fr", *language);
}

/* ---- days ---- */

date command_today(void) {
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    return (local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday;
}

bool command_date(date *out, const char *option) {
    return date_parse_iso(out, text_from(option));
}
