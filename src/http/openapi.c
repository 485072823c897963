#include <stdlib.h>
#include <string.h>

#include "http/answer.h"
#include "http/answer_schemas.h"
#include "intake/profile.h"
#include "report/json_read.h"
#include "report/json_value.h"
#include "rulebook/vocabulary.h"
#include "service/schema.h"

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
        json_object_del(property, "description");
        char *is = json_dumps(property, JSON_COMPACT);
        out->failed = out->failed || is == NULL;
        JSON_LITERAL(out, ",\"schema\":");
        buffer_string(out, is != NULL ? is : "{}");
        buffer_char(out, '}');
        free(is);
        first = false;
    }
    buffer_char(out, ']');
    json_decref(read);
}

/* ---- what the rule book lists ---- */

static void put_currencies(struct buffer *out, const struct service *service) {
    enum { LETTERS = 26 };
    const struct usmca_rulebook *book = NULL;
    usmca_error error = {0};
    const char *lead = "\"enum\":[\"";
    if (service_book(&book, service, service->language, &error) != USMCA_OK) {
        out->failed = true;
        return;
    }
    for (int i = 0; i < LETTERS * LETTERS * LETTERS; i++) {
        const char code[] = {(char)('A' + i / (LETTERS * LETTERS)), (char)('A' + i / LETTERS % LETTERS),
                             (char)('A' + i % LETTERS)};
        if (!vocabulary_currency(book->words, (struct text){code, sizeof code}))
            continue;
        buffer_string(out, lead);
        buffer_put(out, code, sizeof code);
        lead = "\",\"";
    }
    buffer_string(out, "\"]");
}

static void put_profiles(struct buffer *out, const struct service *service) {
    struct arena arena = {0};
    char *names[MOST_PROFILES];
    size_t count = 0;
    if (profile_names(&arena, names, &count, service->rules) != USMCA_OK)
        out->failed = true;
    JSON_LITERAL(out, "\"enum\":[");
    for (size_t i = 0; i < count && !out->failed; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_put_string(out, text_from(names[i]));
    }
    buffer_char(out, ']');
    arena_free(&arena);
}

static bool text_begins(struct text text, struct text with) {
    return text.length >= with.length && memcmp(text.data, with.data, with.length) == 0;
}

/* A schema, with lists in place of what codes of currencies and names of profiles look like. */
static void put_listed(struct buffer *out, const struct service *service, struct text schema) {
    static const struct {
        struct text pattern;
        void (*put)(struct buffer *out, const struct service *service);
    } LISTS[] = {{TEXT(SCHEMA_CURRENCY), put_currencies}, {TEXT(SCHEMA_PROFILE), put_profiles}};
    for (size_t at = 0; at < schema.length;) {
        struct text rest = {schema.data + at, schema.length - at};
        size_t i = 0;
        while (i < sizeof LISTS / sizeof LISTS[0] && !text_begins(rest, LISTS[i].pattern))
            i++;
        if (i < sizeof LISTS / sizeof LISTS[0]) {
            LISTS[i].put(out, service);
            at += LISTS[i].pattern.length;
        } else {
            buffer_char(out, schema.data[at++]);
        }
    }
}

static void put_schema(struct buffer *out, const struct service *service, route_schema schema) {
    struct buffer said = {0};
    schema(&said, service_messages(service));
    put_listed(out, service, buffer_view(&said));
    buffer_release(&said, out);
}

/* ---- requests and answers ---- */

static void put_body(struct buffer *out, const struct route *route, const struct service *service) {
    JSON_LITERAL(out, ",\"requestBody\":{\"required\":true,\"content\":{");
    if (route->schema != NULL) {
        JSON_LITERAL(out, "\"application/json\":{\"schema\":");
        put_schema(out, service, route->schema);
        buffer_char(out, '}');
    }
    buffer_string(out, route->schema != NULL && route->form != NULL ? "," : "");
    if (route->form != NULL) {
        JSON_LITERAL(out, "\"multipart/form-data\":{\"schema\":");
        put_schema(out, service, route->form);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "}}");
}

static void put_problem(struct buffer *out, int status) {
    JSON_LITERAL(out, ",\"");
    buffer_number(out, (uint64_t)status);
    JSON_LITERAL(out, "\":{\"$ref\":\"#/components/responses/problem\"}");
}

/* What an answer of a type is; of a document or a workbook nothing can be said. */
static void put_answer_schema(struct buffer *out, const struct route *route, struct text type,
                              const struct messages *messages) {
    const char *json = route->says_json;
    JSON_LITERAL(out, "\":{");
    if (text_is(type, "application/json") && json != NULL) {
        buffer_string(out, json[0] == '{' ? "\"schema\":" : "\"schema\":{\"$ref\":\"#/components/schemas/");
        buffer_string(out, json);
        buffer_string(out, json[0] == '{' ? "" : "\"}");
    } else if (text_is(type, "application/x-ndjson")) {
        JSON_LITERAL(out, "\"schema\":{\"type\":\"string\",\"description\":");
        json_put_string(out, message_find(messages, "http.lines"));
        buffer_char(out, '}');
    } else if (text_begins(type, TEXT("text/")) || text_is(type, "application/xml")) {
        JSON_LITERAL(out, "\"schema\":{\"type\":\"string\"}");
    }
    buffer_char(out, '}');
}

/* What may be wrong of each kind, as server.c, cases.c and routes.c say it. */
static void put_answers(struct buffer *out, const struct route *route, const struct messages *messages,
                        bool keys) {
    static const int OF_ALL[] = {400, 403, 405, 408, 421, 503};
    static const int OF_BODIES[] = {413, 415, 422};
    const bool post = strcmp(route->method, "POST") == 0;
    struct text types = text_from(route->types);
    struct text type;
    JSON_LITERAL(out, ",\"responses\":{\"200\":{\"description\":\"OK\",\"content\":{");
    for (bool first = true; types.length > 0 && text_split(&types, ' ', &type); first = false) {
        buffer_string(out, first ? "\"" : ",\"");
        buffer_text(out, type);
        put_answer_schema(out, route, type, messages);
    }
    JSON_LITERAL(out, "}}");
    for (size_t i = 0; i < sizeof OF_ALL / sizeof OF_ALL[0]; i++)
        put_problem(out, OF_ALL[i]);
    for (size_t i = 0; post && i < sizeof OF_BODIES / sizeof OF_BODIES[0]; i++)
        put_problem(out, OF_BODIES[i]);
    if (keys && !route->open)
        put_problem(out, 401);
    if (route->member != NULL)
        put_problem(out, 404);
    if (route->works)
        put_problem(out, 429);
    JSON_LITERAL(out, ",\"default\":{\"$ref\":\"#/components/responses/problem\"}}}}");
}

static void put_route(struct buffer *out, const struct route *route, const struct service *service,
                      bool keys) {
    const struct messages *messages = service_messages(service);
    struct buffer schema = {0};
    put_path(out, route);
    JSON_LITERAL(out, "\"summary\":");
    json_put_string(out, message_find(messages, route->says));
    buffer_string(out, keys && route->open ? ",\"security\":[]" : "");
    if (strcmp(route->method, "GET") != 0) {
        put_body(out, route, service);
    } else if (route->schema != NULL) {
        route->schema(&schema, messages);
        put_parameters(out, route, buffer_view(&schema));
    }
    put_answers(out, route, messages, keys);
    buffer_release(&schema, out);
}

void openapi_document(struct buffer *out, const struct service *service, bool keys) {
    const struct messages *messages = service_messages(service);
    JSON_LITERAL(out,
                 "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"usmca\",\"version\":\"" USMCA_VERSION
                 "\",\"license\":{\"name\":\"Apache-2.0\",\"identifier\":\"Apache-2.0\"},\"description\":");
    json_put_string(out, message_find(messages, "mcp.instructions"));
    JSON_LITERAL(out, "},");
    if (keys)
        JSON_LITERAL(out, "\"security\":[{\"bearer\":[]}],");
    JSON_LITERAL(out, "\"paths\":{");
    for (const struct route *route = ROUTES; route->path != NULL; route++) {
        buffer_string(out, route == ROUTES ? "" : ",");
        put_route(out, route, service, keys);
    }
    JSON_LITERAL(out, "},\"components\":{");
    if (keys)
        JSON_LITERAL(out, "\"securitySchemes\":{\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\"}},");
    JSON_LITERAL(out,
                 "\"responses\":{\"problem\":{\"description\":\"RFC 9457\",\"content\":{"
                 "\"application/problem+json\":{\"schema\":{\"type\":\"object\",\"properties\":{\"type\":{"
                 "\"type\":\"string\"},\"title\":{\"type\":\"string\"},\"status\":{\"type\":\"integer\"},"
                 "\"detail\":{\"type\":\"string\"},\"file\":{\"type\":\"string\"},\"line\":{\"type\":"
                 "\"integer\"},\"column\":{\"type\":\"integer\"}},\"required\":[\"title\",\"status\","
                 "\"detail\"]}}}}},\"schemas\":{");
    answer_schemas_put(out);
    JSON_LITERAL(out, "}}}\n");
}
