#ifndef USMCA_RECORD_MEMBERS_H
#define USMCA_RECORD_MEMBERS_H

#include "base/arena.h"

/* Members of a JSON object as views of their bytes, so that what is the same need not be parsed, and what is
 * not asked for is not read. The object was parsed when it was kept: what is wrong in it all the same is
 * found where it is come upon, and nothing behind its end is read. */

/* The values of some members, empty where there is none; of a key that stands twice, the first. False where
 * it is no object, or not whole as far as it was read: to the last of those members that it has. */
bool members_pick(struct text object, const struct text *keys, size_t count, struct text *values);
#define MEMBER(literal)                                                                                      \
    { (literal), sizeof(literal) - 1 }

/* Takes the next element of an array from *rest, which begins as all of it; false behind the last, and where
 * it is no array. */
bool members_element(struct text *rest, struct text *element);

/* A string as it is meant, in the arena where it is written with escapes; empty of what is no string. False
 * where it is no JSON, or memory is exhausted, and then the arena is failed. */
bool members_string(struct text *out, struct text value, struct arena *arena);

#endif
