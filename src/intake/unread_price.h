#ifndef USMCA_INTAKE_UNREAD_PRICE_H
#define USMCA_INTAKE_UNREAD_PRICE_H

#include "case/good.h"
#include "intake/layout.h"

/* Whether a column of goods.csv is beside the price: terms of delivery, taxes, costs that leave net cost, or
 * whether it is that of a sale. */
bool unread_beside_price(const struct vocabulary *words, struct text header, struct text *column);

/* Of a row of goods.csv, what columns that nothing reads have of freight, discounts or taxes that may be in
 * the transaction value; NULL where none has. Where memory runs out the arena has failed. */
const struct unread_deduction *unread_deduction(const struct layout *layout, const struct csv_fields *fields,
                                                const struct good *good, struct arena *arena);

/* The same of costs that leave net cost (U.R. 7(11): royalties, sales promotion …), where that is worked out.
 */
const struct unread_deduction *unread_excluded(const struct layout *layout, const struct csv_fields *fields,
                                               const struct good *good, struct arena *arena);

/* The column that says that the good is not sold, or to a related person (Schedule 4, 2), so that its price
 * may be no transaction value; NULL where none does. */
const struct unread_deduction *unread_no_sale(const struct layout *layout, const struct csv_fields *fields,
                                              struct arena *arena);

#endif
