#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void begin(usmca_error *error, usmca_status status, const char *file, unsigned line, unsigned column) {
    *error = (usmca_error){.status = status, .line = line, .column = column};
    if (file != NULL)
        snprintf(error->file, sizeof error->file, "%s", file);
}

usmca_status error_set(usmca_error *error, usmca_status status, const char *file, unsigned line,
                       unsigned column, const char *format, ...) {
    if (error == NULL)
        return status;
    begin(error, status, file, line, column);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    return status;
}

usmca_status error_said(usmca_error *error, usmca_status status, const char *file, unsigned line,
                        unsigned column, const char *said) {
    if (error == NULL)
        return status;
    begin(error, status, file, line, column);
    snprintf(error->text, sizeof error->text, "%s", said);
    return status;
}

void error_add(usmca_error *error, const char *format, ...) {
    if (error == NULL)
        return;
    const size_t length = strlen(error->text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->text + length, sizeof error->text - length, format, arguments);
    va_end(arguments);
}

usmca_status error_memory(usmca_error *error) {
    return error_set(error, USMCA_ERROR_MEMORY, NULL, 0, 0, "out of memory");
}
