#ifndef USMCA_INTAKE_UNREAD_DOUBT_H
#define USMCA_INTAKE_UNREAD_DOUBT_H

#include "base/date.h"
#include "case/unread.h"
#include "intake/layout.h"

/* Of a row, the first unread column that may change one of these (of enum unread_change) and whose field
 * would: of a good of that day (which may be 0) and id, in amounts of that currency (NULL where no other is
 * asked about). NULL where none does: an empty field, a price of one, no scrap. */
const struct unread_column *unread_doubt(const struct layout *layout, const struct csv_fields *fields,
                                         const struct text *currency, date day, struct text good_id,
                                         unsigned changes);

#endif
