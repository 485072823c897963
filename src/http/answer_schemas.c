#include "http/answer_schemas.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "report/json_read.h"
#include "report/json_value.h"

static const char REFERENCE[] = "$ref";

/* "#/$defs/good", of this file, or "urn:usmca:schema:determination#/$defs/good", of another. */
static bool rename_reference(json_t *object, const char *file) {
    static const char OTHER[] = "urn:usmca:schema:";
    static const char OWN[] = "#/$defs/";
    const char *reference = json_string_value(json_object_get(object, REFERENCE));
    const char *own = reference != NULL ? strstr(reference, OWN) : NULL;
    struct buffer renamed = {0};
    if (own == NULL)
        return true;
    buffer_string(&renamed, "#/components/schemas/");
    if (own == reference)
        buffer_string(&renamed, file);
    else
        buffer_put(&renamed, reference + sizeof OTHER - 1, (size_t)(own - reference) - (sizeof OTHER - 1));
    buffer_char(&renamed, '.');
    buffer_string(&renamed, own + sizeof OWN - 1);
    const bool done = !renamed.failed &&
                      json_object_set_new(object, REFERENCE, json_stringn(renamed.data, renamed.length)) == 0;
    buffer_free(&renamed);
    return done;
}

/* As deep as the files of docs/schema are. */
static bool rename_references(json_t *value, const char *file) { /* NOLINT(misc-no-recursion) */
    bool done = !json_is_object(value) || rename_reference(value, file);
    const char *name;
    json_t *member;
    size_t i;
    json_object_foreach(value, name, member) done = done && rename_references(member, file);
    json_array_foreach(value, i, member) done = done && rename_references(member, file);
    return done;
}

static void put_file(struct buffer *out, const char *file, struct text content) {
    json_t *schema = NULL;
    json_t *definition;
    const char *name;
    if (!json_read(&schema, content, 0, NULL) || schema == NULL || !rename_references(schema, file)) {
        out->failed = true;
        json_decref(schema);
        return;
    }
    json_object_foreach(json_object_get(schema, "$defs"), name, definition) {
        char *is = json_dumps(definition, JSON_COMPACT);
        out->failed = out->failed || is == NULL;
        buffer_string(out, out->length > 0 && out->data[out->length - 1] == '{' ? "\"" : ",\"");
        buffer_string(out, file);
        buffer_char(out, '.');
        buffer_string(out, name);
        JSON_LITERAL(out, "\":");
        buffer_string(out, is != NULL ? is : "{}");
        free(is);
    }
    json_decref(schema);
}

void answer_schemas_put(struct buffer *out) {
    put_file(out, "determination",
             (struct text){(const char *)SCHEMA_DETERMINATION, SCHEMA_DETERMINATION_SIZE});
    put_file(out, "rule", (struct text){(const char *)SCHEMA_RULE, SCHEMA_RULE_SIZE});
    put_file(out, "facts", (struct text){(const char *)SCHEMA_FACTS, SCHEMA_FACTS_SIZE});
    put_file(out, "service", (struct text){(const char *)SCHEMA_SERVICE, SCHEMA_SERVICE_SIZE});
}
