#include "http/metrics.h"

#include <inttypes.h>
#include <stdio.h>

void metrics_count(struct http_metrics *metrics, const struct route *route, const struct http_answer *answer,
                   uint64_t microseconds) {
    size_t place = route != NULL ? (size_t)(route - ROUTES) : MOST_ROUTES;
    atomic_fetch_add(&metrics->requests[place][answer->status / 100 % STATUS_CLASSES], 1);
    atomic_fetch_add(&metrics->microseconds, microseconds);
    atomic_fetch_add(&metrics->answers, 1);
    atomic_fetch_add(&metrics->refused, answer->refused);
    for (int i = 0; i < STATUSES; i++)
        atomic_fetch_add(&metrics->goods[i], answer->goods[i]);
}

static const uint64_t STEPS[TURN_STEPS] = {/* microseconds */
                                           500,    1000,   2000,   5000,    10000,   20000,   50000,
                                           100000, 200000, 500000, 1000000, 5000000, 10000000};

void metrics_turn(struct http_metrics *metrics, uint64_t microseconds) {
    size_t step = 0;
    while (step < TURN_STEPS && microseconds > STEPS[step])
        step++;
    atomic_fetch_add(&metrics->turns[step], 1);
    atomic_fetch_add(&metrics->turn_microseconds, microseconds);
}

static void put(struct buffer *out, const char *name, const char *labels, uint64_t number) {
    buffer_string(out, name);
    buffer_string(out, labels);
    buffer_char(out, ' ');
    buffer_number(out, number);
    buffer_char(out, '\n');
}

static void put_requests(struct buffer *out, struct http_metrics *metrics, const char *path, size_t place) {
    char labels[96];
    for (int i = 0; i < STATUS_CLASSES; i++) {
        uint64_t number = atomic_load(&metrics->requests[place][i]);
        snprintf(labels, sizeof labels, "{route=\"%s\",status=\"%dxx\"}", path, i);
        if (number > 0)
            put(out, "usmca_requests_total", labels, number);
    }
}

static void put_seconds(struct buffer *out, const char *name, uint64_t microseconds) {
    char number[64];
    snprintf(number, sizeof number, " %" PRIu64 ".%06" PRIu64 "\n", microseconds / 1000000,
             microseconds % 1000000);
    buffer_string(out, name);
    buffer_string(out, number);
}

static void put_turns(struct buffer *out, struct http_metrics *metrics) {
    uint64_t so_far = 0;
    char labels[64];
    buffer_string(out, "# TYPE usmca_turn_seconds histogram\n");
    for (int i = 0; i <= TURN_STEPS; i++) {
        so_far += atomic_load(&metrics->turns[i]);
        if (i < TURN_STEPS)
            snprintf(labels, sizeof labels, "{le=\"%" PRIu64 ".%04" PRIu64 "\"}", STEPS[i] / 1000000,
                     STEPS[i] % 1000000 / 100);
        put(out, "usmca_turn_seconds_bucket", i < TURN_STEPS ? labels : "{le=\"+Inf\"}", so_far);
    }
    put_seconds(out, "usmca_turn_seconds_sum", atomic_load(&metrics->turn_microseconds));
    put(out, "usmca_turn_seconds_count", "", so_far);
}

void metrics_write(struct http_answer *answer, struct http_metrics *metrics) {
    struct buffer *out = &answer->body;
    char labels[64];
    uint64_t spent = atomic_load(&metrics->microseconds);
    answer->status = 200;
    answer->type = "text/plain; version=0.0.4; charset=utf-8";
    buffer_string(out, "# TYPE usmca_requests_total counter\n");
    for (size_t i = 0; ROUTES[i].path != NULL; i++)
        put_requests(out, metrics, ROUTES[i].path, i);
    put_requests(out, metrics, "", MOST_ROUTES);
    buffer_string(out, "# TYPE usmca_request_seconds summary\n");
    put_seconds(out, "usmca_request_seconds_sum", spent);
    put(out, "usmca_request_seconds_count", "", atomic_load(&metrics->answers));
    put_turns(out, metrics);
    buffer_string(out, "# TYPE usmca_goods_total counter\n");
    for (int i = 0; i < STATUSES; i++) {
        snprintf(labels, sizeof labels, "{status=\"%s\"}", STATUS_WORDS[i]);
        put(out, "usmca_goods_total", labels, atomic_load(&metrics->goods[i]));
    }
    buffer_string(out, "# TYPE usmca_refused_rows_total counter\n");
    put(out, "usmca_refused_rows_total", "", atomic_load(&metrics->refused));
}
