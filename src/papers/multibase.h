#ifndef USMCA_PAPERS_MULTIBASE_H
#define USMCA_PAPERS_MULTIBASE_H

#include "base/buffer.h"

/* Bytes as Multibase has them in base58-btc: "z", then base 58. */

enum { MULTIBASE_MOST = 96 }; /* bytes */

void multibase_write(struct buffer *out, const unsigned char *bytes, size_t count);
/* False where it is none, or not of exactly `count` bytes. */
bool multibase_read(unsigned char *bytes, size_t count, struct text source);

#endif
