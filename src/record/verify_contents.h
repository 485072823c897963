#ifndef USMCA_RECORD_VERIFY_CONTENTS_H
#define USMCA_RECORD_VERIFY_CONTENTS_H

#include "record/record.h"

/* Whether everything that determinations are made of has its digest. */
usmca_status verify_contents(const struct record *record, usmca_error *error);

#endif
