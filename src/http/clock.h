#ifndef USMCA_HTTP_CLOCK_H
#define USMCA_HTTP_CLOCK_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* The clock that the service waits by: CLOCK_MONOTONIC, which nobody sets back. */

struct timespec clock_now(void);
struct timespec clock_in_milliseconds(uint64_t milliseconds);
struct timespec clock_in_seconds(uint64_t seconds);
bool clock_passed(struct timespec until);
uint64_t clock_microseconds_since(struct timespec begun);

/* A condition that is waited for by that clock. To be destroyed as any other. */
void clock_condition(pthread_cond_t *out);

#endif
