#ifndef USMCA_INTAKE_UNREAD_H
#define USMCA_INTAKE_UNREAD_H

#include "case/document.h"
#include "case/good.h"
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

/* What a row has in it, or the note that it is says of each row. */
struct text unread_field(const struct unread_column *unread, const struct csv_fields *fields);

/* A number in a field of a column that nothing reads, with a sign of percent behind it or without. */
bool unread_number(const struct layout *layout, struct text field, decimal *number);

/* Of a row, the first unread column whose field would change what the row says, of a good of that day (which
 * may be 0) and id, in amounts of that currency (NULL where no other is asked about); NULL where none does:
 * an empty field, a price of one, no scrap. */
const struct unread_column *unread_doubt(const struct layout *layout, const struct csv_fields *fields,
                                         const struct text *currency, date day, struct text good_id);

/* Of a row of a good in that currency, the first unread column that says what the line is worth and is not
 * what the row itself comes to, or how much of it there is and is not its quantity. Where the row comes to
 * quantity × unit value, and what the line is worth is understood, it becomes the row's value instead, so
 * that the good is determined by both. NULL where there is none. */
const struct unread_column *unread_figure(const struct layout *layout, const struct csv_fields *fields,
                                          struct material *material, struct text currency,
                                          struct arena *arena);

/* Of a row that declares its material to originate, the unread columns that say otherwise, or may: a word
 * that is not "originating", or a country that is not the one of the row (a code where it can be told), which
 * the law has to judge. Where memory runs out the arena has failed. */
struct origin_denials unread_denials(const struct layout *layout, const struct csv_fields *fields,
                                     struct text own_country, struct arena *arena);

/* The columns of documents.csv that nothing reads and that may say that a paper does not hold, or that what
 * it is about comes from elsewhere. False where memory ran out. */
bool unread_find_doubts(struct layout *layout, const char *path);

/* Of a row, what they say that is not that the paper holds. Where memory runs out the arena has failed. */
void unread_doubt_document(const struct layout *layout, const struct csv_fields *fields,
                           struct document *document, struct arena *arena);

#endif
