#ifndef USMCA_INTAKE_UNREAD_H
#define USMCA_INTAKE_UNREAD_H

#include "case/unread.h"
#include "intake/layout.h"

/* Columns that nothing reads are not silent: rules/words/amounts.xml says which of them may change an amount.
 */

/* Finds them in a layout whose slots are aimed; false where memory is exhausted. */
bool unread_find(struct layout *layout, const char *path);

/* The columns of a flat file that are of its goods, as a file of goods has them: of_goods of the layout,
 * which it has from then on. NULL where memory is exhausted. */
struct layout *unread_of_goods(struct layout *layout);

/* Adds one to a list. False where memory is exhausted. */
bool unread_add(struct layout *layout, struct unread_columns *columns, struct unread_column unread,
                const char *path);

/* The file of a path, as findings name it. */
struct text unread_file_name(const char *path);

/* Whether nothing reads that field of a layout, and nothing else is done with it. */
bool unread_is(const struct layout *layout, uint32_t field);

/* Whether a column gives the classification: of the good in its own table, of the line in that of lines. */
bool unread_says_code(const struct layout *layout, struct text header);

/* Whether a column is where something comes from, or is of the lines alone. */
bool unread_is_of_origin(struct text column);
bool unread_is_of_lines(struct text column);

#endif
