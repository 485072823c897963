#include "http/watch.h"

#include <stdlib.h>
#include <sys/socket.h>

#include "http/clock.h"

/* What a connection is waited for. */
enum stage { FIRST_HEAD, NEXT_HEAD, BODY, ANSWER, SENDING };

struct watched {
    struct watched *before;
    struct watched *behind;
    int descriptor;
    enum stage stage;
    struct timespec until; /* of all but ANSWER, which takes no longer than it may by itself */
    bool told;             /* that it is too late */
};

enum { SLOWEST = 16384 /* bytes a second that an answer is taken at */, TICK = 200 /* milliseconds */ };

/* Its thread waits for bytes, and writes nothing. What was told is ended a while later: whoever still sends
 * reads the answer after it. */
static void tell(struct watched *one, unsigned seconds) {
    static const char LATE[] =
        "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\nConnection: close\r\n"
        "Content-Length: 106\r\n\r\n"
        "{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,\"detail\":\"the request did "
        "not come in time\"}\n";
    bool whole = one->stage == FIRST_HEAD || one->stage == BODY;
    if (whole)
        whole = send(one->descriptor, LATE, sizeof LATE - 1, MSG_DONTWAIT | MSG_NOSIGNAL) > 0;
    shutdown(one->descriptor, whole ? SHUT_WR : SHUT_RDWR);
    one->told = true;
    one->until = clock_in_seconds(seconds);
}

static void look(struct watch *watch) {
    for (struct watched *one = watch->first; one != NULL; one = one->behind) {
        if (one->stage == ANSWER || !clock_passed(one->until))
            continue;
        if (one->told)
            shutdown(one->descriptor, SHUT_RDWR);
        else
            tell(one, watch->seconds);
    }
}

static void *keep_watch(void *context) {
    struct watch *watch = context;
    pthread_mutex_lock(&watch->lock);
    while (!watch->ends) {
        if (watch->first == NULL) {
            pthread_cond_wait(&watch->changed, &watch->lock);
            continue;
        }
        const struct timespec next = clock_in_milliseconds(TICK);
        pthread_cond_timedwait(&watch->changed, &watch->lock, &next);
        look(watch);
    }
    pthread_mutex_unlock(&watch->lock);
    return NULL;
}

usmca_status watch_start(struct watch *watch, unsigned seconds, usmca_error *error) {
    *watch = (struct watch){.seconds = seconds};
    pthread_mutex_init(&watch->lock, NULL);
    clock_condition(&watch->changed);
    watch->runs = pthread_create(&watch->thread, NULL, keep_watch, watch) == 0;
    if (watch->runs)
        return USMCA_OK;
    pthread_cond_destroy(&watch->changed);
    pthread_mutex_destroy(&watch->lock);
    return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot begin a thread");
}

void watch_stop(struct watch *watch) {
    if (!watch->runs)
        return;
    pthread_mutex_lock(&watch->lock);
    watch->ends = true;
    pthread_cond_broadcast(&watch->changed);
    pthread_mutex_unlock(&watch->lock);
    pthread_join(watch->thread, NULL);
    pthread_cond_destroy(&watch->changed);
    pthread_mutex_destroy(&watch->lock);
    watch->runs = false;
}

struct watched *watch_begin(struct watch *watch, int descriptor) {
    struct watched *one = calloc(1, sizeof *one);
    if (one == NULL)
        return NULL;
    one->descriptor = descriptor;
    one->until = clock_in_seconds(watch->seconds);
    pthread_mutex_lock(&watch->lock);
    one->behind = watch->first;
    if (one->behind != NULL)
        one->behind->before = one;
    watch->first = one;
    pthread_cond_broadcast(&watch->changed);
    pthread_mutex_unlock(&watch->lock);
    return one;
}

void watch_end(struct watch *watch, struct watched *one) {
    if (one == NULL)
        return;
    pthread_mutex_lock(&watch->lock);
    if (one->before != NULL)
        one->before->behind = one->behind;
    else
        watch->first = one->behind;
    if (one->behind != NULL)
        one->behind->before = one->before;
    pthread_mutex_unlock(&watch->lock);
    free(one);
}

static bool enter(struct watch *watch, struct watched *one, enum stage stage, unsigned long seconds) {
    pthread_mutex_lock(&watch->lock);
    bool late = one->told;
    if (!late) {
        one->stage = stage;
        one->until = clock_in_seconds(seconds);
    }
    pthread_mutex_unlock(&watch->lock);
    return !late;
}

bool watch_body(struct watch *watch, struct watched *one) {
    return enter(watch, one, BODY, watch->seconds);
}

bool watch_told(struct watch *watch, const struct watched *one) {
    pthread_mutex_lock(&watch->lock);
    bool told = one->told;
    pthread_mutex_unlock(&watch->lock);
    return told;
}

bool watch_answer(struct watch *watch, struct watched *one) {
    return enter(watch, one, ANSWER, 0);
}

void watch_sending(struct watch *watch, struct watched *one, size_t bytes) {
    (void)enter(watch, one, SENDING, watch->seconds + bytes / SLOWEST);
}

void watch_next(struct watch *watch, struct watched *one) {
    (void)enter(watch, one, NEXT_HEAD, watch->seconds);
}
