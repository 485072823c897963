#ifndef USMCA_RECORD_MEMBERS_H
#define USMCA_RECORD_MEMBERS_H

#include "base/text.h"

/* The members of a JSON object as views of their bytes, so that those that are the same need not be parsed.
 * The object was parsed when it was kept. */

enum { MOST_MEMBERS = 96 };

struct members {
    struct text keys[MOST_MEMBERS]; /* without quotes, as they are written */
    struct text values[MOST_MEMBERS];
    int count;
};

void members_find(struct members *members, struct text object);
/* Empty where there is none. */
struct text members_value(const struct members *members, const char *key);

/* Takes the next element of an array from *rest, which begins as all of it; false behind the last. */
bool members_element(struct text *rest, struct text *element);

#endif
