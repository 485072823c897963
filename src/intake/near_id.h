#ifndef USMCA_INTAKE_NEAR_ID_H
#define USMCA_INTAKE_NEAR_ID_H

#include "base/text.h"

/* A hash that is the same for ids which differ in the case of letters, in spaces, or in zeros in front: the
 * ways in which one system, or a spreadsheet, writes the id of another. */
uint64_t near_id_hash(struct text id);

#endif
