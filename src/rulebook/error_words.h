#ifndef USMCA_RULEBOOK_ERROR_WORDS_H
#define USMCA_RULEBOOK_ERROR_WORDS_H

#include "base/buffer.h"
#include "base/error.h"

/* The sentences of errors in another language. Where an error is made its sentence stands in English, as a
 * format of printf; a catalogue (messages/errors.LANGUAGE.mo, which the build makes of po/) has the same
 * format in the language. Whoever shows an error to a person has it worded here: the sentence is found by
 * what of it is fixed, and what stands in its places is put into the places of the other. */
struct error_words;

/* NULL where the folder has no catalogue in the language, as it has none in English. To be freed. */
usmca_status error_words_load(struct error_words **out, const char *folder, const char *language,
                              usmca_error *error);
void error_words_free(struct error_words *words);

/* Appends what an error says, in the language; as it stands where `words` is NULL, no sentence fits it, or
 * two fit equally well. */
void error_words_put(struct buffer *out, const struct error_words *words, struct text said);

/* Hands out each sentence, and what it is in the language. */
void error_words_each(const struct error_words *words,
                      void (*take)(void *context, struct text sentence, struct text worded), void *context);

#endif
