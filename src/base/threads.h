#ifndef USMCA_BASE_THREADS_H
#define USMCA_BASE_THREADS_H

#include <stddef.h>

enum { MOST_THREADS = 64 };

/* Does the same work on `count` threads at the most, this one among them, and returns when all of them are
 * done: thread i works on the context at contexts + i × size. A thread that cannot be started is left out. */
void threads_work(void (*work)(void *context), void *contexts, size_t size, int count);

#endif
