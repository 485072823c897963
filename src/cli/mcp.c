#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/service_options.h"
#include "mcp/server.h"

struct mcp_options {
    struct service_options service;
    const char *language;
    const char *rules;
    bool help;
};

static const char *const USAGE[] = {"mcp [options]", NULL};
static const struct option_row ROWS[] = {SERVICE_OPTIONS(struct mcp_options, service),
                                         COMMON_OPTIONS(struct mcp_options, language, rules, help)};
const struct command_form MCP_FORM = {"mcp", USAGE, ROWS, OPERAND_NONE, NULL, NULL};

enum { READ_SIZE = 1 << 16, MOST_ROWS = 20000 };

/* Standard input, cut into lines. */
struct conversation {
    const struct service *service;
    struct buffer in;
    struct buffer out;
    bool skipping; /* the rest of a message that is too long */
};

static bool say(struct conversation *conversation) {
    if (conversation->out.failed) {
        command_no_memory();
        return false;
    }
    bool said = conversation->out.length == 0 ||
                (command_put_buffer(stdout, &conversation->out) == EXIT_DONE && fflush(stdout) == 0);
    conversation->out.length = 0;
    return said;
}

/* Answers every message of which the end has come. */
static bool answer_lines(struct conversation *conversation, bool ended) {
    struct buffer *in = &conversation->in;
    size_t at = 0;
    bool going = true;
    while (going && at < in->length) {
        const char *end = memchr(in->data + at, '\n', in->length - at);
        if (end == NULL && !ended)
            break;
        size_t length = end != NULL ? (size_t)(end - in->data) - at : in->length - at;
        if (!conversation->skipping)
            mcp_answer(&conversation->out, conversation->service, (struct text){in->data + at, length});
        conversation->skipping = false;
        at += length + (end != NULL);
        going = say(conversation);
    }
    if (at > 0)
        memmove(in->data, in->data + at, in->length - at);
    in->length -= at;
    if (in->length <= LONGEST_MESSAGE)
        return going;
    if (!conversation->skipping)
        mcp_refuse_length(&conversation->out);
    conversation->skipping = true;
    in->length = 0;
    return going && say(conversation);
}

static int converse(struct conversation *conversation) {
    for (;;) {
        char *room = buffer_reserve(&conversation->in, READ_SIZE);
        if (room == NULL)
            return command_no_memory();
        ssize_t got = read(STDIN_FILENO, room, READ_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            usmca_error error = {0};
            error_set(&error, USMCA_ERROR_IO, "-", 0, 0, "cannot read: %s", strerror(errno));
            return command_fail(&error);
        }
        conversation->in.length += (size_t)got;
        if (!answer_lines(conversation, got == 0))
            return EXIT_INPUT_OUTPUT;
        if (got == 0)
            return EXIT_DONE;
    }
}

int command_mcp(int count, char **arguments) {
    struct mcp_options options = {0};
    struct service service = {.today = command_today, .most_rows = MOST_ROWS};
    struct conversation conversation = {.service = &service};
    usmca_error error = {0};
    char room[4096];
    int rest = 0;
    int status = form_read(&MCP_FORM, &options, count, arguments, &rest);
    if (status == EXIT_DONE && options.help)
        return form_help(&MCP_FORM, options.language, options.rules);
    if (status == EXIT_DONE && rest < count)
        status = USAGE("mcp", "one-too-many", PART("value", arguments[rest]));
    if (status == EXIT_DONE)
        status = service_options_take(&service, "mcp", &options.service, &options.language);
    if (status != EXIT_DONE)
        return status;
    signal(SIGPIPE, SIG_IGN);
    service.rules = command_rules(options.rules, room);
    status = service_open(&service, &error) == USMCA_OK ? service_options_check(&service, "mcp")
                                                        : command_fail(&error);
    if (status == EXIT_DONE)
        status = converse(&conversation);
    service_close(&service);
    buffer_free(&conversation.in);
    buffer_free(&conversation.out);
    return status;
}
