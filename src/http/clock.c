#include "http/clock.h"

struct timespec clock_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

struct timespec clock_in_milliseconds(uint64_t milliseconds) {
    enum { SECOND = 1000000000 /* nanoseconds */ };
    struct timespec time = clock_now();
    time.tv_sec += (time_t)(milliseconds / 1000);
    time.tv_nsec += (long)(milliseconds % 1000) * 1000000L;
    time.tv_sec += time.tv_nsec / SECOND;
    time.tv_nsec %= SECOND;
    return time;
}

struct timespec clock_in_seconds(uint64_t seconds) {
    return clock_in_milliseconds(seconds * 1000);
}

bool clock_passed(struct timespec until) {
    const struct timespec now = clock_now();
    return until.tv_sec < now.tv_sec || (until.tv_sec == now.tv_sec && until.tv_nsec <= now.tv_nsec);
}

uint64_t clock_microseconds_since(struct timespec begun) {
    const struct timespec end = clock_now();
    return (uint64_t)((end.tv_sec - begun.tv_sec) * 1000000 + (end.tv_nsec - begun.tv_nsec) / 1000);
}

void clock_condition(pthread_cond_t *out) {
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(out, &monotonic);
    pthread_condattr_destroy(&monotonic);
}
