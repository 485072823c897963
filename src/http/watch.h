#ifndef USMCA_HTTP_WATCH_H
#define USMCA_HTTP_WATCH_H

#include <pthread.h>
#include <stdbool.h>

#include "base/error.h"

/* Watches how long each connection takes, whatever it sends: what does not come in time is told so (408) and
 * then ended, by a thread of its own. libmicrohttpd itself counts the time since the last byte alone, which a
 * byte now and then keeps from ever passing. */

struct watched; /* a connection */

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    struct watched *first;
    unsigned seconds;
    bool runs;
    bool ends;
};

/* `seconds` for a head, and for a body, to come. Stopping one that was not started does nothing. */
usmca_status watch_start(struct watch *watch, unsigned seconds, usmca_error *error);
void watch_stop(struct watch *watch);

/* A connection begins: a head is awaited. NULL where there is no memory. */
struct watched *watch_begin(struct watch *watch, int descriptor);
void watch_end(struct watch *watch, struct watched *one);

/* Its request is at the next stage. False where it was too late, and was told so: nothing may be answered. */
bool watch_body(struct watch *watch, struct watched *one);
bool watch_answer(struct watch *watch, struct watched *one);
/* Whether it was told that it is too late. */
bool watch_told(struct watch *watch, const struct watched *one);
/* The answer is ready and sent from now on: some time more for each byte. */
void watch_sending(struct watch *watch, struct watched *one, size_t bytes);
/* The next request is awaited. */
void watch_next(struct watch *watch, struct watched *one);

#endif
