#ifndef USMCA_REQUESTS_INDEX_H
#define USMCA_REQUESTS_INDEX_H

#include "requests/asked.h"

/* Who is asked for what, and what nobody is asked for, as CSV: for whoever sends the requests. */
void requests_index(struct buffer *out, const struct requests *requests, bool raw);

/* The name of a file of the request of that number, from 1: safe on any system, and of no other supplier. */
void request_file_name(char out[96], size_t number, struct text supplier, const char *ending);

#endif
