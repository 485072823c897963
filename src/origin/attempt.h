#ifndef USMCA_ORIGIN_ATTEMPT_H
#define USMCA_ORIGIN_ATTEMPT_H

#include "origin/product_specific.h"

/* One reading, decided: criteria B and D with the tests that bind the good whatever its rule. */
struct attempt {
    const struct reading *reading;
    enum status status;
    struct product_specific specific;
    enum result notes;
    struct product_specific notes_failed;
    enum result parts;
    struct test parts_test;
    bool unproduced; /* some way that is not failed waits for production */
};

/* `otherwise` is the best result that the good has by criteria that no reading changes (A, C). */
void attempt_run(const struct reading *reading, enum result otherwise, struct attempt *out);

/* U.R. 3(4): the good is classified with its parts or materials, or was imported unassembled. */
enum result parts_test(const struct reading *reading, const struct product_specific *specific,
                       struct test *test);

/* U.R. 3(8): what the producer has chosen that a line is, for the good to be classified with its parts. */
enum part_choice {
    PART_CHOICE_NONE,
    PART_CHOICE_MADE_OF, /* what it is made of, none of which has to be such a part */
    PART_CHOICE_INSIDE,  /* the same, for the part that is among it */
    PART_CHOICE_ITSELF   /* such a part, though what it is made of makes the change */
};

/* The choice of each line that the passed test rests on, in the context's room; NULL where it rests on none,
 * or memory is exhausted. */
const enum part_choice *parts_choices(const struct attempt *attempt);

/* U.R. 3(4)(a), 3(5): the line is classified with the good, in a provision for the good and its parts. */
enum result parts_classified(const struct reading *reading, const struct line *line);

#endif
