#include "base/near_word.h"

#include <string.h>

enum { LONGEST = NEAR_WORD_LONGEST };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Letters to add, leave out or change, and neighbours to exchange (optimal string alignment). */
static size_t distance(const char *a, const char *b) {
    size_t rows[3][LONGEST + 1];
    size_t wide = strlen(b);
    size_t high = strlen(a);
    for (size_t k = 0; k <= wide; k++)
        rows[0][k] = k;
    for (size_t i = 1; i <= high; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        row[0] = i;
        for (size_t k = 1; k <= wide; k++) {
            row[k] = least(least(above[k], row[k - 1]) + 1, above[k - 1] + (a[i - 1] != b[k - 1]));
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                row[k] = least(row[k], rows[(i + 1) % 3][k - 2] + 1);
        }
    }
    return rows[high % 3][wide];
}

const char *near_word(const char *word, const char *const *words, size_t count) {
    const char *nearest = NULL;
    size_t length = strlen(word);
    size_t best = length < 4 ? 2 : length / 3 + 2; /* farther is another word */
    if (length < 2 || length > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t far = strlen(words[i]) <= LONGEST ? distance(word, words[i]) : best;
        if (far < best) {
            best = far;
            nearest = words[i];
        }
    }
    /* what was begun and not ended */
    for (size_t i = 0; nearest == NULL && i < count; i++)
        if (strncmp(words[i], word, length) == 0)
            nearest = words[i];
    return nearest;
}
