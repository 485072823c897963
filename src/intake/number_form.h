#ifndef USMCA_INTAKE_NUMBER_FORM_H
#define USMCA_INTAKE_NUMBER_FORM_H

#include "base/decimal.h"

enum { NUMBER_FORM_SIZE = 64 };

/* A number as spreadsheets and systems write it, in the plain form with a point and no thousands: without a
 * currency sign, which *sign is then, with the letters before it, or three
 * letters that may be its code; no-break spaces, where they part thousands,
 * left out; a minus or brackets behind or around it in front, without a plus; a zero before a point that
 * nothing stands before; an exponent written out. More than nine decimals are rounded half to even where six
 * significant digits remain, and *rounded says so.
 *
 * False where it is no number in any of these forms, or too long for one. */
bool number_form(char out[NUMBER_FORM_SIZE], struct text *plain, bool *rounded, struct text *sign,
                 struct text field, struct decimal_format format);

#endif
