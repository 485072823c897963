#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/answer.h"
#include "report/json_read.h"
#include "report/json_value.h"
#include "service/case_question.h"
#include "service/law_question.h"
#include "service/schema.h"

/* ---- what is wrong ---- */

static const char *title_of(int status) {
    static const struct {
        int status;
        const char *title;
    } TITLES[] = {{400, "Bad Request"},         {401, "Unauthorized"},
                  {403, "Forbidden"},           {404, "Not Found"},
                  {405, "Method Not Allowed"},  {408, "Request Timeout"},
                  {413, "Content Too Large"},   {415, "Unsupported Media Type"},
                  {421, "Misdirected Request"}, {422, "Unprocessable Content"},
                  {429, "Too Many Requests"},   {503, "Service Unavailable"}};
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++)
        if (TITLES[i].status == status)
            return TITLES[i].title;
    return "Internal Server Error";
}

void http_problem(struct http_answer *answer, int status, const char *detail, const usmca_error *error) {
    struct buffer *out = &answer->body;
    out->length = 0;
    answer->status = status;
    answer->type = "application/problem+json";
    JSON_LITERAL(out, "{\"type\":\"about:blank\",\"title\":");
    json_put_word(out, title_of(status));
    JSON_LITERAL(out, ",\"status\":");
    buffer_number(out, (uint64_t)status);
    JSON_LITERAL(out, ",\"detail\":");
    json_put_string(out, text_from(detail));
    if (error != NULL && error->file[0] != '\0') {
        JSON_LITERAL(out, ",\"file\":");
        json_put_string(out, text_from(error->file));
    }
    if (error != NULL && error->line > 0) {
        JSON_LITERAL(out, ",\"line\":");
        buffer_number(out, error->line);
        JSON_LITERAL(out, ",\"column\":");
        buffer_number(out, error->column);
    }
    JSON_LITERAL(out, "}\n");
}

void http_error(struct http_answer *answer, const usmca_error *error) {
    int status = error->status == USMCA_ERROR_ARGUMENT    ? 400
                 : error->status == USMCA_ERROR_INPUT     ? 422
                 : error->status == USMCA_ERROR_CANCELLED ? 503
                                                          : 500;
    http_problem(answer, status,
                 status == 503   ? "it takes longer than a request may"
                 : status == 500 ? "the service could not answer"
                                 : error->text,
                 status == 422 ? error : NULL);
}

/* ---- goods ---- */

static bool wants(const struct http_question *question, const char *type) {
    return question->accept != NULL && strstr(question->accept, type) != NULL;
}

enum { MOST_NOTICES = 8192 };

/* What is given byte for byte has no place for notices: they are in the head, as ASCII, and null stands for
 * those that there is no room for. */
static bool put_notices(struct http_answer *answer, const struct case_question *question) {
    struct buffer out = {0};
    json_t *list = NULL;
    case_question_notices(&out, question);
    bool kept = !out.failed && json_read(&list, buffer_view(&out), 0, NULL) && list != NULL;
    while (kept && json_array_size(list) > 0) {
        answer->notices = json_dumps(list, JSON_ENSURE_ASCII | JSON_COMPACT);
        if (answer->notices == NULL || strlen(answer->notices) < MOST_NOTICES)
            break;
        free(answer->notices);
        answer->notices = NULL;
        if (json_is_null(json_array_get(list, json_array_size(list) - 1)))
            json_array_remove(list, json_array_size(list) - 1);
        kept = json_array_set_new(list, json_array_size(list) - 1, json_null()) == 0;
    }
    kept = kept && (json_array_size(list) == 0 || answer->notices != NULL);
    json_decref(list);
    buffer_free(&out);
    return kept;
}

static void give(struct http_answer *answer, struct case_question *question, const char *type,
                 usmca_error *error) {
    answer->status = 200;
    answer->refused = question->answer.result.rejects.count;
    memcpy(answer->goods, question->answer.result.counts.goods, sizeof answer->goods);
    if (type != NULL && !put_notices(answer, question)) {
        error_memory(error);
        http_error(answer, error);
        return;
    }
    if (type != NULL) {
        answer->type = type;
        answer->file = question->output;
        question->output = -1;
        return;
    }
    answer->type = "application/json";
    usmca_status status = case_question_answer(&answer->body, question, error);
    buffer_char(&answer->body, '\n');
    if (status != USMCA_OK)
        http_error(answer, error);
}

static void ask_case(struct http_answer *answer, const struct http_question *asked, bool gap) {
    const bool lines = wants(asked, "application/x-ndjson");
    const bool csv = !lines && wants(asked, "text/csv");
    struct table_input files[QUESTION_INPUTS] = {{0}};
    struct case_question *question = malloc(sizeof *question);
    usmca_error error = {0};
    if (question == NULL) {
        error_memory(&error);
        http_error(answer, &error);
        return;
    }
    for (size_t i = 0; asked->uploads != NULL && i < asked->uploads->count; i++) {
        const struct upload *file = &asked->uploads->files[i];
        files[file->input] = (struct table_input){file->path, file->shown, NULL};
    }
    const struct case_asked of_case = {.said = asked->asked,
                                       .files = asked->uploads != NULL ? files : NULL,
                                       .gap = gap,
                                       .format = csv ? "csv" : "json",
                                       .go_on = asked->go_on,
                                       .context = asked->context};
    if (case_question_ask(question, asked->service, &of_case, &error) != USMCA_OK)
        http_error(answer, &error);
    else
        give(answer, question,
             lines ? "application/x-ndjson"
             : csv ? "text/csv; charset=utf-8"
                   : NULL,
             &error);
    case_question_close(question);
    free(question);
}

static void check(struct http_answer *answer, const struct http_question *question) {
    ask_case(answer, question, false);
}

static void gap(struct http_answer *answer, const struct http_question *question) {
    ask_case(answer, question, true);
}

/* ---- the law ---- */

typedef usmca_status (*law_question)(struct buffer *out, const struct service *service, const json_t *asked,
                                     usmca_error *error);

static void ask_law(struct http_answer *answer, const struct http_question *question, law_question ask) {
    usmca_error error = {0};
    answer->status = 200;
    answer->type = "application/json";
    usmca_status status = ask(&answer->body, question->service, question->asked, &error);
    buffer_char(&answer->body, '\n');
    if (status == USMCA_ERROR_INPUT)
        http_problem(answer, 404, error.text, NULL);
    else if (status != USMCA_OK)
        http_error(answer, &error);
}

static void rules(struct http_answer *answer, const struct http_question *question) {
    ask_law(answer, question, law_rule);
}

static void facts(struct http_answer *answer, const struct http_question *question) {
    ask_law(answer, question, law_facts);
}

static void codes(struct http_answer *answer, const struct http_question *question) {
    ask_law(answer, question, law_codes);
}

static void explain(struct http_answer *answer, const struct http_question *question) {
    ask_law(answer, question, law_explain);
}

/* ---- the service itself ---- */

static void health(struct http_answer *answer, const struct http_question *question) {
    (void)question;
    answer->status = 200;
    answer->type = "application/json";
    JSON_LITERAL(&answer->body, "{\"status\":\"ok\",\"version\":\"" USMCA_VERSION "\"}\n");
}

static void document(struct http_answer *answer, const struct http_question *question) {
    answer->status = 200;
    answer->type = "application/json";
    openapi_document(&answer->body, question->service);
}

#define JSON_TYPE "application/json"
const struct route ROUTES[] = {
    {"POST", "/v1/check", NULL, check, schema_case, false, true, "mcp.check", JSON_TYPE},
    {"POST", "/v1/gap", NULL, gap, schema_case, false, true, "mcp.gap", JSON_TYPE},
    {"GET", "/v1/rules/", "code", rules, schema_code, false, true, "mcp.rule", JSON_TYPE},
    {"GET", "/v1/facts/", "code", facts, schema_code, false, true, "mcp.facts", JSON_TYPE},
    {"GET", "/v1/codes/", "code", codes, schema_code, false, true, "mcp.codes", JSON_TYPE},
    {"GET", "/v1/words/", "word", explain, schema_word, false, true, "mcp.explain", JSON_TYPE},
    {"GET", "/healthz", NULL, health, NULL, true, false, "http.health", JSON_TYPE},
    {"GET", "/metrics", NULL, NULL, NULL, false, false, "http.metrics", "text/plain"},
    {"GET", "/openapi.json", NULL, document, NULL, true, false, "http.document", JSON_TYPE},
    {.path = NULL}};
