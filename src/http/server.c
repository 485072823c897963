#include "http/server.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/utf8.h"
#include "http/answer.h"
#include "http/framing.h"
#include "http/metrics.h"
#include "http/stream.h"
#include "http/turns.h"
#include "http/watch.h"
#include "report/json_value.h"
#include "service/case_question.h"
#include "service/json_exact.h"
#include "service/schema.h"

struct http_server {
    struct http_settings settings;
    struct http_library library;
    struct MHD_Daemon *daemon;
    struct watch watch;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned in_hand;
    struct turns turns;
    bool stopping;
    struct http_metrics metrics;
};

/* A question of fewer bytes has no answer that is sent as it grows. */
enum { LONG_QUESTION = 64 * 1024 };

/* A request from its head to the end of its answer. */
struct exchange {
    struct http_server *server;
    struct watched *watched; /* its connection */
    const struct route *route;
    const char *rest; /* of the path */
    struct timespec begun;
    struct timespec turn;  /* when it had its turn */
    struct timespec until; /* of what it now waits for, or does */
    struct buffer body;
    int refused;     /* the status of an answer that waits for the end of the body, or 0 */
    const char *why; /* it is refused; of all time */
    const char *allow;
    bool coded; /* its body is, as none is read */
    bool told;  /* that it came too late */
    bool last;  /* where it ends is in doubt: what follows it is no request */
    struct MHD_Connection *connection;
    pthread_mutex_t begins;
    struct http_stream *stream; /* of the answer that is being made; or NULL */
    bool streamed;              /* it is sent as it grows */
    uint64_t dropped;
};

/* ---- time ---- */

static struct timespec now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

static uint64_t microseconds_since(struct timespec begun) {
    struct timespec end = now();
    return (uint64_t)((end.tv_sec - begun.tv_sec) * 1000000 + (end.tv_nsec - begun.tv_nsec) / 1000);
}

static bool before(struct timespec a, struct timespec b) {
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec < b.tv_nsec);
}

static struct timespec in_seconds(unsigned seconds) {
    struct timespec time = now();
    time.tv_sec += (time_t)seconds;
    return time;
}

static bool go_on(void *context) {
    const struct exchange *exchange = context;
    return before(now(), exchange->until) && (exchange->stream == NULL || !stream_is_left(exchange->stream));
}

/* ---- answers ---- */

/* Nothing from outside, nothing that stands in a document itself, and no place in a page of another. */
static const char PAGE_POLICY[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

static void add_headers(const struct http_server *server, struct MHD_Response *response,
                        const struct http_answer *answer, const struct exchange *exchange) {
    const struct http_library *library = &server->library;
    char number[24];
    library->MHD_add_response_header(response, "Content-Type", answer->type);
    library->MHD_add_response_header(response, "Cache-Control", "no-store");
    library->MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    library->MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    library->MHD_add_response_header(response, "Content-Security-Policy", PAGE_POLICY);
    snprintf(number, sizeof number, "%llu", (unsigned long long)answer->refused);
    if (answer->refused > 0)
        library->MHD_add_response_header(response, "Usmca-Refused", number);
    if (answer->notices != NULL)
        library->MHD_add_response_header(response, "Usmca-Notices", answer->notices);
    if (answer->status == 405)
        library->MHD_add_response_header(response, "Allow", exchange->allow);
    if (exchange->last)
        library->MHD_add_response_header(response, "Connection", "close");
    if (exchange->coded)
        library->MHD_add_response_header(response, "Accept-Encoding", "identity");
    if (answer->status == 401)
        library->MHD_add_response_header(response, "WWW-Authenticate", "Bearer");
    if (answer->status == 429 || answer->status == 503)
        library->MHD_add_response_header(response, "Retry-After", "1");
}

static void count(const struct exchange *exchange, const struct http_answer *answer) {
    metrics_count(&exchange->server->metrics, exchange->route, answer, microseconds_since(exchange->begun));
}

/* Hands the answer over, whose body belongs to the response then. */
static enum MHD_Result give(struct exchange *exchange, struct MHD_Connection *connection,
                            struct http_answer *answer) {
    struct http_server *server = exchange->server;
    const struct http_library *library = &server->library;
    if (answer->body.failed) {
        answer->body.failed = false;
        http_problem(answer, 500, "memory is exhausted", NULL);
    }
    const size_t size = answer->file >= 0 ? (size_t)lseek(answer->file, 0, SEEK_END) : answer->body.length;
    struct MHD_Response *response =
        answer->file >= 0
            ? library->MHD_create_response_from_fd(size, answer->file)
            : library->MHD_create_response_from_buffer(size, answer->body.data, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        if (answer->file >= 0)
            close(answer->file);
        buffer_free(&answer->body);
        free(answer->notices);
        return MHD_NO;
    }
    answer->body = (struct buffer){0};
    add_headers(server, response, answer, exchange);
    free(answer->notices);
    answer->notices = NULL;
    watch_sending(&server->watch, exchange->watched, size);
    enum MHD_Result queued = library->MHD_queue_response(connection, (unsigned)answer->status, response);
    library->MHD_destroy_response(response);
    count(exchange, answer);
    return queued;
}

static void is_whole(void *context, size_t size) {
    const struct exchange *exchange = context;
    watch_sending(&exchange->server->watch, exchange->watched, size);
}

/* Hands over an answer that is not whole yet. */
static enum MHD_Result give_as_it_grows(struct exchange *exchange, struct MHD_Connection *connection) {
    struct http_server *server = exchange->server;
    const struct http_library *library = &server->library;
    const struct http_answer head = {.status = 200, .type = stream_type(exchange->stream), .file = -1};
    struct MHD_Response *response = stream_response(exchange->stream, library, is_whole, exchange);
    if (response == NULL)
        return MHD_NO;
    add_headers(server, response, &head, exchange);
    library->MHD_add_response_header(response, "Trailer", "Usmca-Refused, Usmca-Notices");
    exchange->streamed = true;
    enum MHD_Result queued = library->MHD_queue_response(connection, 200, response);
    library->MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result refuse(struct exchange *exchange, struct MHD_Connection *connection, int status,
                              const char *why) {
    struct http_answer answer = {.file = -1};
    http_problem(&answer, status, why, NULL);
    return give(exchange, connection, &answer);
}

/* ---- questions ---- */

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

static void ask(struct exchange *exchange, struct http_answer *answer) {
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

static void end_turn(struct exchange *exchange) {
    metrics_turn(&exchange->server->metrics, microseconds_since(exchange->turn));
    turns_end(&exchange->server->turns);
}

/* In a thread of its own, which has the turn. */
static void work(void *context, struct http_answer *answer) {
    struct exchange *exchange = context;
    pthread_mutex_lock(&exchange->begins); /* until the exchange knows of its stream */
    pthread_mutex_unlock(&exchange->begins);
    ask(exchange, answer);
    end_turn(exchange);
}

static enum MHD_Result answer_as_it_grows(struct exchange *exchange, struct MHD_Connection *connection) {
    struct http_answer answer = {.file = -1};
    pthread_mutex_lock(&exchange->begins);
    exchange->stream = stream_begin(work, exchange);
    pthread_mutex_unlock(&exchange->begins);
    if (exchange->stream == NULL) {
        ask(exchange, &answer);
        end_turn(exchange);
        return give(exchange, connection, &answer);
    }
    struct http_answer *whole = stream_wait(exchange->stream);
    if (whole == NULL)
        return give_as_it_grows(exchange, connection);
    answer = *whole;
    *whole = (struct http_answer){.file = -1};
    return give(exchange, connection, &answer);
}

static enum MHD_Result answer_whole(struct exchange *exchange, struct MHD_Connection *connection) {
    struct http_server *server = exchange->server;
    struct http_answer answer = {.file = -1};
    if (exchange->told || !watch_answer(&server->watch, exchange->watched)) {
        exchange->told = true;
        return MHD_NO;
    }
    if (exchange->refused != 0)
        return refuse(exchange, connection, exchange->refused, exchange->why);
    if (exchange->body.failed)
        return refuse(exchange, connection, 500, "memory is exhausted");
    if (exchange->route->works && !turns_take(&server->turns, in_seconds(server->settings.seconds)))
        return refuse(exchange, connection, 503, "others are before this request: ask again");
    exchange->turn = now();
    exchange->until = in_seconds(server->settings.seconds);
    exchange->connection = connection;
    if (exchange->route->grows && exchange->body.length >= LONG_QUESTION)
        return answer_as_it_grows(exchange, connection);
    if (exchange->route->answer == NULL)
        metrics_write(&answer, &server->metrics);
    else
        ask(exchange, &answer);
    if (exchange->route->works)
        end_turn(exchange);
    return give(exchange, connection, &answer);
}

/* ---- requests ---- */

/* 0, or the status that says why there is none. */
static int find_route(struct exchange *exchange, const char *url, const char *method) {
    int status = 404;
    for (const struct route *route = ROUTES; route->path != NULL; route++) {
        size_t length = strlen(route->path);
        bool here = route->member != NULL ? strncmp(url, route->path, length) == 0 && url[length] != '\0'
                                          : strcmp(url, route->path) == 0;
        if (!here)
            continue;
        const bool head = strcmp(method, "HEAD") == 0 && strcmp(route->method, "GET") == 0;
        if (strcmp(method, route->method) == 0 || head) {
            exchange->route = route;
            exchange->rest = url + length;
            return 0;
        }
        status = 405;
        exchange->allow = strcmp(route->method, "GET") == 0 ? "GET, HEAD" : route->method;
    }
    return status;
}

/* Of a body that nobody wants any more. */
static uint64_t most_dropped(const struct exchange *exchange) {
    return 2 * (uint64_t)exchange->server->settings.most_body;
}

static const char TOO_LONG[] = "the body is longer than one may be";

/* Whoever sends a body and does not ask first whether it is wanted reads the answer after it, and none where
 * the connection ends before. A body of any length is not waited for. */
static enum MHD_Result refuse_after_body(struct exchange *exchange, struct MHD_Connection *connection,
                                         int status, const char *why) {
    const struct http_library *library = &exchange->server->library;
    const char *length = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
    bool sent = length != NULL ? strtoull(length, NULL, 10) > 0
                               : library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
                                                                      "Transfer-Encoding") != NULL;
    bool asks = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Expect") != NULL;
    if (!sent || asks || (length != NULL && strtoull(length, NULL, 10) > most_dropped(exchange)))
        return refuse(exchange, connection, status, why);
    exchange->refused = status;
    exchange->why = why;
    return MHD_YES;
}

enum { LONGEST_HOST = 256 };

/* RFC 9112 3.2.2: the whole address in place of the path, whose host then stands above that of the field. */
static void take_whole_address(const char **url, const char **host, char room[LONGEST_HOST]) {
    static const char SCHEME[] = "http://";
    if (strncasecmp(*url, SCHEME, sizeof SCHEME - 1) != 0)
        return;
    const char *authority = *url + sizeof SCHEME - 1;
    const size_t length = strcspn(authority, "/");
    snprintf(room, LONGEST_HOST, "%.*s", (int)(length < LONGEST_HOST ? length : 0), authority);
    *host = room;
    *url = authority[length] != '\0' ? authority + length : "/";
}

static enum MHD_Result begin(struct exchange *exchange, struct MHD_Connection *connection, const char *url,
                             const char *method, const char *version) {
    struct http_server *server = exchange->server;
    const struct http_library *library = &server->library;
    const struct http_settings *settings = &server->settings;
    const char *problem = framing_problem(library, connection, version);
    exchange->last = problem != NULL;
    if (problem != NULL)
        return refuse(exchange, connection, 400, problem);
    const char *host = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    char room[LONGEST_HOST];
    take_whole_address(&url, &host, room);
    if (!site_is_ours(&settings->site, host))
        return refuse_after_body(exchange, connection, 421,
                                 "this service has another name: --host gives it further ones");
    if (!site_may_ask(&settings->site,
                      library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin"), host))
        return refuse_after_body(exchange, connection, 403, "a page of another site may not ask");
    int status = find_route(exchange, url, method);
    if (status != 0)
        return refuse_after_body(exchange, connection, status,
                                 status == 404 ? "there is nothing of that name"
                                               : "this is asked in another way");
    if (settings->keys != NULL && !exchange->route->open &&
        !keys_allow(settings->keys,
                    library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization")))
        return refuse_after_body(exchange, connection, 401, "a key is needed: Authorization: Bearer KEY");
    pthread_mutex_lock(&server->lock);
    bool many = server->in_hand > settings->most_requests;
    bool stopping = server->stopping;
    pthread_mutex_unlock(&server->lock);
    if (stopping)
        return refuse_after_body(exchange, connection, 503, "the service is stopping");
    if (many && exchange->route->works)
        return refuse_after_body(exchange, connection, 429, "there are too many requests: ask again");
    const char *coding =
        library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Encoding");
    exchange->coded = coding != NULL && strcasecmp(coding, "identity") != 0;
    if (exchange->coded)
        return refuse_after_body(exchange, connection, 415,
                                 "a body is read as it is: without Content-Encoding");
    const char *length = library->MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length");
    if (length != NULL && strtoull(length, NULL, 10) > settings->most_body)
        return refuse_after_body(exchange, connection, 413, TOO_LONG);
    return MHD_YES;
}

/* What is too long or too late is read on for a while, so that whoever sends it can be told. */
static enum MHD_Result take_body(struct exchange *exchange, const char *data, size_t *size) {
    const struct http_settings *settings = &exchange->server->settings;
    if (exchange->refused == 0 && exchange->body.length + *size > settings->most_body) {
        exchange->refused = 413;
        exchange->why = TOO_LONG;
    }
    exchange->told = exchange->told || watch_told(&exchange->server->watch, exchange->watched);
    if (exchange->refused != 0 || exchange->told) {
        buffer_free(&exchange->body);
        exchange->dropped += *size;
    } else {
        buffer_put(&exchange->body, data, *size);
    }
    *size = 0;
    return exchange->dropped > most_dropped(exchange) ? MHD_NO : MHD_YES;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *size,
                              void **kept) {
    struct http_server *server = context;
    struct exchange *exchange = *kept;
    if (exchange != NULL)
        return *size > 0 ? take_body(exchange, data, size) : answer_whole(exchange, connection);
    exchange = calloc(1, sizeof *exchange);
    if (exchange == NULL)
        return MHD_NO;
    *kept = exchange;
    exchange->server = server;
    pthread_mutex_init(&exchange->begins, NULL);
    exchange->begun = now();
    const union MHD_ConnectionInfo *info =
        server->library.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    exchange->watched = info != NULL ? info->socket_context : NULL;
    pthread_mutex_lock(&server->lock);
    server->in_hand++;
    pthread_mutex_unlock(&server->lock);
    if (exchange->watched == NULL || !watch_body(&server->watch, exchange->watched))
        return MHD_NO;
    return begin(exchange, connection, url, method, version);
}

static void end_exchange(void *context, struct MHD_Connection *connection, void **kept,
                         enum MHD_RequestTerminationCode code) {
    struct http_server *server = context;
    struct exchange *exchange = *kept;
    (void)connection;
    (void)code;
    if (exchange == NULL)
        return;
    if (exchange->told)
        metrics_count(&server->metrics, exchange->route, &(struct http_answer){.status = 408}, 0);
    if (exchange->stream != NULL) {
        const struct http_answer *answer = stream_leave(exchange->stream);
        if (exchange->streamed)
            count(exchange, answer);
        stream_end(exchange->stream);
    }
    if (exchange->watched != NULL)
        watch_next(&server->watch, exchange->watched);
    pthread_mutex_destroy(&exchange->begins);
    buffer_free(&exchange->body);
    free(exchange);
    *kept = NULL;
    pthread_mutex_lock(&server->lock);
    server->in_hand--;
    if (server->in_hand == 0) /* who waits for that is about to end */
        pthread_cond_broadcast(&server->changed);
    pthread_mutex_unlock(&server->lock);
}

/* ---- connections ---- */

static void take_connection(void *context, struct MHD_Connection *connection, void **kept,
                            enum MHD_ConnectionNotificationCode code) {
    struct http_server *server = context;
    const union MHD_ConnectionInfo *info =
        server->library.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *kept = info != NULL ? watch_begin(&server->watch, info->connect_fd) : NULL;
        return;
    }
    watch_end(&server->watch, *kept);
    *kept = NULL;
}

/* A zero byte would cut what it stands in: it stays as it was written, and is no part of any name. */
static size_t unescape(void *context, struct MHD_Connection *connection, char *text) {
    char *out = text;
    (void)context;
    (void)connection;
    for (const char *in = text; *in != '\0';) {
        char digits[3] = "";
        if (in[0] == '%' && isxdigit((unsigned char)in[1]) && isxdigit((unsigned char)in[2]))
            memcpy(digits, in + 1, 2);
        const unsigned char byte = (unsigned char)strtoul(digits, NULL, 16);
        const bool taken = byte != 0;
        memcpy(out++, taken ? (const char *)&byte : in, 1);
        in += taken ? 3 : 1;
    }
    *out = '\0';
    return (size_t)(out - text);
}

/* ---- the daemon ---- */

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool read_address(union address *out, const char *text, unsigned port) {
    *out = (union address){0};
    if (inet_pton(AF_INET, text, &out->four.sin_addr) == 1) {
        out->four.sin_family = AF_INET;
        out->four.sin_port = htons((uint16_t)port);
        return true;
    }
    out->six.sin6_family = AF_INET6;
    out->six.sin6_port = htons((uint16_t)port);
    return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1;
}

static usmca_status start(struct http_server *server, usmca_error *error) {
    enum { MORE_CONNECTIONS = 64, BACKLOG = 1024 };
    const struct http_settings *settings = &server->settings;
    union address address;
    if (!read_address(&address, settings->site.address, settings->port))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no address", settings->site.address);
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL |
                     MHD_USE_ITC | (address.any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    server->daemon = server->library.MHD_start_daemon(
        flags, 0, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR, &address.any, MHD_OPTION_NOTIFY_COMPLETED,
        end_exchange, server, MHD_OPTION_CONNECTION_LIMIT, settings->most_requests * 2 + MORE_CONNECTIONS,
        MHD_OPTION_NOTIFY_CONNECTION, take_connection, server, MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
        MHD_OPTION_CONNECTION_TIMEOUT, settings->seconds * 2 + 1, MHD_OPTION_LISTEN_BACKLOG_SIZE,
        (unsigned)BACKLOG, MHD_OPTION_END);
    return server->daemon != NULL
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot listen at %s, port %u: %s",
                           settings->site.address, settings->port, strerror(errno));
}

usmca_status http_server_start(struct http_server **out, const struct http_settings *settings,
                               usmca_error *error) {
    pthread_condattr_t monotonic;
    struct http_server *server = calloc(1, sizeof *server);
    *out = server;
    if (server == NULL)
        return error_memory(error);
    server->settings = *settings;
    turns_open(&server->turns, settings->workers);
    pthread_mutex_init(&server->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&server->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    usmca_status status = http_library_load(&server->library, error);
    if (status == USMCA_OK)
        status = watch_start(&server->watch, settings->seconds, error);
    return status == USMCA_OK ? start(server, error) : status;
}

unsigned http_server_port(const struct http_server *server) {
    const union MHD_DaemonInfo *info =
        server->library.MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info != NULL ? info->port : 0;
}

void http_server_stop(struct http_server *server) {
    if (server == NULL)
        return;
    struct timespec until = in_seconds(server->settings.seconds);
    if (server->daemon != NULL) {
        MHD_socket listening = server->library.MHD_quiesce_daemon(server->daemon);
        if (listening != MHD_INVALID_SOCKET) /* who comes now is refused, and waits for nothing */
            shutdown(listening, SHUT_RDWR);
        pthread_mutex_lock(&server->lock);
        server->stopping = true;
        while (server->in_hand > 0 &&
               pthread_cond_timedwait(&server->changed, &server->lock, &until) != ETIMEDOUT)
            continue;
        pthread_mutex_unlock(&server->lock);
        server->library.MHD_stop_daemon(server->daemon);
        if (listening != MHD_INVALID_SOCKET)
            close(listening);
    }
    watch_stop(&server->watch);
    pthread_cond_destroy(&server->changed);
    pthread_mutex_destroy(&server->lock);
    turns_close(&server->turns);
    free(server);
}
