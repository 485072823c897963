#ifndef USMCA_HTTP_FRAMING_H
#define USMCA_HTTP_FRAMING_H

#include "http/library.h"

/* Why it is in doubt where a request ends or for whom it is, RFC 9112 3.2, 5 and 6.3, so that a server
 * before this one may have read another request of the same bytes; or NULL where it is in none. Of all time.
 */
const char *framing_problem(const struct http_library *library, struct MHD_Connection *connection,
                            const char *version);

#endif
