#ifndef USMCA_BASE_ARENA_H
#define USMCA_BASE_ARENA_H

#include "base/text.h"

/* Bump allocation: many small pieces, freed or reset together. An arena belongs to one thread at a time.
 * arena_reset keeps the blocks, so a reused arena stops allocating after its largest user.
 *
 * What is kept of bytes that outlive it is a view of them: `stays`. One that holds what is kept of a whole
 * file is `large`: its blocks grow with it, and lie in large pages where the machine has any to give. Where
 * it is known how many bytes will be taken, `expected`, more than none, is how many the first block has.
 *
 * Once memory is exhausted it stays `failed` until it is freed, whatever its users made of the NULL: its
 * owner asks once at the end. */
struct arena {
    struct arena_block *first;
    struct arena_block *current;
    size_t used;
    bool failed;
    bool large;
    size_t expected;
    struct text stays;
};

/* A zeroed piece of `size` bytes, aligned for any type; NULL when memory is exhausted. */
void *arena_allocate(struct arena *arena, size_t size);
/* The same, not zeroed. */
void *arena_reserve(struct arena *arena, size_t size);
/* A copy of `source` in the arena; data is NULL (length 0) when memory is exhausted. */
struct text arena_copy(struct arena *arena, struct text source);
/* The same, to be read alone: no copy of nothing, or of bytes that stay. */
struct text arena_keep(struct arena *arena, struct text source);
/* The same as a NUL-terminated string; NULL when memory is exhausted. */
char *arena_string(struct arena *arena, struct text source);
void arena_reset(struct arena *arena);

/* How far an arena is taken. */
struct arena_mark {
    struct arena_block *block;
    size_t used;
};

struct arena_mark arena_mark(const struct arena *arena);
/* Gives back what was taken from one mark to the other, where nothing has been taken since. */
void arena_give_back(struct arena *arena, struct arena_mark from, struct arena_mark to);
void arena_free(struct arena *arena);
/* Bytes reserved from the system. */
size_t arena_reserved(const struct arena *arena);

#define ARENA_NEW(arena, type) ((type *)arena_allocate((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_allocate((arena), sizeof(type) * (count)))

#endif
