#include "mcp/tools.h"

#include <stdio.h>

#include "base/error.h"
#include "report/json_value.h"
#include "rulebook/terms.h"
#include "service/case_question.h"
#include "service/law_question.h"

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
    usmca_status status = case_question_ask(question, service, asked, gap, error);
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

static void put_word_list(struct buffer *out, const char *const *list, int count) {
    bool first = true;
    JSON_LITERAL(out, "\"enum\":[");
    for (int i = 0; i < count; i++) {
        if (list[i] == NULL || list[i][0] == '\0')
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, list[i]);
        first = false;
    }
    buffer_char(out, ']');
}

static void put_column(struct buffer *out, const struct column *column) {
    json_put_word(out, column->name);
    if (column->type == COLUMN_WORD && column->words != NULL) {
        JSON_LITERAL(out, ":{\"type\":\"string\",");
        put_word_list(out, column->words->words, column->words->count);
        buffer_char(out, '}');
    } else if (column->type == COLUMN_FACTS) {
        JSON_LITERAL(out, ":{\"type\":[\"object\",\"string\"]}");
    } else {
        buffer_string(out, column_is_amount(column) ? ":{\"type\":[\"string\",\"number\"]}"
                                                    : ":{\"type\":\"string\"}");
    }
}

static void put_table(struct buffer *out, const struct messages *messages, int input) {
    const struct column_table *columns = case_table_columns(input);
    char id[64];
    bool first = true;
    snprintf(id, sizeof id, "table.%s", case_table_name(input));
    json_put_word(out, case_table_name(input));
    JSON_LITERAL(out, ":{\"type\":\"array\",\"description\":");
    json_put_string(out, message_find(messages, id));
    JSON_LITERAL(out, ",\"items\":{\"type\":\"object\",\"properties\":{");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_column(out, &columns->columns[i]);
    }
    JSON_LITERAL(out, "},\"required\":[");
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->columns[i].required != NEED_FIELD)
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, columns->columns[i].name);
        first = false;
    }
    JSON_LITERAL(out, "]}}");
}

/* ,"name":{"type":"string","description":…} ; the sentence is `says`. */
static void put_string(struct buffer *out, const struct messages *messages, const char *name,
                       const char *says) {
    json_put_word(out, name);
    JSON_LITERAL(out, ":{\"type\":\"string\",\"description\":");
    json_put_string(out, message_find(messages, says));
    buffer_char(out, '}');
}

struct argument {
    const char *name;
    const char *says;
};

static void put_arguments(struct buffer *out, const struct messages *messages, const struct argument *list,
                          size_t count) {
    for (size_t i = 0; i < count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_string(out, messages, list[i].name, list[i].says);
    }
}

static void case_arguments(struct buffer *out, const struct messages *messages) {
    static const struct argument SETTINGS[] = {{"date", "option.date"},
                                               {"currency", "option.currency"},
                                               {"hs_edition", "option.hs"},
                                               {"tariff", "option.tariff"},
                                               {"default_use", "option.default-use"},
                                               {"designate", "option.designate"},
                                               {"year_begins", "option.year-begins"},
                                               {"lang", "question.lang"}};
    static const int FIRST[] = {INPUT_GOODS, INPUT_LINES};
    for (int i = 0; i < 2; i++) {
        put_table(out, messages, FIRST[i]);
        buffer_char(out, ',');
    }
    for (int i = 0; i < TABLES; i++)
        if (case_table_given(i)) {
            put_table(out, messages, i);
            buffer_char(out, ',');
        }
    put_arguments(out, messages, SETTINGS, sizeof SETTINGS / sizeof SETTINGS[0]);
    JSON_LITERAL(out, "},\"required\":[\"goods\",\"bom\"]");
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

static void code_arguments(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"code", "question.code"},
                                           {"date", "option.rule.date"},
                                           {"use", "option.rule.use"},
                                           {"hs_edition", "option.rule.hs"},
                                           {"lang", "question.lang"}};
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    JSON_LITERAL(out, "},\"required\":[\"code\"]");
}

static void word_arguments(struct buffer *out, const struct messages *messages) {
    static const struct argument LIST[] = {{"word", "question.word"}, {"lang", "question.lang"}};
    put_arguments(out, messages, LIST, sizeof LIST / sizeof LIST[0]);
    JSON_LITERAL(out, "},\"required\":[\"word\"]");
}

static const struct tool TOOLS[] = {{"check", check, case_arguments}, {"gap", gap, case_arguments},
                                    {"rule", rule, code_arguments},   {"facts", facts, code_arguments},
                                    {"codes", codes, code_arguments}, {"explain", explain, word_arguments}};
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
        JSON_LITERAL(out, ",\"inputSchema\":{\"type\":\"object\",\"properties\":{");
        TOOLS[i].arguments(out, messages);
        JSON_LITERAL(out, ",\"additionalProperties\":false},\"annotations\":{\"readOnlyHint\":true,"
                          "\"openWorldHint\":false}}");
    }
    buffer_char(out, ']');
}

/* ---- calls ---- */

/* "goods, row 3: …" */
static void put_problem(struct buffer *out, const usmca_error *error) {
    buffer_string(out, error->file);
    if (error->line > 0) {
        buffer_string(out, error->file[0] != '\0' ? ", row " : "row ");
        buffer_number(out, error->line);
    }
    buffer_string(out, error->file[0] != '\0' || error->line > 0 ? ": " : "");
    buffer_string(out, error->text);
}

static void put_content(struct buffer *out, struct text text) {
    JSON_LITERAL(out, "\"content\":[{\"type\":\"text\",\"text\":");
    json_put_string(out, text);
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
        put_problem(&answer, error);
        put_content(out, buffer_view(&answer));
    }
    buffer_string(out, partly || questioned ? ",\"isError\":true" : ",\"isError\":false");
    buffer_release(&answer, out);
    return questioned ? USMCA_OK : status;
}
