#ifndef USMCA_HTTP_EXCHANGE_H
#define USMCA_HTTP_EXCHANGE_H

#include "http/answer.h"
#include "http/library.h"
#include "http/metrics.h"
#include "http/server.h"
#include "http/stream.h"
#include "http/turns.h"
#include "http/watch.h"

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

/* Called by the daemon, with the http_server as context, for each part of a request: its head, from which on
 * `kept` has the exchange; its body, piece by piece; its end, which is answered. MHD_NO ends the connection.
 */
enum MHD_Result exchange_take(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *size,
                              void **kept);
/* Called once it is over, however it ended. */
void exchange_end(void *context, struct MHD_Connection *connection, void **kept,
                  enum MHD_RequestTerminationCode code);

#endif
