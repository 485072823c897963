#include "http/server.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/clock.h"
#include "http/exchange.h"

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
        flags, 0, NULL, NULL, exchange_take, server, MHD_OPTION_SOCK_ADDR, &address.any,
        MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server, MHD_OPTION_CONNECTION_LIMIT,
        settings->most_requests * 2 + MORE_CONNECTIONS, MHD_OPTION_NOTIFY_CONNECTION, take_connection, server,
        MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL, MHD_OPTION_CONNECTION_TIMEOUT,
        settings->seconds * 2 + 1, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_END);
    return server->daemon != NULL
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot listen at %s, port %u: %s",
                           settings->site.address, settings->port, strerror(errno));
}

usmca_status http_server_start(struct http_server **out, const struct http_settings *settings,
                               usmca_error *error) {
    struct http_server *server = calloc(1, sizeof *server);
    *out = server;
    if (server == NULL)
        return error_memory(error);
    server->settings = *settings;
    turns_open(&server->turns, settings->workers);
    pthread_mutex_init(&server->lock, NULL);
    clock_condition(&server->changed);
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
    struct timespec until = clock_in_seconds(server->settings.seconds);
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
