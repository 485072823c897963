#ifndef USMCA_BASE_ERROR_H
#define USMCA_BASE_ERROR_H

#include "usmca.h"

/* Formats of errors are sentences of their own, and between two of their places something stands:
 * tools/translate finds them, and those of the functions that it names. Words that are put into such a place
 * are translated where they are marked. */
#define ERROR_WORDS(words) words

/* Fills *error (which may be NULL) and returns `status`. `file` may be NULL; line and column 0 are "unknown".
 */
usmca_status error_set(usmca_error *error, usmca_status status, const char *file, unsigned line,
                       unsigned column, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* The same of words that are no format. */
usmca_status error_said(usmca_error *error, usmca_status status, const char *file, unsigned line,
                        unsigned column, const char *said);
/* Adds a sentence to what *error says, which begins with "; " or " (". */
void error_add(usmca_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));
usmca_status error_memory(usmca_error *error);

#endif
