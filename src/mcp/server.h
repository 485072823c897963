#ifndef USMCA_MCP_SERVER_H
#define USMCA_MCP_SERVER_H

#include "base/buffer.h"
#include "service/service.h"

/* The Model Context Protocol, by which assistants ask programs: JSON-RPC 2.0, a message a line. A client that
 * begins with `initialize` is served as revisions until 2025-11-25 have it, and a request that names its
 * revision itself as 2026-07-28 has it. Nothing is kept from one message to the next. */

enum { LONGEST_MESSAGE = 16 * 1024 * 1024 };

/* Appends the answer to a message, with its line end; nothing where the message asks for none. */
void mcp_answer(struct buffer *out, const struct service *service, struct text message);
/* The same of a message that is longer than one may be. */
void mcp_refuse_length(struct buffer *out);

#endif
