#include "mcp/tools.h"

#include <stdio.h>

#include "base/error.h"
#include "report/json_value.h"
#include "service/case_question.h"
#include "service/law_question.h"
#include "service/schema.h"

/* Appends an answer, an object; *partly where some of the question was refused. */
typedef usmca_status (*tool_answer)(struct buffer *out, const struct service *service, const json_t *asked,
                                    bool *partly, usmca_error *error);

struct tool {
    const char *name; /* its sentence is mcp.NAME */
    tool_answer answer;
    void (*arguments)(struct buffer *out, const struct messages *messages);
};

/* ---- goods ---- */

static usmca_status ask_case(struct buffer *out, const struct service *service, const json_t *asked, bool gap,
                             bool *partly, usmca_error *error) {
    struct case_question *question = malloc(sizeof *question);
    if (question == NULL)
        return error_memory(error);
    usmca_status status =
        case_question_ask(question, service, &(struct case_asked){.said = asked, .gap = gap}, error);
    if (status == USMCA_OK)
        status = case_question_answer(out, question, error);
    *partly = case_question_refused(question);
    case_question_close(question);
    free(question);
    return status;
}

static usmca_status check(struct buffer *out, const struct service *service, const json_t *asked,
                          bool *partly, usmca_error *error) {
    return ask_case(out, service, asked, false, partly, error);
}

static usmca_status gap(struct buffer *out, const struct service *service, const json_t *asked, bool *partly,
                        usmca_error *error) {
    return ask_case(out, service, asked, true, partly, error);
}

/* ---- the law ---- */

#define LAW_TOOL(name)                                                                                       \
    static usmca_status name(struct buffer *out, const struct service *service, const json_t *asked,         \
                             bool *partly, usmca_error *error) {                                             \
        *partly = false;                                                                                     \
        return law_##name(out, service, asked, error);                                                       \
    }
LAW_TOOL(rule)
LAW_TOOL(facts)
LAW_TOOL(codes)
LAW_TOOL(explain)

static const struct tool TOOLS[] = {{"check", check, schema_case},  {"gap", gap, schema_case},
                                    {"rule", rule, schema_code},    {"facts", facts, schema_code},
                                    {"codes", codes, schema_codes}, {"explain", explain, schema_word}};
enum { TOOL_COUNT = sizeof TOOLS / sizeof TOOLS[0] };

const struct tool *tool_named(struct text name) {
    for (size_t i = 0; i < TOOL_COUNT; i++)
        if (text_is(name, TOOLS[i].name))
            return &TOOLS[i];
    return NULL;
}

void tools_list(struct buffer *out, const struct service *service) {
    const struct messages *messages = service_messages(service);
    JSON_LITERAL(out, "\"tools\":[");
    for (size_t i = 0; i < TOOL_COUNT; i++) {
        char id[32];
        snprintf(id, sizeof id, "mcp.%s", TOOLS[i].name);
        buffer_string(out, i > 0 ? ",{\"name\":" : "{\"name\":");
        json_put_word(out, TOOLS[i].name);
        JSON_LITERAL(out, ",\"description\":");
        json_put_string(out, message_find(messages, id));
        JSON_LITERAL(out, ",\"inputSchema\":");
        TOOLS[i].arguments(out, messages);
        JSON_LITERAL(out, ",\"annotations\":{\"readOnlyHint\":true,"
                          "\"openWorldHint\":false}}");
    }
    buffer_char(out, ']');
}

/* ---- calls ---- */

/* "goods, row 3: …" */
static void put_problem(struct buffer *out, const struct service *service, const json_t *asked,
                        const usmca_error *error) {
    buffer_string(out, error->file);
    if (error->line > 0) {
        buffer_string(out, error->file[0] != '\0' ? ", row " : "row ");
        buffer_number(out, error->line);
    }
    buffer_string(out, error->file[0] != '\0' || error->line > 0 ? ": " : "");
    error_words_put(out, service_error_words(service, asked), text_from(error->text));
}

static void put_content(struct buffer *out, struct text text) {
    JSON_LITERAL(out, "\"content\":[{\"type\":\"text\",\"text\":");
    json_put_foreign(out, text); /* a problem may end within a character of what it quotes */
    JSON_LITERAL(out, "}]");
}

usmca_status tool_call(struct buffer *out, const struct tool *tool, const struct service *service,
                       const json_t *arguments, usmca_error *error) {
    struct buffer answer = {0};
    bool partly = false;
    usmca_status status = tool->answer(&answer, service, arguments, &partly, error);
    bool questioned = status == USMCA_ERROR_INPUT || status == USMCA_ERROR_ARGUMENT;
    if (status == USMCA_OK) {
        put_content(out, buffer_view(&answer));
        JSON_LITERAL(out, ",\"structuredContent\":");
        buffer_text(out, buffer_view(&answer));
    } else if (questioned) {
        answer.length = 0;
        put_problem(&answer, service, arguments, error);
        put_content(out, buffer_view(&answer));
    }
    buffer_string(out, partly || questioned ? ",\"isError\":true" : ",\"isError\":false");
    buffer_release(&answer, out);
    return questioned ? USMCA_OK : status;
}
