#ifndef USMCA_INTAKE_UNREAD_CODE_H
#define USMCA_INTAKE_UNREAD_CODE_H

#include "case/unread.h"
#include "intake/layout.h"

/* Of a row that is classified so, the first column that nothing reads and that has another subheading; NULL
 * where none has. Where memory runs out the arena has failed. */
const struct unread_code *unread_code(const struct layout *layout, const struct csv_fields *fields,
                                      struct hs_code hs, struct arena *arena);

#endif
