#ifndef USMCA_HTTP_FORM_HEADS_H
#define USMCA_HTTP_FORM_HEADS_H

#include "base/buffer.h"

/* libmicrohttpd reads `name="bom"; filename="bom.csv"` and nothing else. Names without quotation marks (RFC
 * 7578 4.2 by RFC 2183: a token), as .NET sends them, and a filename* alone (RFC 5987), as older clients do
 * of names that are not ASCII, are written so. `type` is the Content-Type. False where all is as it is read,
 * and nothing is appended. */
bool form_heads_rewrite(struct buffer *out, struct text body, const char *type);

#endif
