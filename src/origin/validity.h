#ifndef USMCA_ORIGIN_VALIDITY_H
#define USMCA_ORIGIN_VALIDITY_H

#include "origin/determination.h"

/* The first day and the last; 0 is any. */
struct validity {
    date since;
    date until;
};

/* Of the bill of materials that the good is determined by: no line of it comes or goes within. */
struct validity validity_of_bill(const struct determination *determination);

/* Of that, the dated provisions that the answer rests on, and the period whose average it is, U.R. 7(16). */
struct validity validity_of_answer(const struct determination *determination,
                                   const struct usmca_rulebook *book);

/* The last day of that, and of the rates of exchange: a material that was bought by one is what it is on
 * later days, too, and the same bought by a later one is not; 0 is any. */
date validity_until(const struct determination *determination, const struct usmca_rulebook *book);

/* The last day on which the answer stands as it is: by validity_until, and where it originates by the
 * papers in order that it rests on, at any depth. `evidence` may be NULL. 0 where nothing ends it, or nothing
 * is determined. */
date validity_of(const struct determination *determination, const struct usmca_rulebook *book,
                 const struct evidence *evidence);

#endif
