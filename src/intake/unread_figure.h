#ifndef USMCA_INTAKE_UNREAD_FIGURE_H
#define USMCA_INTAKE_UNREAD_FIGURE_H

#include "case/good.h"
#include "intake/layout.h"

/* Of a row of a good in that currency, the first unread column that says what the line is worth and is not
 * what the row itself comes to, or how much of it there is and is not its quantity. Where the row comes to
 * quantity × unit value, and what the line is worth is understood, it becomes the row's value instead, so
 * that the good is determined by both. NULL where there is none. */
const struct unread_column *unread_figure(const struct layout *layout, const struct csv_fields *fields,
                                          struct material *material, struct text currency,
                                          struct arena *arena);

#endif
