#ifndef USMCA_INTAKE_HEADER_WORDS_H
#define USMCA_INTAKE_HEADER_WORDS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* What headers mean that are none of the project's own: rules/words/headers.xml. */

struct header_word {
    struct text table;
    struct text column;
    struct text words; /* in plain letters, parted by bars */
};

struct header_words {
    struct arena arena;
    struct header_word *list;
    size_t count;
    bool failed;       /* memory was exhausted: what was asked has no answer */
    struct text lines; /* what headers call a line of a bill, and a good, in the same way */
    struct text goods;
    struct text between; /* what stands between such a word and the rest: of the, del, du */
    struct text valued;  /* what stands where materials are valued: a price beside it is a cost */
    struct text losses;  /* what is lost, of which a header does not say whether it is a percentage */
    struct text answers; /* yes and no, which may be codes of countries */
    struct text totals;  /* what rows begin with that sum up others, in plain letters, parted by bars */
};

/* Of a folder of rules. To be freed in any case. */
usmca_status header_words_open(struct header_words *words, const char *directory, usmca_error *error);
void header_words_free(struct header_words *words);

/* The columns of the table that the header may mean, the first of them from index *from on, which is moved
 * behind it; NULL where there is no further one. Of a path, as Odoo writes it (Lines/Component/HS Code), the
 * last name counts where the whole is none. */
const struct header_word *header_words_next(struct header_words *words, const char *table, struct text header,
                                            size_t *from);

/* Whose the header says that its column is: "bom" of a line, "goods" of a good, or NULL where it says
 * neither, or nothing else; what it says beside that is appended in plain letters. */
const char *header_words_owner(struct header_words *words, struct text header, struct buffer *rest);

/* Whether the text is one of those words, whatever its letters. */
bool header_words_has(struct header_words *words, struct text list, struct text given);

/* The length of the word for a sum that a field begins with, or 0. */
size_t header_words_total(struct header_words *words, struct text field);

/* Appends the letters and digits of a text in lower case and without accents, with one blank for everything
 * that stands between them. */
void plain_letters(struct buffer *out, struct text given);

#endif
