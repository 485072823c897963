#ifndef USMCA_HTTP_SERVER_H
#define USMCA_HTTP_SERVER_H

#include "http/keys.h"
#include "http/site.h"
#include "service/service.h"

/* The questions of service/ over HTTP. A request has a thread of its own, waits there until it is whole, and
 * then for its turn: no more than `workers` are answered at the same time. Bodies and answers lie in memory
 * alone, and are gone with their request. */
struct http_settings {
    const struct service *service;
    const struct keys *keys; /* NULL: whoever reaches it may ask */
    struct site site;        /* its address is of IPv4, or of IPv6 */
    unsigned port;           /* 0: any that is free */
    size_t most_body;        /* bytes of a request */
    unsigned most_requests;  /* in hand at the same time */
    unsigned workers;
    unsigned seconds; /* for a head and a body to come, for a turn, and for an answer, each */
};

struct http_server;

/* Begins to listen. To be stopped in any case. */
usmca_status http_server_start(struct http_server **out, const struct http_settings *settings,
                               usmca_error *error);
unsigned http_server_port(const struct http_server *server);
/* Takes no further request, waits for those in hand, `seconds` at most, and ends. */
void http_server_stop(struct http_server *server);

#endif
