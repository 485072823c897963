#ifndef USMCA_INTAKE_UNREAD_HEADER_H
#define USMCA_INTAKE_UNREAD_HEADER_H

#include "rulebook/vocabulary.h"

/* What a header that no column has may be called by, of a kind of rules/words/amounts.xml. */

/* A header as words: "Ext. Cost (USD)" is "ext cost usd". False where it is too long for any. */
bool unread_header_words(char room[WORD_LONGEST], struct text *words, struct text header);

/* The same with "per" for each "/". */
bool unread_header_per_words(char room[WORD_LONGEST], struct text *words, struct text header);

/* Words that are written in one, each with a capital, parted: "unitPrice" is "unit Price". False where it is
 * no such header. */
bool unread_header_part(char room[WORD_LONGEST], struct text *parted, struct text header);

/* The column that the whole of it stands for, as it is written, as words ("¿Firmado?"), or parted. */
bool unread_header_is(const struct vocabulary *words, const char *kind, struct text header,
                      struct text *column);

/* The column that one of its words stands for. */
bool unread_header_has(const struct vocabulary *words, const char *kind, struct text header,
                       struct text *column);

#endif
