#ifndef USMCA_HTTP_ANSWER_H
#define USMCA_HTTP_ANSWER_H

#include <jansson.h>

#include "http/upload.h"
#include "service/json_plain.h"
#include "service/service.h"

struct http_question;

/* What goes back: a body, or a file in memory. */
struct http_answer {
    int status;
    const char *type;
    struct buffer body;
    int file;         /* in place of the body; -1 where there is none */
    uint64_t refused; /* rows */
    char *notices;    /* a list of JSON in ASCII, where the body has no room for them; or NULL; of jansson's
                         malloc */
    uint64_t goods[STATUSES];
    const struct http_question
        *question; /* that is answered: in its language it is told what is wrong; or NULL */
};

/* What is asked, once it has been read whole. */
struct http_question {
    const struct service *service;
    bool keys; /* whoever asks needs one */
    const json_t *asked;
    const struct json_plain *plain; /* tables of it that were read apart; or NULL */
    const struct uploads *uploads;  /* files in place of rows; or NULL */
    const char *accept;             /* the types that are wanted; or NULL */
    bool (*go_on)(void *context);
    void *context;
    struct http_stream *stream; /* that is told where the answer grows; or NULL */
};

/* An answer that says what is wrong, as RFC 9457 has it. `error` has file, line and column; or NULL. */
void http_problem(struct http_answer *answer, int status, const char *detail, const usmca_error *error);
/* The same of an error of the service: 400, 422, 503 or 500. */
void http_error(struct http_answer *answer, const usmca_error *error);

/* Whether the form has a file that such a question has no use for: results, or columns. The answer says so.
 */
bool http_unasked(struct http_answer *answer, const struct http_question *question, int input);

/* What a question may say, as JSON Schema. */
typedef void (*route_schema)(struct buffer *out, const struct messages *messages);

struct route {
    const char *method;
    const char *path; /* that ends in / takes the rest as `member` */
    const char *member;
    void (*answer)(struct http_answer *answer, const struct http_question *question);
    route_schema schema; /* of the path and its query, or of a body of JSON; NULL where there is none */
    route_schema form;   /* of a form with files; or NULL */
    bool open;           /* to who has no key, too */
    bool works;          /* it waits for its turn */
    bool grows;          /* its answer may be sent while it is made */
    const char *says;    /* id of its sentence */
    const char *types; /* of its answer, with a blank between two; the first of them unless it is asked for */
    const char *says_json; /* its answer as JSON: a name of components/schemas, or a schema; or NULL */
};

/* Ended by one without a path. */
extern const struct route ROUTES[];

/* Appends the description of all routes, as OpenAPI 3.1 has it; with `keys`, who may ask needs one. */
void openapi_document(struct buffer *out, const struct service *service, bool keys);

#endif
