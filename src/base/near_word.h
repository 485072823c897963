#ifndef USMCA_BASE_NEAR_WORD_H
#define USMCA_BASE_NEAR_WORD_H

#include <stddef.h>

enum { NEAR_WORD_LONGEST = 40 }; /* no longer word is near another */

/* That of the words which somebody who mistyped `word` may have meant; NULL where none is near. */
const char *near_word(const char *word, const char *const *words, size_t count);

#endif
