#include <string.h>

#include "http/answer.h"
#include "report/json_read.h"
#include "report/json_value.h"
#include "service/case_question.h"

static void put_path(struct buffer *out, const struct route *route) {
    buffer_char(out, '"');
    buffer_string(out, route->path);
    if (route->member != NULL) {
        buffer_char(out, '{');
        buffer_string(out, route->member);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "\":{\"");
    buffer_string(out, strcmp(route->method, "GET") == 0 ? "get" : "post");
    JSON_LITERAL(out, "\":{");
}

static bool is_required(const json_t *schema, const char *name) {
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(schema, "required"), i, one) {
        if (strcmp(json_string_value(one), name) == 0)
            return true;
    }
    return false;
}

/* Each member of the schema is a parameter of the path or of the query. */
static void put_parameters(struct buffer *out, const struct route *route, struct text schema) {
    json_t *read = NULL;
    const char *name;
    json_t *property;
    bool first = true;
    if (!json_read(&read, schema, 0, NULL) || read == NULL) {
        out->failed = true;
        return;
    }
    JSON_LITERAL(out, ",\"parameters\":[");
    json_object_foreach(json_object_get(read, "properties"), name, property) {
        bool in_path = route->member != NULL && strcmp(name, route->member) == 0;
        const char *says = json_string_value(json_object_get(property, "description"));
        buffer_string(out, first ? "{\"name\":" : ",{\"name\":");
        json_put_word(out, name);
        buffer_string(out, in_path ? ",\"in\":\"path\",\"required\":true" : ",\"in\":\"query\"");
        if (!in_path && is_required(read, name))
            JSON_LITERAL(out, ",\"required\":true");
        JSON_LITERAL(out, ",\"description\":");
        json_put_string(out, text_from(says));
        JSON_LITERAL(out, ",\"schema\":{\"type\":\"string\"}}");
        first = false;
    }
    buffer_char(out, ']');
    json_decref(read);
}

static void put_form(struct buffer *out, const char *const *further) {
    const char *members[MOST_CASE_MEMBERS];
    size_t count = case_members(members, true);
    JSON_LITERAL(out, ",\"multipart/form-data\":{\"schema\":{\"type\":\"object\",\"properties\":{\"file\":"
                      "{\"type\":\"string\",\"format\":\"binary\"}");
    if (further != NULL)
        JSON_LITERAL(out, ",\"results\":{\"type\":\"string\",\"format\":\"binary\"}");
    for (size_t i = 0; further != NULL && further[i] != NULL; i++) {
        buffer_char(out, ',');
        json_put_word(out, further[i]);
        JSON_LITERAL(out, ":{\"type\":\"string\"}");
    }
    for (int i = 0; i < INPUT_FLAT; i++) {
        if (!case_table_given(i))
            continue;
        buffer_char(out, ',');
        json_put_word(out, case_table_name(i));
        JSON_LITERAL(out, ":{\"type\":\"string\",\"format\":\"binary\"}");
    }
    for (size_t i = 0; i < count; i++) {
        buffer_char(out, ',');
        json_put_word(out, members[i]);
        JSON_LITERAL(out, ":{\"type\":\"string\"}");
    }
    JSON_LITERAL(out, "},\"additionalProperties\":false}}");
}

static void put_body(struct buffer *out, struct text schema, const struct route *route) {
    JSON_LITERAL(out, ",\"requestBody\":{\"required\":true,\"content\":{\"application/json\":{\"schema\":");
    buffer_text(out, schema);
    buffer_char(out, '}');
    put_form(out, route->further);
    JSON_LITERAL(out, "}}");
}

static void put_answers(struct buffer *out, const struct route *route) {
    JSON_LITERAL(out, ",\"responses\":{\"200\":{\"description\":\"OK\",\"content\":{");
    json_put_word(out, route->type);
    JSON_LITERAL(out, ":{}");
    if (route->further != NULL)
        JSON_LITERAL(
            out,
            ",\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\":{},\"application/pdf\":{}");
    else if (strcmp(route->method, "POST") == 0)
        JSON_LITERAL(out, ",\"application/x-ndjson\":{},\"text/csv\":{}");
    JSON_LITERAL(out, "}},\"default\":{\"$ref\":\"#/components/responses/problem\"}}}}");
}

static void put_route(struct buffer *out, const struct route *route, const struct messages *messages) {
    struct buffer schema = {0};
    put_path(out, route);
    JSON_LITERAL(out, "\"summary\":");
    json_put_string(out, message_find(messages, route->says));
    buffer_string(out, route->open ? ",\"security\":[]" : "");
    if (route->schema != NULL)
        route->schema(&schema, messages);
    if (route->schema != NULL && strcmp(route->method, "GET") == 0)
        put_parameters(out, route, buffer_view(&schema));
    else if (route->schema != NULL)
        put_body(out, buffer_view(&schema), route);
    put_answers(out, route);
    buffer_release(&schema, out);
}

void openapi_document(struct buffer *out, const struct service *service) {
    const struct messages *messages = service_messages(service);
    JSON_LITERAL(out,
                 "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"usmca\",\"version\":\"" USMCA_VERSION
                 "\",\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"},\"description\":");
    json_put_string(out, message_find(messages, "mcp.instructions"));
    JSON_LITERAL(out, "},\"security\":[{\"bearer\":[]}],\"paths\":{");
    for (const struct route *route = ROUTES; route->path != NULL; route++) {
        buffer_string(out, route == ROUTES ? "" : ",");
        put_route(out, route, messages);
    }
    JSON_LITERAL(
        out, "},\"components\":{\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"}},"
             "\"responses\":{\"problem\":{\"description\":\"RFC 9457\",\"content\":{"
             "\"application/problem+json\":{\"schema\":{\"type\":\"object\",\"properties\":{\"type\":{"
             "\"type\":\"string\"},\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},"
             "\"detail\":{\"type\":\"string\"},\"file\":{\"type\":\"string\"},\"line\":{\"type\":"
             "\"integer\"},\"column\":{\"type\":\"integer\"}},\"required\":[\"title\",\"status\","
             "\"detail\"]}}}}}}}\n");
}
