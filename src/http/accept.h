#ifndef USMCA_HTTP_ACCEPT_H
#define USMCA_HTTP_ACCEPT_H

/* Which of the types a header Accept wants most, RFC 9110 12.5.1; of several that it names, and wants alike,
 * the first. The last of them is what is given otherwise: where the header is NULL or names none, and where
 * that, or a range that it is in, is wanted more. */
int accept_choose(const char *accept, const char *const *types, int count);

#endif
