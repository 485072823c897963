#ifndef USMCA_INTAKE_UNREAD_ORIGIN_H
#define USMCA_INTAKE_UNREAD_ORIGIN_H

#include "case/unread.h"
#include "intake/layout.h"

/* What columns that nothing reads say of where something comes from. */

/* What one that is none of those that may change an amount may say of an origin. */
void unread_note_saying(const struct vocabulary *words, struct text header, struct unread_column *unread);

/* Of a row that declares its material to originate, the unread columns that say otherwise, or may: a word
 * that is not "originating", or a country that is not the one of the row (a code where it can be told), which
 * the law has to judge. Where memory runs out the arena has failed. */
struct origin_denials unread_denials(const struct layout *layout, const struct csv_fields *fields,
                                     struct text own_country, struct arena *arena);

/* Whether a field says, or may say, that what it is about does not originate; *country is what has to be
 * judged for that, or empty. */
bool unread_denies(const struct layout *layout, const struct unread_column *unread, struct text field,
                   struct text own_country, struct text *country);

bool unread_says_originating(const struct layout *layout, struct text field);

/* The country that stands there, by its code where it can be told. */
struct text unread_country(const struct layout *layout, struct text field);

#endif
