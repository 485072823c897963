#ifndef USMCA_INTAKE_UNREAD_FIELD_H
#define USMCA_INTAKE_UNREAD_FIELD_H

#include "case/unread.h"
#include "intake/layout.h"

/* What stands in a field of a column that nothing reads. */

/* What a row has in it, or the note that it is says of each row. */
struct text unread_field(const struct unread_column *unread, const struct csv_fields *fields);

/* Whether it is more than what stands for nothing: "N/A", "-". */
bool unread_says_something(const struct layout *layout, struct text field);

/* A number, with a sign of percent behind it or without. */
bool unread_number(const struct layout *layout, struct text field, decimal *number);

/* Whether it is one of two numbers. */
bool unread_is_number(const struct layout *layout, struct text field, decimal one, decimal other);

/* Whether it is that word of a kind, or one for it. */
bool unread_is_word(const struct layout *layout, const char *kind, struct text field, const char *word);

/* Whether both say something, and not the same. */
bool unread_differs(struct text a, struct text b);

#endif
