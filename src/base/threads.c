#include "base/threads.h"

#include <pthread.h>

struct thread {
    pthread_t id;
    void (*work)(void *context);
    void *context;
};

static void *thread_main(void *context) {
    const struct thread *thread = context;
    thread->work(thread->context);
    return NULL;
}

void threads_work(void (*work)(void *context), void *contexts, size_t size, int count) {
    struct thread threads[MOST_THREADS];
    int started = 1;
    for (; started < count && started < MOST_THREADS; started++) {
        struct thread *thread = &threads[started];
        thread->work = work;
        thread->context = (char *)contexts + size * (size_t)started;
        if (pthread_create(&thread->id, NULL, thread_main, thread) != 0)
            break;
    }
    work(contexts);
    for (int i = 1; i < started; i++)
        pthread_join(threads[i].id, NULL);
}
