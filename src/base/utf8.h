#ifndef USMCA_BASE_UTF8_H
#define USMCA_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Whether it is UTF-8; else *at is where it is not. */
bool utf8_valid(const char *data, size_t length, size_t *at);

#endif
