#ifndef USMCA_INTAKE_FILE_MARKS_H
#define USMCA_INTAKE_FILE_MARKS_H

#include "base/decimal.h"
#include "base/text.h"

/* The characters that part the fields of a file and the digits of its numbers, as profiles and options name
 * them. */

/* The character itself, or its name: tab, space, comma, semicolon, bar, point, apostrophe. False where the
 * word is neither. */
bool file_mark_named(char *out, struct text word);

/* What is wrong with it: NULL where nothing is. */
const char *file_delimiter_problem(char delimiter);
const char *file_numbers_problem(struct decimal_format number);

/* Whether iconv reads it, and tells of every byte that it cannot read. */
bool file_encoding_known(const char *encoding);

#endif
