#include "http/library.h"

usmca_status http_library_load(struct http_library *out, usmca_error *error) {
    return ON_DEMAND(HTTP_FUNCTIONS, USMCA_MICROHTTPD, out, error);
}
