#ifndef USMCA_HTTP_REPLY_H
#define USMCA_HTTP_REPLY_H

#include "http/exchange.h"

/* Answers on their way back, with the headers that each has. MHD_NO where there is no memory. */

/* Hands the answer over, whose body or file belongs to the response then. */
enum MHD_Result reply_give(struct exchange *exchange, struct MHD_Connection *connection,
                           struct http_answer *answer);
/* Hands over an answer of the exchange's stream that is not whole yet. */
enum MHD_Result reply_give_as_it_grows(struct exchange *exchange, struct MHD_Connection *connection);
/* `why` in the language of the program. */
enum MHD_Result reply_refuse(struct exchange *exchange, struct MHD_Connection *connection, int status,
                             const char *why);
/* Counts an answer that was given, with the time since the exchange began. */
void reply_count(const struct exchange *exchange, const struct http_answer *answer);

#endif
