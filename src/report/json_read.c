#include "report/json_read.h"

#include <errno.h>

bool json_read(json_t **out, struct text text, size_t flags, json_error_t *problem) {
    errno = 0;
    *out = text.data != NULL ? json_loadb(text.data, text.length, flags, problem) : NULL;
    bool whole = errno != ENOMEM;
    if (!whole) {
        json_decref(*out);
        *out = NULL;
    }
    return whole;
}
