#ifndef USMCA_HTTP_SITE_H
#define USMCA_HTTP_SITE_H

#include <stdbool.h>

/* Whose pages may ask. A browser sends what any page tells it to, to this machine as well: by a name that is
 * made to mean 127.0.0.1 (Host), or from a page of another site (Origin, RFC 6454). What is no browser sends
 * no Origin, and a Host that it was given. */

struct site {
    const char *address;      /* that is listened at */
    const char *const *hosts; /* further names of the service, ended by NULL */
    bool any_host;            /* it has names that are not known here */
};

/* `host` may be NULL. */
bool site_is_ours(const struct site *site, const char *host);
/* Whether a page of that origin, which may be NULL, may ask the service that it knows as `host`. */
bool site_may_ask(const struct site *site, const char *origin, const char *host);

/* Whether an address is reached from this machine alone. */
bool site_is_loopback(const char *address);

#endif
