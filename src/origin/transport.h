#ifndef USMCA_ORIGIN_TRANSPORT_H
#define USMCA_ORIGIN_TRANSPORT_H

#include "origin/context.h"

/* What takes the originating status away: transport through other countries, U.R. 10, and circumvention, U.R.
 * 11(b). Whether the good keeps it, with findings that say why. */
enum result transport_keeps_status(struct origin_context *context);

#endif
