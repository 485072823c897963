#ifndef USMCA_ORIGIN_VALIDITY_H
#define USMCA_ORIGIN_VALIDITY_H

#include "origin/determination.h"

/* The last day of the dated provisions that the answer rests on; 0 where none of them ends. */
date validity_of_rules(const struct determination *determination, const struct usmca_rulebook *book);

/* The last day on which the answer stands as it is: that of its provisions, and where it originates of the
 * papers in order that it rests on, at any depth. `evidence` may be NULL. 0 where nothing ends it, or nothing
 * is determined. */
date validity_of(const struct determination *determination, const struct usmca_rulebook *book,
                 const struct evidence *evidence);

#endif
