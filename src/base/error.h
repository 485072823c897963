#ifndef USMCA_BASE_ERROR_H
#define USMCA_BASE_ERROR_H

#include "usmca.h"

/* Fills *error (which may be NULL) and returns `status`. `file` may be NULL; line and column 0 are "unknown".
 */
usmca_status error_set(usmca_error *error, usmca_status status, const char *file, unsigned line,
                       unsigned column, const char *format, ...) __attribute__((format(printf, 6, 7)));
usmca_status error_memory(usmca_error *error);

#endif
