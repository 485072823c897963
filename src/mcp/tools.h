#ifndef USMCA_MCP_TOOLS_H
#define USMCA_MCP_TOOLS_H

#include <jansson.h>

#include "base/buffer.h"
#include "service/service.h"

/* What an assistant may ask: a tool for each question. */

struct tool;

/* NULL where there is none of that name. */
const struct tool *tool_named(struct text name);

/* Appends "tools":[…], each with the schema of its arguments. */
void tools_list(struct buffer *out, const struct service *service);

/* Appends "content":[…],"structuredContent":…,"isError":… : an answer, or what is wrong with the question. An
 * error is one of the program alone. */
usmca_status tool_call(struct buffer *out, const struct tool *tool, const struct service *service,
                       const json_t *arguments, usmca_error *error);

#endif
