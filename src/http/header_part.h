#ifndef USMCA_HTTP_HEADER_PART_H
#define USMCA_HTTP_HEADER_PART_H

#include "base/text.h"

/* Takes what stands before the mark in the value of a header field, or all that is left, without blanks
 * around it; marks within quotation marks are none (RFC 9110 5.6). */
struct text header_part(struct text *rest, char mark);

#endif
