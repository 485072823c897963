#ifndef USMCA_INTAKE_NEAR_ID_H
#define USMCA_INTAKE_NEAR_ID_H

#include "base/text.h"

enum { NEAR_ID_SIZE = 256 };

/* What is the same of ids which differ in the case of letters, in accents, in spaces, hyphens and other
 * signs, in zeros in front, or in the places of a number ("100.0"): the ways in which one system, or a
 * spreadsheet, writes the id of another. Of the beginning, where an id is long. */
struct text near_id(char room[NEAR_ID_SIZE], struct text id);

#endif
