#include "http/framing.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Fields of which a request has one, and which say how it is read. */
enum single { CONTENT_LENGTH, TRANSFER_ENCODING, HOST, CONTENT_TYPE, AUTHORIZATION, ORIGIN, SINGLES };

static const char *const NAMES[SINGLES] = {
    [CONTENT_LENGTH] = "Content-Length", [TRANSFER_ENCODING] = "Transfer-Encoding", [HOST] = "Host",
    [CONTENT_TYPE] = "Content-Type",     [AUTHORIZATION] = "Authorization",         [ORIGIN] = "Origin"};

struct head {
    bool has[SINGLES];
    const char *problem;
};

/* RFC 9110 5.6.2: a token. */
static bool is_name(const char *name, size_t length) {
    static const char MARKS[] = "!#$%&'*+-.^_`|~0123456789"
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    return length > 0 && strspn(name, MARKS) == length;
}

/* RFC 9110 5.5. */
static bool is_value(const char *value, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (((unsigned char)value[i] < 0x20 && value[i] != '\t') || value[i] == 0x7f)
            return false;
    return true;
}

static const char *problem_of(enum single field, const char *value) {
    if (field == CONTENT_LENGTH && (value[0] == '\0' || value[strspn(value, "0123456789")] != '\0'))
        return "Content-Length is no number";
    if (field == TRANSFER_ENCODING && strcasecmp(value, "chunked") != 0)
        return "the only Transfer-Encoding here is chunked";
    return NULL;
}

/* A field that is folded over lines, RFC 9112 5.2, comes with what its first line lacks behind its name. */
static bool is_folded(enum single field, const char *name) {
    return (field == CONTENT_LENGTH || field == TRANSFER_ENCODING) &&
           strncasecmp(name, NAMES[field], strlen(NAMES[field])) == 0;
}

static enum MHD_Result take_field(void *context, enum MHD_ValueKind kind, const char *name,
                                  size_t name_length, const char *value, size_t value_length) {
    struct head *head = context;
    (void)kind;
    if (!is_name(name, name_length) || (value != NULL && !is_value(value, value_length))) {
        head->problem = "a header field has bytes that none may have";
        return MHD_NO;
    }
    for (int i = 0; i < SINGLES && head->problem == NULL; i++) {
        if (strcasecmp(name, NAMES[i]) == 0) {
            head->problem = head->has[i] ? "a header field that says how the request is read stands twice"
                                         : problem_of(i, value != NULL ? value : "");
            head->has[i] = true;
        } else if (is_folded(i, name)) {
            head->problem = "a header field that says where the request ends is folded over lines";
        }
    }
    return head->problem == NULL ? MHD_YES : MHD_NO;
}

const char *framing_problem(const struct http_library *library, struct MHD_Connection *connection,
                            const char *version) {
    struct head head = {0};
    const bool older = strcmp(version, "HTTP/1.0") == 0;
    library->MHD_get_connection_values_n(connection, MHD_HEADER_KIND, take_field, &head);
    if (head.problem != NULL)
        return head.problem;
    if (head.has[TRANSFER_ENCODING] && (head.has[CONTENT_LENGTH] || older))
        return older ? "HTTP/1.0 has no Transfer-Encoding" : "Content-Length stands beside Transfer-Encoding";
    return head.has[HOST] || older ? NULL : "there is no Host";
}
