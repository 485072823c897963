#ifndef USMCA_INTAKE_UNREAD_PRICE_H
#define USMCA_INTAKE_UNREAD_PRICE_H

#include "case/good.h"
#include "intake/layout.h"

/* Of a row of goods.csv, the first column that nothing reads and that has freight, or a discount, that may be
 * in the transaction value; NULL where none has. Where memory runs out the arena has failed. */
const struct unread_deduction *unread_deduction(const struct layout *layout, const struct csv_fields *fields,
                                                const struct good *good, struct arena *arena);

#endif
