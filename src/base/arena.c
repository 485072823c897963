#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/large_pages.h"

enum { BLOCK_SIZE = 64 * 1024, LARGEST_BLOCK = 8 * LARGE_PAGE, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *next;
    size_t size;
    _Alignas(ALIGNMENT) char bytes[];
};

/* Of a large arena each is twice the one before. */
static size_t least_size(const struct arena *arena) {
    if (arena->current == NULL && arena->expected > 0)
        return arena->expected - sizeof *arena->current;
    if (!arena->large || arena->current == NULL)
        return BLOCK_SIZE;
    return arena->current->size < LARGEST_BLOCK / 2 ? 2 * arena->current->size : LARGEST_BLOCK;
}

static struct arena_block *block_new(const struct arena *arena, size_t size) {
    const size_t least = least_size(arena);
    if (size < least)
        size = least;
    const bool first = arena->current == NULL && arena->expected > 0;
    struct arena_block *block =
        first ? large_pages_allocate(sizeof *block + size) : malloc(sizeof *block + size);
    if (block != NULL) {
        if (arena->large)
            large_pages_wish(block, sizeof *block + size);
        block->next = NULL;
        block->size = size;
    }
    return block;
}

/* The next kept block that is large enough, or a new one put in its place. */
static struct arena_block *block_for(struct arena *arena, size_t size) {
    struct arena_block *current = arena->current;
    struct arena_block *next = current != NULL ? current->next : arena->first;
    if (next != NULL && next->size >= size)
        return next;
    struct arena_block *block = block_new(arena, size);
    if (block == NULL)
        return NULL;
    block->next = next;
    if (current != NULL)
        current->next = block;
    else
        arena->first = block;
    return block;
}

void *arena_reserve(struct arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (arena->current == NULL || arena->current->size - arena->used < size) {
        struct arena_block *block = block_for(arena, size);
        arena->failed = arena->failed || block == NULL;
        if (block == NULL)
            return NULL;
        arena->current = block;
        arena->used = 0;
    }
    void *piece = arena->current->bytes + arena->used;
    arena->used += size;
    return piece;
}

void *arena_allocate(struct arena *arena, size_t size) {
    void *piece = arena_reserve(arena, size);
    return piece != NULL ? memset(piece, 0, size) : NULL;
}

char *arena_string(struct arena *arena, struct text source) {
    char *copy = arena_reserve(arena, source.length + 1);
    if (copy == NULL)
        return NULL;
    if (source.length > 0)
        memcpy(copy, source.data, source.length);
    copy[source.length] = '\0';
    return copy;
}

struct text arena_copy(struct arena *arena, struct text source) {
    char *copy = arena_string(arena, source);
    return (struct text){copy, copy != NULL ? source.length : 0};
}

struct text arena_keep(struct arena *arena, struct text source) {
    const uintptr_t at = (uintptr_t)source.data;
    const uintptr_t first = (uintptr_t)arena->stays.data;
    if (source.length == 0)
        return (struct text){"", 0};
    if (at >= first && at - first < arena->stays.length &&
        source.length <= arena->stays.length - (at - first))
        return source;
    return arena_copy(arena, source);
}

void arena_reset(struct arena *arena) {
    arena->current = NULL;
    arena->used = 0;
}

struct arena_mark arena_mark(const struct arena *arena) {
    return (struct arena_mark){arena->current, arena->used};
}

void arena_give_back(struct arena *arena, struct arena_mark from, struct arena_mark to) {
    if (arena->current != to.block || arena->used != to.used)
        return;
    arena->current = from.block;
    arena->used = from.used;
}

void arena_free(struct arena *arena) {
    struct arena_block *block = arena->first;
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (struct arena){0};
}

size_t arena_reserved(const struct arena *arena) {
    size_t total = 0;
    for (const struct arena_block *block = arena->first; block != NULL; block = block->next)
        total += block->size;
    return total;
}
