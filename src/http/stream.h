#ifndef USMCA_HTTP_STREAM_H
#define USMCA_HTTP_STREAM_H

#include <pthread.h>

#include "http/answer.h"
#include "http/library.h"

/* An answer that is made by a thread of its own, and sent while it is made where it becomes long: what is
 * written of it lies in memory, so that who reads slowly holds up nobody. */

enum { STREAM_FROM = 1 << 20 /* bytes: a shorter one is sent whole, with its length and all of its head */ };

struct http_stream;

/* Has `work` fill the answer; NULL where there is no thread for it. To be let go of by stream_end(). */
struct http_stream *stream_begin(void (*work)(void *context, struct http_answer *answer), void *context);
/* To be told by the work: the answer grows in this file from now on, and is of that type. */
void stream_grows(struct http_stream *stream, int file, const char *type);
/* Waits until the answer is whole, or long. The answer where it is whole; else NULL. */
struct http_answer *stream_wait(struct http_stream *stream);
/* Of a long one: a response that sends it as it grows, and ends its connection where it fails. Rows that are
 * refused, and notices, stand behind it as trailers. NULL where there is no memory. `whole` is called once it
 * is, with its size. */
struct MHD_Response *stream_response(struct http_stream *stream, const struct http_library *library,
                                     void (*whole)(void *context, size_t size), void *context);
/* Its type, as stream_grows() said it. */
const char *stream_type(const struct http_stream *stream);
/* Whether nobody waits for it any more. */
bool stream_is_left(struct http_stream *stream);
/* Waits for the work, which is told to end, and gives its answer, which belongs to the stream. */
const struct http_answer *stream_leave(struct http_stream *stream);
void stream_end(struct http_stream *stream);

#endif
