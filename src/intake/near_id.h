#ifndef USMCA_INTAKE_NEAR_ID_H
#define USMCA_INTAKE_NEAR_ID_H

#include "base/text.h"

enum { NEAR_ID_SIZE = 256 };

/* What is the same of ids which differ in the case of letters, in accents, in spaces, hyphens and other
 * signs, in zeros in front, or in the places of a number ("100.0"): the ways in which one system, or a
 * spreadsheet, writes the id of another. Of the beginning, where an id is long. */
struct text near_id(char room[NEAR_ID_SIZE], struct text id);

/* Whether two ids differ in the case of letters of ASCII, in spaces and in zeros in front alone. */
bool id_same_letters(struct text id, struct text other);

/* Whether a spreadsheet may have written it for a long number: 7.50124E+12. */
bool id_is_power(struct text id);
/* Whether it may have written `power`, for which id_is_power(), for this one. */
bool id_may_be_power(struct text id, struct text power);

#endif
