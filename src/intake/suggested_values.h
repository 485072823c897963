#ifndef USMCA_INTAKE_SUGGESTED_VALUES_H
#define USMCA_INTAKE_SUGGESTED_VALUES_H

#include "intake/suggestion.h"

/* What the first values of a file say against the columns that its headers suggest. */

/* Takes back what they cannot be, and gives the good what is left over. */
void suggested_settle(struct suggestion *of);

#endif
