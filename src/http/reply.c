#include "http/reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "http/clock.h"

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

void reply_count(const struct exchange *exchange, const struct http_answer *answer) {
    metrics_count(&exchange->server->metrics, exchange->route, answer,
                  clock_microseconds_since(exchange->begun));
}

enum MHD_Result reply_give(struct exchange *exchange, struct MHD_Connection *connection,
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
    reply_count(exchange, answer);
    return queued;
}

static void is_whole(void *context, size_t size) {
    const struct exchange *exchange = context;
    watch_sending(&exchange->server->watch, exchange->watched, size);
}

enum MHD_Result reply_give_as_it_grows(struct exchange *exchange, struct MHD_Connection *connection) {
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

enum MHD_Result reply_refuse(struct exchange *exchange, struct MHD_Connection *connection, int status,
                             const char *why) {
    struct http_answer answer = {.file = -1};
    http_problem(&answer, status, why, NULL);
    return reply_give(exchange, connection, &answer);
}
