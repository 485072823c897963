#include <string.h>

#include "http/answer.h"
#include "http/cases.h"
#include "http/page.h"
#include "report/json_value.h"
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

static void search(struct http_answer *answer, const struct http_question *question) {
    ask_law(answer, question, law_search);
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
    {"POST", "/v1/check", NULL, cases_check, schema_case, NULL, false, true, "mcp.check", JSON_TYPE},
    {"POST", "/v1/gap", NULL, cases_gap, schema_case, NULL, false, true, "mcp.gap", JSON_TYPE},
    {"POST", "/v1/report", NULL, cases_report, schema_report, REPORT_MEMBERS, false, true, "http.report",
     "text/html"},
    {"GET", "/v1/rules/", "code", rules, schema_code, NULL, false, true, "mcp.rule", JSON_TYPE},
    {"GET", "/v1/facts/", "code", facts, schema_code, NULL, false, true, "mcp.facts", JSON_TYPE},
    {"GET", "/v1/codes/", "code", codes, schema_code, NULL, false, true, "mcp.codes", JSON_TYPE},
    {"GET", "/v1/codes", NULL, search, schema_search, NULL, false, true, "http.search", JSON_TYPE},
    {"GET", "/v1/words/", "word", explain, schema_word, NULL, false, true, "mcp.explain", JSON_TYPE},
    {"GET", "/healthz", NULL, health, NULL, NULL, true, false, "http.health", JSON_TYPE},
    {"GET", "/metrics", NULL, NULL, NULL, NULL, false, false, "http.metrics", "text/plain"},
    {"GET", "/openapi.json", NULL, document, NULL, NULL, true, false, "http.document", JSON_TYPE},
    {"GET", "/", NULL, page_index, NULL, NULL, true, false, "http.page", "text/html"},
    {"GET", "/page.css", NULL, page_style, NULL, NULL, true, false, "http.page", "text/css"},
    {"GET", "/page.js", NULL, page_script, NULL, NULL, true, false, "http.page", "text/javascript"},
    {"GET", "/page/words/", "language", page_words, schema_language, NULL, true, false, "http.words",
     JSON_TYPE},
    {.path = NULL}};
