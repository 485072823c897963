#include "base/list.h"

#include <stdlib.h>

enum { FIRST_ROOM = 32 };

void *list_room(void *list, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return list;
    size_t wanted = *room == 0 ? FIRST_ROOM : *room * 2;
    size_t bytes = 0;
    if (__builtin_mul_overflow(wanted, size, &bytes))
        return NULL;
    void *larger = realloc(list, bytes);
    if (larger != NULL)
        *room = wanted;
    return larger;
}
