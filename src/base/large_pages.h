#ifndef USMCA_BASE_LARGE_PAGES_H
#define USMCA_BASE_LARGE_PAGES_H

#include <stddef.h>

/* What a whole file is kept in is read here and there: in large pages, where the machine gives them to those
 * who ask, most places are found without a walk through the page tables, and few pages are faulted in. */
enum { LARGE_PAGE = 2 << 20 };

/* Asks for large pages wherever whole ones lie within these bytes. A wish: there may
 * be none. */
void large_pages_wish(void *data, size_t size);

/* At least `size` bytes that begin where a large page does, with the same wish for all of them. Freed with
 * free(); NULL when memory is exhausted. */
void *large_pages_allocate(size_t size);

#endif
