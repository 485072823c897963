#ifndef USMCA_BASE_LIST_H
#define USMCA_BASE_LIST_H

#include <stddef.h>

/* A growing array: `list` has `count` elements of `size` bytes, and room for *room. Gives it back, perhaps
 * elsewhere, with room for one more. NULL when memory is exhausted: the list then stays as it was. */
void *list_room(void *list, size_t count, size_t *room, size_t size);

#endif
