#ifndef USMCA_ORIGIN_LINES_IN_DOUBT_H
#define USMCA_ORIGIN_LINES_IN_DOUBT_H

#include "case/good.h"

/* Lines that may not be of the good: a column that nothing reads says that they are not in use, are of
 * another bill of materials, or stand below others. The good is then what it is with them and without: its
 * answer stands where each way leads to it, and where they differ none of what they say counts as certain.
 *
 * A material with its own bill of materials may have such lines, too, at any depth: it is then tried together
 * with those of the good, and is on each way what it is there as a whole (struct produced_ways). */

/* Lines that come and go together: of one bill, or a line by itself; and more than are tried each with each.
 */
enum { MOST_PARTS_TRIED = 6, MOST_PARTS_ALONE = 64 };

struct lines_in_doubt {
    const struct good *good;
    uint32_t *part_of;                             /* of each line its own part, from 1; or 0 */
    uint32_t parts;                                /* of the good: bills first */
    struct doubtful_part inside[MOST_PARTS_TRIED]; /* of its materials, counted on from those */
    uint32_t inside_count;
    bool some_count;    /* not all of them may be missing at once */
    bool untold;        /* bills that cannot be told apart */
    bool untold_inside; /* too many in its materials: none of those are tried */
};

/* Whether a line of it is one. */
bool lines_in_doubt_has(const struct good *good, const struct material *material);

/* Whether there are some in what is made for the line. */
bool lines_in_doubt_inside(const struct material *material);

/* Whether it has any, or its materials have where those are asked for, and that is not settled. */
bool lines_in_doubt_any(const struct good *good, bool inside);

/* Those of its materials are tried where all together are at most `most`; with 0 they are not asked for.
 * False where memory is exhausted. */
bool lines_in_doubt_find(struct lines_in_doubt *found, const struct good *good, uint32_t most,
                         struct arena *arena);

/* How many parts there are that are tried. */
static inline uint32_t lines_in_doubt_parts(const struct lines_in_doubt *found) {
    return found->parts + found->inside_count;
}

/* How many ways there are to be tried. */
uint32_t lines_in_doubt_ways(const struct lines_in_doubt *found);

/* The good without what is left out on that way; the first has all. *out is NULL where nothing would be left
 * and some line surely is of the good, or of a material. False where memory is exhausted. */
bool lines_in_doubt_way(const struct good **out, const struct lines_in_doubt *found, uint32_t way,
                        struct arena *arena);

/* Whether the ways that are tried are all that there are. */
bool lines_in_doubt_all_tried(const struct lines_in_doubt *found);

/* The good with all of them, and nothing certain of what they are worth and weigh; NULL where memory is
 * exhausted. */
const struct good *lines_in_doubt_withheld(const struct good *good, struct arena *arena);

/* The good with all of them as they stand, as its answer is the same without; NULL where memory is exhausted.
 */
const struct good *lines_in_doubt_counted(const struct lines_in_doubt *found, struct arena *arena);

#endif
