#include <string.h>

#include "http/answer.h"
#include "http/cases.h"
#include "http/files.h"
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

/* In the language of the question, where there is one. */
static void put_detail(struct buffer *out, const struct http_question *question, const char *detail) {
    struct buffer said = {0};
    if (question != NULL)
        error_words_put(&said, service_error_words(question->service, question->asked), text_from(detail));
    json_put_foreign(out, question != NULL ? buffer_view(&said) : text_from(detail));
    buffer_release(&said, out);
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
    put_detail(out, answer->question, detail);
    if (error != NULL && error->file[0] != '\0') {
        JSON_LITERAL(out, ",\"file\":");
        json_put_foreign(out, text_from(error->file));
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
                 status == 503   ? ERROR_WORDS("it takes longer than a request may")
                 : status == 500 ? ERROR_WORDS("the service could not answer")
                                 : error->text,
                 status == 422 ? error : NULL);
}

bool http_unasked(struct http_answer *answer, const struct http_question *question, int input) {
    if (uploads_find(question->uploads, input) == NULL)
        return false;
    http_problem(answer, 400,
                 input == UPLOAD_RESULTS
                     ? ERROR_WORDS("results: of these a report is made, and nothing else")
                     : ERROR_WORDS("columns: of these a profile is made, and nothing else"),
                 NULL);
    return true;
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
    openapi_document(&answer->body, question->service, question->keys);
}

#define JSON_TYPE "application/json"
#define ANY_OBJECT "{\"type\":\"object\"}"
#define SENTENCES "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}"
#define CASE_TYPES JSON_TYPE " application/x-ndjson text/csv"
#define REPORT_TYPES                                                                                         \
    "text/html application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/pdf"

/* A question about goods or files, which waits for its turn. */
#define POST(path, answer, schema, form, grows, says, types, json)                                           \
    { "POST", path, NULL, answer, schema, form, false, true, grows, says, types, json }
/* One about the law. */
#define LAW(path, member, answer, schema, says, json)                                                        \
    { "GET", path, member, answer, schema, NULL, false, true, false, says, JSON_TYPE, json }
/* The service itself, and its page. */
#define OPEN(path, answer, says, types, json)                                                                \
    { "GET", path, NULL, answer, NULL, NULL, true, false, false, says, types, json }

const struct route ROUTES[] = {
    POST("/v1/check", cases_check, schema_case, form_case, true, "mcp.check", CASE_TYPES,
         "service.determined"),
    POST("/v1/gap", cases_gap, schema_case, form_case, true, "mcp.gap", CASE_TYPES, "service.determined"),
    POST("/v1/report", cases_report, schema_report, form_report, false, "http.report", REPORT_TYPES, NULL),
    POST("/v1/preview", files_preview, NULL, form_preview, false, "http.preview", JSON_TYPE,
         "service.previewed"),
    POST("/v1/profile", files_profile, NULL, form_profile, false, "http.profile", "application/xml", NULL),
    LAW("/v1/rules/", "code", rules, schema_code, "mcp.rule", "rule.answer"),
    LAW("/v1/facts/", "code", facts, schema_code, "mcp.facts", "facts.asked"),
    LAW("/v1/codes/", "code", codes, schema_codes, "mcp.codes", "service.codes"),
    LAW("/v1/codes", NULL, search, schema_search, "http.search", "service.found"),
    LAW("/v1/words/", "word", explain, schema_word, "mcp.explain", "service.explained"),
    OPEN("/healthz", health, "http.health", JSON_TYPE, "service.health"),
    {"GET", "/metrics", NULL, NULL, NULL, NULL, false, false, false, "http.metrics", "text/plain", NULL},
    OPEN("/openapi.json", document, "http.document", JSON_TYPE, ANY_OBJECT),
    OPEN("/", page_index, "http.page", "text/html", NULL),
    OPEN("/page.css", page_style, "http.page", "text/css", NULL),
    OPEN("/page.js", page_script, "http.page", "text/javascript", NULL),
    {"GET", "/page/words/", "language", page_words, schema_language, NULL, true, false, false, "http.words",
     JSON_TYPE, SENTENCES},
    {.path = NULL}};
