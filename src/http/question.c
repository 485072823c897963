#include "http/question.h"

#include <string.h>

#include "base/utf8.h"
#include "http/clock.h"
#include "report/json_value.h"
#include "service/case_question.h"
#include "service/json_exact.h"
#include "service/schema.h"

static bool go_on(void *context) {
    const struct exchange *exchange = context;
    return !clock_passed(exchange->until) && (exchange->stream == NULL || !stream_is_left(exchange->stream));
}

struct parameters {
    json_t *said;
    bool wrong; /* one stands twice, or is not UTF-8 */
    bool out_of_memory;
};

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *name,
                                      const char *value) {
    struct parameters *parameters = context;
    const char *text = value != NULL ? value : "";
    size_t at = 0;
    bool plain = utf8_valid(name, strlen(name), &at) && utf8_valid(text, strlen(text), &at);
    (void)kind;
    parameters->wrong = parameters->wrong || !plain || json_object_get(parameters->said, name) != NULL;
    parameters->out_of_memory =
        (plain && json_object_set_new(parameters->said, name,
                                      text[0] != '\0' ? json_string(text) : json_null()) != 0) ||
        parameters->out_of_memory;
    return MHD_YES;
}

static void refuse_argument(struct http_answer *answer, const char *name) {
    char why[128];
    struct text shown = text_cut(text_from(name), 64);
    snprintf(why, sizeof why, "there is no argument %.*s", (int)shown.length, shown.data);
    http_problem(answer, 400, why, NULL);
}

/* What is asked in the body is not asked in the path, too. */
static bool has_argument(const struct exchange *exchange, struct MHD_Connection *connection,
                         struct http_answer *answer) {
    struct parameters parameters = {.said = json_object()};
    exchange->server->library.MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_parameter,
                                                        &parameters);
    const char *first = json_object_iter_key(json_object_iter(parameters.said));
    bool has = first != NULL || parameters.wrong || parameters.said == NULL || parameters.out_of_memory;
    if (parameters.said == NULL || parameters.out_of_memory)
        http_problem(answer, 500, "memory is exhausted", NULL);
    else if (has)
        refuse_argument(answer, first != NULL ? first : "of that name");
    json_decref(parameters.said);
    return has;
}

static void ask_path(struct exchange *exchange, struct MHD_Connection *connection,
                     struct http_question *question, struct http_answer *answer) {
    const struct route *route = exchange->route;
    struct parameters parameters = {.said = json_object()};
    exchange->server->library.MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, take_parameter,
                                                        &parameters);
    if (route->member != NULL)
        (void)take_parameter(&parameters, MHD_GET_ARGUMENT_KIND, route->member, exchange->rest);
    question->asked = parameters.said;
    const char *first = json_object_iter_key(json_object_iter(parameters.said));
    if (parameters.said == NULL || parameters.out_of_memory)
        http_problem(answer, 500, "memory is exhausted", NULL);
    else if (parameters.wrong)
        http_problem(answer, 400, "a parameter stands twice, or is not UTF-8", NULL);
    else if (route->schema == NULL && first != NULL)
        refuse_argument(answer, first);
    else
        route->answer(answer, question);
    json_decref(parameters.said);
}

/* A question whose tables are plain. False where it is to be read in the other way. */
static bool ask_plain(const struct exchange *exchange, struct http_question *question,
                      struct http_answer *answer) {
    char problem[JSON_PROBLEM_SIZE];
    struct json_plain plain;
    json_t *asked = NULL;
    const bool read = case_question_plain(&plain, buffer_view(&exchange->body)) &&
                      json_exact_read(&asked, buffer_view(&plain.rest), problem) && json_is_object(asked);
    if (read) {
        question->asked = asked;
        question->plain = &plain;
        exchange->route->answer(answer, question);
        question->plain = NULL;
    }
    json_decref(asked);
    json_plain_free(&plain);
    return read;
}

static void ask_json(const struct exchange *exchange, struct http_question *question,
                     struct http_answer *answer) {
    char problem[JSON_PROBLEM_SIZE];
    json_t *asked = NULL;
    if (exchange->route->schema == schema_case && ask_plain(exchange, question, answer))
        return;
    if (!json_exact_read(&asked, buffer_view(&exchange->body), problem))
        http_problem(answer, 500, "memory is exhausted", NULL);
    else if (asked == NULL)
        http_problem(answer, 400, problem, NULL);
    else if (!json_is_object(asked))
        http_problem(answer, 400, "the body is no object", NULL);
    else {
        question->asked = asked;
        exchange->route->answer(answer, question);
    }
    json_decref(asked);
}

static void ask_form(struct exchange *exchange, struct MHD_Connection *connection,
                     struct http_question *question, struct http_answer *answer) {
    struct uploads uploads;
    if (!uploads_read(&uploads, &exchange->server->library, connection, buffer_view(&exchange->body)))
        http_problem(answer, 500, "memory is exhausted", NULL);
    else if (uploads.problem[0] != '\0')
        http_problem(answer, 400, uploads.problem, NULL);
    else {
        question->asked = uploads.said;
        question->uploads = &uploads;
        exchange->route->answer(answer, question);
    }
    uploads_free(&uploads);
}

static bool has_type(const char *value, const char *type) {
    size_t length = strlen(type);
    return value != NULL && strncasecmp(value, type, length) == 0 &&
           (value[length] == '\0' || value[length] == ';' || value[length] == ' ');
}

void question_ask(struct exchange *exchange, struct http_answer *answer) {
    const struct http_server *server = exchange->server;
    const struct http_library *library = &server->library;
    struct MHD_Connection *connection = exchange->connection;
    const char *type = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Type");
    struct http_question question = {
        .service = server->settings.service,
        .keys = server->settings.keys != NULL,
        .accept = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept"),
        .go_on = go_on,
        .context = exchange,
        .stream = exchange->stream};
    answer->question = &question;
    if (strcmp(exchange->route->method, "GET") == 0)
        ask_path(exchange, connection, &question, answer);
    else if (has_argument(exchange, connection, answer))
        (void)0; /* refused */
    else if (exchange->route->schema != NULL && has_type(type, "application/json"))
        ask_json(exchange, &question, answer);
    else if (has_type(type, "multipart/form-data"))
        ask_form(exchange, connection, &question, answer);
    else
        http_problem(answer, 415,
                     exchange->route->schema != NULL ? "the body is application/json or multipart/form-data"
                                                     : "the body is multipart/form-data",
                     NULL);
    answer->question = NULL;
}
