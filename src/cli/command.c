#include "cli/command.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/shown.h"

void command_say(struct text lines) {
    struct buffer shown = {0};
    struct text line;
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        buffer_shown(&shown, line);
        buffer_char(&shown, '\n');
    }
    if (shown.length > 0)
        fwrite(shown.data, 1, shown.length, stderr);
    buffer_free(&shown);
}

void command_say_error(const usmca_error *error) {
    char place[64] = "";
    struct buffer line = {0};
    struct buffer said = {0};
    if (error->file[0] != '\0' && error->line > 0)
        snprintf(place, sizeof place, ":%u:%u: ", error->line, error->column);
    else if (error->file[0] != '\0')
        snprintf(place, sizeof place, ": ");
    buffer_shown(&line, text_from(error->file));
    buffer_string(&line, place);
    error_words_put(&said, usage_error_words(), text_from(error->text));
    buffer_shown(&line, said.failed ? text_from(error->text) : buffer_view(&said));
    command_say(buffer_view(&line));
    buffer_free(&said);
    buffer_free(&line);
}

int command_fail(const usmca_error *error) {
    fprintf(stderr, "usmca: ");
    command_say_error(error);
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

int command_no_memory(void) {
    usmca_error error = {0};
    error_memory(&error);
    return command_fail(&error);
}

void command_cannot_write(int why) {
    usmca_error error = {0};
    error_set(&error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write: %s", strerror(why));
    command_fail(&error);
}

int command_put(FILE *stream, struct text bytes) {
    if (bytes.length == 0 ||
        (fwrite(bytes.data, 1, bytes.length, stream) == bytes.length && fflush(stream) == 0))
        return EXIT_DONE;
    if (stream != stdout || errno != EPIPE)
        command_cannot_write(errno);
    return EXIT_INPUT_OUTPUT;
}

int command_put_buffer(FILE *stream, const struct buffer *bytes) {
    return bytes->failed ? command_no_memory() : command_put(stream, buffer_view(bytes));
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
