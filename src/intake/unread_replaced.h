#ifndef USMCA_INTAKE_UNREAD_REPLACED_H
#define USMCA_INTAKE_UNREAD_REPLACED_H

#include "case/good.h"
#include "intake/layout.h"

/* A material that replaces another, or is replaced by one, as a column says that nothing reads: where both
 * stand in the bill of a good, one of them may not be of it. */

/* Whether a layout has such a column. */
bool unread_replaced_said(const struct layout *layout);

/* Keeps what a row says of that. Where memory runs out the arena has failed. */
void unread_replaced_note(const struct layout *layout, const struct csv_fields *fields,
                          struct material *material, struct arena *arena);

/* Of all lines of a good: marks those of which that is so. Where memory runs out the arena has failed. */
void unread_replaced_settle(const struct layout *layout, struct material *materials, uint32_t count,
                            struct arena *arena);

#endif
