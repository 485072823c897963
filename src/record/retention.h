#ifndef USMCA_RECORD_RETENTION_H
#define USMCA_RECORD_RETENTION_H

#include "record/record.h"

/* From when a run has to be kept. */

/* The last of the days that its five years may begin on: its own and those of its goods; of a certification
 * that was made from it, its date and the last day of its period, on which an importation can still rest on
 * it (Article 5.8), or, where it does not tell them, the day on which it was kept. */
usmca_status retention_begins(const struct record *record, int64_t run, date *begins, usmca_error *error);

#endif
