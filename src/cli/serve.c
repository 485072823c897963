#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/forms.h"
#include "cli/service_options.h"
#include "http/server.h"

struct serve_options {
    struct service_options service;
    const char *listen;
    const char *keys;
    const char *hosts[MOST_VALUES + 1];
    const char *most_body;
    const char *most_rows;
    const char *most_requests;
    const char *seconds;
    const char *jobs;
    const char *language;
    const char *rules;
    bool help;
};

static const char *const USAGE[] = {"serve [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("listen", TEXT, RUN, "ADDRESS:PORT", struct serve_options, listen),
    OPTION("keys", FILE, RUN, "FILE", struct serve_options, keys),
    OPTION("host", MANY, RUN, "NAME", struct serve_options, hosts),
    OPTION("most-body", NUMBER, RUN, "MIB", struct serve_options, most_body, .least = 1, .most = 1024),
    OPTION("most-rows", NUMBER, RUN, "N", struct serve_options, most_rows, .least = 1, .most = 10000000),
    OPTION("most-requests", NUMBER, RUN, "N", struct serve_options, most_requests, .least = 1, .most = 10000),
    OPTION("seconds", NUMBER, RUN, "S", struct serve_options, seconds, .least = 1, .most = 3600),
    OPTION("jobs", NUMBER, RUN, "N", struct serve_options, jobs, .says = "option.serve.jobs", .least = 1,
           .most = 1024),
    SERVICE_OPTIONS(struct serve_options, service),
    COMMON_OPTIONS(struct serve_options, language, rules, help)};
const struct command_form SERVE_FORM = {
    "serve", USAGE, ROWS, OPERAND_NONE, NULL, .common = "listen keys host default-use lang help"};

enum { ADDRESS_ROOM = 64, MOST_PORT = 65535, MIB = 1 << 20 };

/* "127.0.0.1:8787", "[::1]:8787" */
static int read_listen(const char *listen, char address[ADDRESS_ROOM], unsigned *port) {
    const char *colon = strrchr(listen, ':');
    const char *digits = colon != NULL ? colon + 1 : "";
    bool bracketed = listen[0] == '[' && colon != NULL && colon > listen + 1 && colon[-1] == ']';
    const char *begin = listen + bracketed;
    size_t length = colon != NULL ? (size_t)(colon - begin) - bracketed : 0;
    *port = 0;
    for (const char *c = digits; *c >= '0' && *c <= '9' && *port <= MOST_PORT; c++)
        *port = *port * 10 + (unsigned)(*c - '0');
    if (length == 0 || length >= ADDRESS_ROOM || digits[0] == '\0' ||
        digits[strspn(digits, "0123456789")] != '\0' || *port > MOST_PORT)
        return usage_value("serve", "no-address", "listen", listen);
    memcpy(address, begin, length);
    address[length] = '\0';
    return EXIT_DONE;
}

static int read_limits(const struct serve_options *options, struct http_settings *settings,
                       struct service *service) {
    int body = 32;
    int rows = 1000000;
    int requests = 512;
    int seconds = 30;
    int workers = (int)sysconf(_SC_NPROCESSORS_ONLN);
    int status = command_number("serve", "most-body", options->most_body, 1, 1024, &body);
    if (status == EXIT_DONE)
        status = command_number("serve", "most-rows", options->most_rows, 1, 10000000, &rows);
    if (status == EXIT_DONE)
        status = command_number("serve", "most-requests", options->most_requests, 1, 10000, &requests);
    if (status == EXIT_DONE)
        status = command_number("serve", "seconds", options->seconds, 1, 3600, &seconds);
    if (status == EXIT_DONE)
        status = command_number("serve", "jobs", options->jobs, 1, 1024, &workers);
    settings->most_body = (size_t)body * MIB;
    settings->most_requests = (unsigned)requests;
    settings->seconds = (unsigned)seconds;
    settings->workers = (unsigned)workers;
    service->most_rows = (uint64_t)rows;
    return status;
}

/* Until it is told to stop: by SIGTERM, or by a key. */
static int serve(const struct http_settings *settings) {
    enum { MORE_ARENAS = 2 }; /* for who reads and writes */
    struct http_server *server = NULL;
    usmca_error error = {0};
    sigset_t ends;
    int signal_number = 0;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    mallopt(M_ARENA_MAX,
            (int)settings->workers + MORE_ARENAS); /* and not one a connection, each of them cold */
    pthread_sigmask(SIG_BLOCK, &ends, NULL);       /* of the threads, too, that begin now */
    int status = EXIT_DONE;
    if (http_server_start(&server, settings, &error) == USMCA_OK) {
        const bool six = strchr(settings->site.address, ':') != NULL;
        fprintf(stderr, "usmca serve: http://%s%s%s:%u\n", six ? "[" : "", settings->site.address,
                six ? "]" : "", http_server_port(server));
        (void)sigwait(&ends, &signal_number);
    } else {
        status = command_fail(&error);
    }
    http_server_stop(server);
    return status;
}

static int run(const struct serve_options *options, struct service *service) {
    struct http_settings settings = {.service = service};
    struct keys keys = {0};
    usmca_error error = {0};
    char address[ADDRESS_ROOM];
    int status =
        read_listen(options->listen != NULL ? options->listen : "127.0.0.1:8787", address, &settings.port);
    if (status == EXIT_DONE)
        status = read_limits(options, &settings, service);
    const bool apart = !site_is_loopback(address);
    settings.site = (struct site){
        .address = address, .hosts = options->hosts, .any_host = apart && options->hosts[0] == NULL};
    if (status == EXIT_DONE && options->keys == NULL && apart)
        status = usage_value("serve", "keys-needed", "listen", options->listen);
    if (status == EXIT_DONE && options->keys != NULL) {
        status = keys_read(&keys, options->keys, &error) == USMCA_OK ? EXIT_DONE : command_fail(&error);
        settings.keys = &keys;
    }
    if (status == EXIT_DONE)
        status = service_open(service, &error) == USMCA_OK ? service_options_check(service, "serve")
                                                           : command_fail(&error);
    if (status == EXIT_DONE)
        status = serve(&settings);
    keys_free(&keys);
    return status;
}

int command_serve(int count, char **arguments) {
    struct serve_options options = {0};
    struct service service = {.today = command_today};
    char room[4096];
    int rest = 0;
    int status = form_read(&SERVE_FORM, &options, count, arguments, &rest);
    if (status == EXIT_DONE && options.help)
        return form_help(&SERVE_FORM, options.language, options.rules);
    if (status == EXIT_DONE && rest < count)
        status = USAGE("serve", "one-too-many", PART("value", arguments[rest]));
    if (status == EXIT_DONE)
        status = service_options_take(&service, "serve", &options.service, &options.language);
    if (status != EXIT_DONE)
        return status;
    signal(SIGPIPE, SIG_IGN);
    service.rules = command_rules(options.rules, room);
    status = run(&options, &service);
    service_close(&service);
    return status;
}
