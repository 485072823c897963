#ifndef USMCA_INTAKE_HEADER_SAYS_H
#define USMCA_INTAKE_HEADER_SAYS_H

#include "case/good.h"
#include "intake/layout.h"

/* What the header of a column that a profile reads says of the figures below it, beside which column it is:
 * "Unit cost (EUR)", "Precio por millar", "Value (thousands of USD)". rules/words/amounts.xml has the words.
 */

/* Finds it in a layout whose slots are aimed, and adds it to `unread` where nothing reads it; false where
 * memory is exhausted. */
bool header_says_find(struct layout *layout, const char *path);

/* The currency that the header of the price says becomes the row's where that has none; of goods, and of
 * lines. The first column whose header says another currency than the row; or NULL. `of_good` goes for a row
 * that has none, and may be empty: it is not known then. */
const struct unread_column *header_says_currency(const struct layout *layout, bool of_goods,
                                                 struct text *currency, struct text of_good);

/* The first column of weights, which are in kilograms, whose header says another unit ("Peso (lb)") and whose
 * rows do not say it in weight_unit; and whether the layout reads any weight that a note above the header
 * would be of. */
bool header_says_unit_of_mass(const struct layout *layout, uint32_t *field);
bool header_says_of_weights(const struct layout *layout);

/* Of a table that is neither of goods nor of lines (documents, rates, plants, …), what its headers or the
 * rows outside it say of its figures, and no column of it does. */
enum table_says {
    TABLE_SAYS_NOTHING,
    TABLE_SAYS_SEVERAL, /* they are of several, or so many times as large */
    TABLE_SAYS_CURRENCY /* of which they are, where that cannot be taken for each row */
};

/* A currency becomes that of the rows that name none, where the table has a column for it. */
enum table_says table_says(struct layout *layout, struct text currency, bool currencies, bool several);

/* The first header that a profile reads and that says such a thing. */
enum table_says header_says_of_table(struct layout *layout, uint32_t *field);

#endif
