#ifndef USMCA_INTAKE_SUGGESTED_COLUMNS_H
#define USMCA_INTAKE_SUGGESTED_COLUMNS_H

#include "intake/suggestion.h"

/* Which header of a table is which column, by the project's own names and by words (rules/words/headers.xml).
 */

enum { SUGGESTION_EXPLAINED = 8 /* score of a header that is understood */ };

/* Guesses the columns of table->fields, and reckons its score. */
void suggest_columns(struct header_words *words, struct suggested_table *table);

/* Which of the lists of a column the header is of, from 0: the earlier the surer. */
enum { SUGGESTED_NO_RANK = 1000 };
unsigned suggested_rank(struct header_words *words, const struct suggested_table *table, const char *column,
                        struct text header);

/* Whether a field of the table is read into it already. */
bool suggested_is_taken(const struct suggested_table *table, const struct column *column);

/* Whether a file of goods and lines has what tells it from a bill of materials alone: the HS code of both. */
bool suggested_of_both(const struct suggested_table *table);

/* The column of a name in a profile, of a flat file with good_ in front for one of its goods'; NULL where
 * there is none. The id of a flat file is of its goods and of its lines. */
const struct column *suggested_own_column(const struct suggested_table *table, struct text name,
                                          bool *of_good);

#endif
