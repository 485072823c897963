#ifndef USMCA_INTAKE_FIELD_TEXT_H
#define USMCA_INTAKE_FIELD_TEXT_H

#include "base/buffer.h"
#include "case/columns.h"

/* Appends what a column of a record says, in the form that a plain file has it; nothing where it is not
 * given. */
void field_text(struct buffer *out, const struct column *column, const void *record);

#endif
