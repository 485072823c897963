#include "http/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/clock.h"
#include "http/framing.h"
#include "http/question.h"
#include "http/reply.h"

/* A question of fewer bytes has no answer that is sent as it grows. */
enum { LONG_QUESTION = 64 * 1024 };

/* ---- the answer ---- */

static void end_turn(struct exchange *exchange) {
    metrics_turn(&exchange->server->metrics, clock_microseconds_since(exchange->turn));
    turns_end(&exchange->server->turns);
}

/* In a thread of its own, which has the turn. */
static void work(void *context, struct http_answer *answer) {
    struct exchange *exchange = context;
    pthread_mutex_lock(&exchange->begins); /* until the exchange knows of its stream */
    pthread_mutex_unlock(&exchange->begins);
    question_ask(exchange, answer);
    end_turn(exchange);
}

static enum MHD_Result answer_as_it_grows(struct exchange *exchange, struct MHD_Connection *connection) {
    struct http_answer answer = {.file = -1};
    pthread_mutex_lock(&exchange->begins);
    exchange->stream = stream_begin(work, exchange);
    pthread_mutex_unlock(&exchange->begins);
    if (exchange->stream == NULL) {
        question_ask(exchange, &answer);
        end_turn(exchange);
        return reply_give(exchange, connection, &answer);
    }
    struct http_answer *whole = stream_wait(exchange->stream);
    if (whole == NULL)
        return reply_give_as_it_grows(exchange, connection);
    answer = *whole;
    *whole = (struct http_answer){.file = -1};
    return reply_give(exchange, connection, &answer);
}

static enum MHD_Result answer_whole(struct exchange *exchange, struct MHD_Connection *connection) {
    struct http_server *server = exchange->server;
    struct http_answer answer = {.file = -1};
    if (exchange->told || !watch_answer(&server->watch, exchange->watched)) {
        exchange->told = true;
        return MHD_NO;
    }
    if (exchange->refused != 0)
        return reply_refuse(exchange, connection, exchange->refused, exchange->why);
    if (exchange->body.failed)
        return reply_refuse(exchange, connection, 500, "memory is exhausted");
    if (exchange->route->works && !turns_take(&server->turns, clock_in_seconds(server->settings.seconds)))
        return reply_refuse(exchange, connection, 503, "others are before this request: ask again");
    exchange->turn = clock_now();
    exchange->until = clock_in_seconds(server->settings.seconds);
    exchange->connection = connection;
    if (exchange->route->grows && exchange->body.length >= LONG_QUESTION)
        return answer_as_it_grows(exchange, connection);
    if (exchange->route->answer == NULL)
        metrics_write(&answer, &server->metrics);
    else
        question_ask(exchange, &answer);
    if (exchange->route->works)
        end_turn(exchange);
    return reply_give(exchange, connection, &answer);
}

/* ---- the request ---- */

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
        return reply_refuse(exchange, connection, status, why);
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
        return reply_refuse(exchange, connection, 400, problem);
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

enum MHD_Result exchange_take(void *context, struct MHD_Connection *connection, const char *url,
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
    exchange->begun = clock_now();
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

void exchange_end(void *context, struct MHD_Connection *connection, void **kept,
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
            reply_count(exchange, answer);
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
