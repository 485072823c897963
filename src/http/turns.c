#include "http/turns.h"

#include <stddef.h>

#include "http/clock.h"

struct turn {
    struct turn *next;
    pthread_cond_t come;
    bool given;
};

void turns_open(struct turns *turns, unsigned most) {
    *turns = (struct turns){.most = most};
    pthread_mutex_init(&turns->lock, NULL);
}

void turns_close(struct turns *turns) {
    pthread_mutex_destroy(&turns->lock);
}

static void leave(struct turns *turns, const struct turn *turn) {
    struct turn *before = NULL;
    struct turn *one = turns->first;
    while (one != turn) {
        before = one;
        one = one->next;
    }
    if (before != NULL)
        before->next = one->next;
    else
        turns->first = one->next;
    if (turns->last == one)
        turns->last = before;
}

static bool wait_in_order(struct turns *turns, struct timespec until) {
    struct turn turn = {0};
    int waited = 0;
    clock_condition(&turn.come);
    if (turns->last != NULL)
        turns->last->next = &turn;
    else
        turns->first = &turn;
    turns->last = &turn;
    while (!turn.given && waited == 0)
        waited = pthread_cond_timedwait(&turn.come, &turns->lock, &until);
    if (!turn.given)
        leave(turns, &turn);
    pthread_cond_destroy(&turn.come);
    return turn.given;
}

bool turns_take(struct turns *turns, struct timespec until) {
    pthread_mutex_lock(&turns->lock);
    bool taken = turns->working < turns->most && turns->first == NULL;
    turns->working += taken;
    if (!taken)
        taken = wait_in_order(turns, until); /* who hands it over counts on */
    pthread_mutex_unlock(&turns->lock);
    return taken;
}

void turns_end(struct turns *turns) {
    pthread_mutex_lock(&turns->lock);
    struct turn *next = turns->first;
    if (next != NULL) {
        turns->first = next->next;
        turns->last = turns->first != NULL ? turns->last : NULL;
        next->given = true;
        pthread_cond_signal(&next->come);
    } else {
        turns->working--;
    }
    pthread_mutex_unlock(&turns->lock);
}
