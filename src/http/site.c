#include "http/site.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_NAME = 256 };

/* The name without its port, and an address of IPv6 without its brackets. */
static bool name_of(char room[LONGEST_NAME], const char *host) {
    const bool bracketed = host[0] == '[';
    const char *begin = host + bracketed;
    size_t length = strcspn(begin, bracketed ? "]" : ":");
    const char *rest = begin + length + (bracketed && begin[length] == ']');
    if (rest[0] == ':')
        rest += 1 + strspn(rest + 1, "0123456789");
    if (length > 1 && begin[length - 1] == '.')
        length--;
    if (rest[0] != '\0' || length == 0 || length >= LONGEST_NAME)
        return false;
    snprintf(room, LONGEST_NAME, "%.*s", (int)length, begin);
    return true;
}

bool site_is_loopback(const char *address) {
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, address, &four) == 1)
        return ntohl(four.s_addr) >> 24 == IN_LOOPBACKNET;
    return inet_pton(AF_INET6, address, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

static bool is_named(const struct site *site, const char *name) {
    for (size_t i = 0; site->hosts != NULL && site->hosts[i] != NULL; i++)
        if (strcasecmp(name, site->hosts[i]) == 0)
            return true;
    return false;
}

bool site_is_ours(const struct site *site, const char *host) {
    char name[LONGEST_NAME];
    if (host == NULL || site->any_host)
        return true;
    return name_of(name, host) && (strcasecmp(name, "localhost") == 0 || site_is_loopback(name) ||
                                   strcasecmp(name, site->address) == 0 || is_named(site, name));
}

bool site_may_ask(const struct site *site, const char *origin, const char *host) {
    char name[LONGEST_NAME];
    if (origin == NULL)
        return true;
    const char *authority = strstr(origin, "://");
    if (authority == NULL) /* "null", too: of a page that says nothing of itself */
        return false;
    authority += 3;
    return (host != NULL && strcasecmp(authority, host) == 0) ||
           (name_of(name, authority) && is_named(site, name));
}
