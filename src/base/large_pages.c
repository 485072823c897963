#include "base/large_pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { SMALLEST_PAGE = 4096 };

/* Of all that was mapped for them, so that it stays one mapping, which realloc moves without copying it. */
void large_pages_wish(void *data, size_t size) {
    const size_t lead = (uintptr_t)data % SMALLEST_PAGE;
    if (data != NULL && size >= 2 * (size_t)LARGE_PAGE)
        (void)madvise((char *)data - lead, lead + size, MADV_HUGEPAGE);
}

void *large_pages_allocate(size_t size) {
    const size_t whole = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *data = size <= SIZE_MAX / 2 ? aligned_alloc(LARGE_PAGE, whole) : NULL;
    if (data != NULL)
        (void)madvise(data, whole, MADV_HUGEPAGE);
    return data;
}
