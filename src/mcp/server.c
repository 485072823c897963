#include "mcp/server.h"

#include <string.h>

#include "mcp/tools.h"
#include "report/json_value.h"
#include "service/json_exact.h"

/* JSON-RPC 2.0, section 5.1, and what the protocol adds. */
enum {
    NOT_JSON = -32700,
    NO_REQUEST = -32600,
    NO_METHOD = -32601,
    WRONG_PARAMETERS = -32602,
    INTERNAL = -32603,
    OTHER_REVISION = -32022
};

#define REVISION "2026-07-28"
/* Those that begin with a handshake, the newest first. */
static const char *const EARLIER[] = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};
enum { EARLIER_COUNT = sizeof EARLIER / sizeof EARLIER[0] };
enum { AN_HOUR = 3600000 };

struct request {
    const struct service *service;
    struct buffer *out;
    const json_t *id; /* or NULL */
    struct text method;
    const json_t *params; /* an object, or NULL */
    bool stateless;       /* it names its revision */
};

/* The member; NULL where it is null, which is what many clients write for what they do not say. */
static const json_t *said(const json_t *object, const char *name) {
    const json_t *value = json_object_get(object, name);
    return json_is_null(value) ? NULL : value;
}

/* ---- what every answer has ---- */

static void put_id(struct buffer *out, const json_t *id) {
    struct text text;
    JSON_LITERAL(out, "{\"jsonrpc\":\"2.0\",\"id\":");
    if (id == NULL)
        JSON_LITERAL(out, "null");
    else if (json_exact_string(id, &text))
        json_put_string(out, text);
    else
        json_exact_number(out, id);
}

/* `data` is JSON, or empty. */
static void put_error(struct buffer *out, const json_t *id, int code, struct text why, struct text data) {
    put_id(out, id);
    JSON_LITERAL(out, ",\"error\":{\"code\":-");
    buffer_number(out, (uint64_t)-code);
    JSON_LITERAL(out, ",\"message\":");
    json_put_foreign(out, why);
    if (data.length > 0) {
        JSON_LITERAL(out, ",\"data\":");
        buffer_text(out, data);
    }
    JSON_LITERAL(out, "}}\n");
}

static void fail(const struct request *request, int code, const char *why) {
    put_error(request->out, request->id, code, text_from(why), NO_TEXT);
}

static void put_server(struct buffer *out) {
    JSON_LITERAL(out, "{\"name\":\"usmca\",\"title\":\"usmca\",\"version\":\"" USMCA_VERSION "\"}");
}

static void begin_result(const struct request *request) {
    struct buffer *out = request->out;
    put_id(out, request->id);
    JSON_LITERAL(out, ",\"result\":{");
    if (!request->stateless)
        return;
    JSON_LITERAL(out, "\"resultType\":\"complete\",\"_meta\":{\"io.modelcontextprotocol/serverInfo\":");
    put_server(out);
    JSON_LITERAL(out, "},");
}

/* What may be asked once and kept. */
static void put_lifetime(const struct request *request) {
    if (!request->stateless)
        return;
    JSON_LITERAL(request->out, ",\"cacheScope\":\"public\",\"ttlMs\":");
    buffer_number(request->out, AN_HOUR);
}

static void end_result(const struct request *request) {
    JSON_LITERAL(request->out, "}}\n");
}

static void put_abilities(const struct request *request) {
    JSON_LITERAL(request->out, "\"capabilities\":{\"tools\":{}},\"instructions\":");
    json_put_string(request->out, message_find(service_messages(request->service), "mcp.instructions"));
}

/* ---- methods ---- */

static void initialize(const struct request *request) {
    struct text wanted;
    const char *revision = EARLIER[0];
    if (!json_exact_string(json_object_get(request->params, "protocolVersion"), &wanted)) {
        fail(request, WRONG_PARAMETERS, "protocolVersion is needed: a string");
        return;
    }
    for (size_t i = 0; i < EARLIER_COUNT; i++)
        if (text_is(wanted, EARLIER[i]))
            revision = EARLIER[i];
    begin_result(request);
    JSON_LITERAL(request->out, "\"protocolVersion\":");
    json_put_word(request->out, revision);
    JSON_LITERAL(request->out, ",\"serverInfo\":");
    put_server(request->out);
    buffer_char(request->out, ',');
    put_abilities(request);
    end_result(request);
}

static void put_revisions(struct buffer *out) {
    JSON_LITERAL(out, "[\"" REVISION "\"");
    for (size_t i = 0; i < EARLIER_COUNT; i++) {
        buffer_char(out, ',');
        json_put_word(out, EARLIER[i]);
    }
    buffer_char(out, ']');
}

static void discover(const struct request *request) {
    begin_result(request);
    JSON_LITERAL(request->out, "\"supportedVersions\":[\"" REVISION "\"],");
    put_abilities(request);
    put_lifetime(request);
    end_result(request);
}

static void ping(const struct request *request) {
    begin_result(request);
    end_result(request);
}

static void list_tools(const struct request *request) {
    if (said(request->params, "cursor") != NULL) {
        fail(request, WRONG_PARAMETERS, "there is no such cursor: the list is whole");
        return;
    }
    begin_result(request);
    tools_list(request->out, request->service);
    put_lifetime(request);
    end_result(request);
}

static void call_tool(const struct request *request) {
    struct text name;
    usmca_error error = {0};
    const json_t *arguments = said(request->params, "arguments");
    if (!json_exact_string(json_object_get(request->params, "name"), &name)) {
        fail(request, WRONG_PARAMETERS, "name is needed: a string");
        return;
    }
    const struct tool *tool = tool_named(name);
    if (tool == NULL) {
        fail(request, WRONG_PARAMETERS, "there is no tool of that name");
        return;
    }
    if (arguments != NULL && !json_is_object(arguments)) {
        fail(request, WRONG_PARAMETERS, "arguments is no object");
        return;
    }
    size_t begun = request->out->length;
    json_t *nothing = arguments == NULL ? json_object() : NULL;
    begin_result(request);
    if (arguments == NULL && nothing == NULL)
        request->out->failed = true;
    else if (tool_call(request->out, tool, request->service, arguments != NULL ? arguments : nothing,
                       &error) == USMCA_OK)
        end_result(request);
    else {
        request->out->length = begun;
        fail(request, INTERNAL, error.text);
    }
    json_decref(nothing);
}

struct method {
    const char *name;
    void (*answer)(const struct request *request);
    bool stateless; /* a request that names its revision may be one */
    bool earlier;   /* and one that does not */
};

static const struct method METHODS[] = {{"initialize", initialize, false, true},
                                        {"server/discover", discover, true, false},
                                        {"ping", ping, false, true},
                                        {"tools/list", list_tools, true, true},
                                        {"tools/call", call_tool, true, true}};

/* ---- messages ---- */

/* Whether the request may go on: one that names its revision names this one, and what the client can. */
static bool check_revision(struct request *request) {
    const json_t *meta = json_object_get(request->params, "_meta");
    const json_t *revision = json_object_get(meta, "io.modelcontextprotocol/protocolVersion");
    struct text named;
    request->stateless = revision != NULL;
    if (revision == NULL)
        return true;
    if (!json_exact_string(revision, &named) ||
        !json_is_object(json_object_get(meta, "io.modelcontextprotocol/clientCapabilities"))) {
        fail(request, WRONG_PARAMETERS,
             "_meta needs io.modelcontextprotocol/protocolVersion and clientCapabilities");
        return false;
    }
    if (text_is(named, REVISION))
        return true;
    struct buffer data = {0};
    JSON_LITERAL(&data, "{\"supported\":");
    put_revisions(&data);
    JSON_LITERAL(&data, ",\"requested\":");
    json_put_string(&data, named);
    buffer_char(&data, '}');
    put_error(request->out, request->id, OTHER_REVISION, TEXT("Unsupported protocol version"),
              buffer_view(&data));
    buffer_release(&data, request->out);
    return false;
}

static void answer_request(struct request *request) {
    if (!check_revision(request))
        return;
    for (size_t i = 0; i < sizeof METHODS / sizeof METHODS[0]; i++) {
        const struct method *method = &METHODS[i];
        if (!text_is(request->method, method->name))
            continue;
        if (request->stateless ? method->stateless : method->earlier)
            method->answer(request);
        else if (!request->stateless)
            fail(request, WRONG_PARAMETERS,
                 "_meta needs io.modelcontextprotocol/protocolVersion and clientCapabilities");
        else
            fail(request, NO_METHOD, "this revision has no such method");
        return;
    }
    fail(request, NO_METHOD, "there is no such method");
}

static void answer_object(struct buffer *out, const struct service *service, const json_t *message) {
    struct text version;
    const json_t *id = json_object_get(message, "id");
    const json_t *params = said(message, "params");
    struct request request = {.service = service, .out = out, .params = params};
    struct text text;
    bool known = json_exact_whole(id) || json_exact_string(id, &text);
    request.id = known ? id : NULL;
    /* what answers a request: none was made */
    if (json_object_get(message, "method") == NULL &&
        (json_object_get(message, "result") != NULL || json_object_get(message, "error") != NULL))
        return;
    if (!json_exact_string(json_object_get(message, "jsonrpc"), &version) || !text_is(version, "2.0") ||
        !json_exact_string(json_object_get(message, "method"), &request.method))
        fail(&request, NO_REQUEST, "a request has \"jsonrpc\": \"2.0\" and a method");
    else if (id == NULL)
        return; /* a notification: there is none that changes anything */
    else if (!known)
        fail(&request, NO_REQUEST, "id is neither a string nor a whole number");
    else if (params != NULL && !json_is_object(params))
        fail(&request, WRONG_PARAMETERS, "params is no object");
    else
        answer_request(&request);
}

static void answer_message(struct buffer *out, const struct service *service, const json_t *message) {
    if (json_is_object(message))
        answer_object(out, service, message);
    else
        put_error(out, NULL, NO_REQUEST, TEXT("a message is an object, or a list of them"), NO_TEXT);
}

/* JSON-RPC 2.0, section 6, as the revision of 2025-03-26 has it and no other: the answers in one list, or
 * nothing where none of the messages asks for one. */
static void answer_batch(struct buffer *out, const struct service *service, const json_t *messages) {
    const size_t begun = out->length;
    size_t index = 0;
    const json_t *message = NULL;
    buffer_char(out, '[');
    json_array_foreach(messages, index, message) {
        const size_t before = out->length;
        answer_message(out, service, message);
        if (!out->failed && out->length > before)
            out->data[out->length - 1] = ','; /* instead of the line end */
    }
    if (out->failed)
        return;
    if (out->length == begun + 1) {
        out->length = begun;
        return;
    }
    out->data[out->length - 1] = ']';
    buffer_char(out, '\n');
}

void mcp_answer(struct buffer *out, const struct service *service, struct text message) {
    char problem[JSON_PROBLEM_SIZE];
    json_t *read = NULL;
    if (text_all_blank(message))
        return;
    if (!json_exact_read(&read, message, problem))
        put_error(out, NULL, INTERNAL, TEXT("memory is exhausted"), NO_TEXT);
    else if (read == NULL)
        put_error(out, NULL, NOT_JSON, text_from(problem), NO_TEXT);
    else if (json_is_array(read) && json_array_size(read) > 0)
        answer_batch(out, service, read);
    else
        answer_message(out, service, read);
    json_decref(read);
}

void mcp_refuse_length(struct buffer *out) {
    put_error(out, NULL, NO_REQUEST, TEXT("the message is longer than 16 MiB"), NO_TEXT);
}
