#ifndef USMCA_HTTP_TURNS_H
#define USMCA_HTTP_TURNS_H

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

/* So many work at the same time; who comes first is next, and is waked alone: of many that wait on one
 * condition all would be, for each that goes. */

struct turn;

struct turns {
    pthread_mutex_t lock;
    unsigned most;
    unsigned working;
    struct turn *first; /* of those who wait, in the order in which they came */
    struct turn *last;
};

void turns_open(struct turns *turns, unsigned most);
void turns_close(struct turns *turns);
/* Waits for one; false where none came until then, by CLOCK_MONOTONIC. */
bool turns_take(struct turns *turns, struct timespec until);
void turns_end(struct turns *turns);

#endif
