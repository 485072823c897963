#ifndef USMCA_RECORD_CERTIFIED_H
#define USMCA_RECORD_CERTIFIED_H

#include "record/record.h"

/* USMCA_ERROR_INPUT where the bytes are no certification, or one that says of a good of the run what the run
 * does not: another criterion, another classification, a good that does not originate, is not to be signed
 * for, or is none of it. As usmca certify writes it: JSON, a credential or several, a certification of
 * vehicles. A PDF, which may be the signed paper itself, is not read. */
usmca_status record_certified(const struct record *record, int64_t run, const char *name, struct text bytes,
                              usmca_error *error);

#endif
