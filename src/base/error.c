#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

usmca_status error_set(usmca_error *error, usmca_status status, const char *file, unsigned line,
                       unsigned column, const char *format, ...) {
    if (error == NULL)
        return status;
    *error = (usmca_error){.status = status, .line = line, .column = column};
    if (file != NULL)
        snprintf(error->file, sizeof error->file, "%s", file);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return status;
}

usmca_status error_memory(usmca_error *error) {
    return error_set(error, USMCA_ERROR_MEMORY, NULL, 0, 0, "out of memory");
}
