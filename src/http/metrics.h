#ifndef USMCA_HTTP_METRICS_H
#define USMCA_HTTP_METRICS_H

#include <stdatomic.h>

#include "http/answer.h"

/* What is counted, for a scraper: never anything of a question. */
enum { MOST_ROUTES = 24, STATUS_CLASSES = 6, TURN_STEPS = 13 };

struct http_metrics {
    atomic_uint_fast64_t requests[MOST_ROUTES + 1][STATUS_CLASSES]; /* by hundreds; last, of no route */
    atomic_uint_fast64_t microseconds;
    atomic_uint_fast64_t answers;
    atomic_uint_fast64_t goods[STATUSES];
    atomic_uint_fast64_t refused;
    atomic_uint_fast64_t turns[TURN_STEPS + 1]; /* by what they took at most; last, those that took more */
    atomic_uint_fast64_t turn_microseconds;
};

/* `route` is NULL where there was none. */
void metrics_count(struct http_metrics *metrics, const struct route *route, const struct http_answer *answer,
                   uint64_t microseconds);
/* What a request took from its turn on. */
void metrics_turn(struct http_metrics *metrics, uint64_t microseconds);
void metrics_write(struct http_answer *answer, struct http_metrics *metrics);

#endif
