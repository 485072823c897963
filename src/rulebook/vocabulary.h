#ifndef USMCA_RULEBOOK_VOCABULARY_H
#define USMCA_RULEBOOK_VOCABULARY_H

#include "base/arena.h"
#include "base/error.h"

/* What people write for the codes and words of the input: rules/words/. Letter case, accents and punctuation
 * do not count. Immutable once loaded. */
struct vocabulary;

/* Loads every file of `directory` that has words. */
usmca_status vocabulary_load(struct vocabulary **out, struct arena *arena, const char *directory,
                             usmca_error *error);

enum word_found {
    WORD_UNKNOWN,
    WORD_FOUND, /* it stands for *is */
    WORD_WRONG  /* it is refused, and should be *is */
};

/* What a word of that kind stands for: "country", "currency", "origin", …. *is belongs to the vocabulary.
 * Without one (NULL) no word is known. */
enum word_found vocabulary_find(const struct vocabulary *vocabulary, const char *kind, struct text word,
                                struct text *is);

/* The length of the words of that kind that a field begins with, or 0: "Cancelled on 1 May", "Made in China".
 */
size_t vocabulary_begins(const struct vocabulary *vocabulary, const char *kind, struct text field);

/* The first words of that kind that stand anywhere in a field, behind no word of the kind `not`: a view of
 * the field, or no text. */
struct text vocabulary_within(const struct vocabulary *vocabulary, const char *kind, const char * not,
                              struct text field);

/* Whether it is a code of ISO 3166 (two letters), or of ISO 4217, as it stands there. */
bool vocabulary_country(const struct vocabulary *vocabulary, struct text code);
bool vocabulary_currency(const struct vocabulary *vocabulary, struct text code);

/* Whether a digit stands in a word, with nothing beyond ASCII before it: and whether one stands so in some
 * word of that kind. Most numbers of papers need not be looked for. */
bool word_has_digit(struct text word);
bool vocabulary_has_digits(const struct vocabulary *vocabulary, const char *kind);

/* A word in the form in which words are compared: in lower case, without accents and punctuation. False where
 * it is too long for any. */
enum { WORD_LONGEST = 120 };
bool word_fold(char out[WORD_LONGEST], struct text *folded, struct text word);

#endif
