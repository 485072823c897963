#include "rulebook/messages.h"

#include <stdio.h>
#include <stdlib.h>

#include "rulebook/xml.h"

struct message {
    const char *id;
    struct text sentence;
};

struct messages {
    struct message *rows;
    size_t count;
};

static int compare_messages(const void *a, const void *b) {
    return strcmp(((const struct message *)a)->id, ((const struct message *)b)->id);
}

static const struct message *lookup(const struct messages *messages, const char *id) {
    struct message key = {.id = id};
    return bsearch(&key, messages->rows, messages->count, sizeof key, compare_messages);
}

bool message_has(const struct messages *messages, const char *id) {
    return lookup(messages, id) != NULL;
}

struct text message_find(const struct messages *messages, const char *id) {
    const struct message *found = lookup(messages, id);
    return found != NULL ? found->sentence : text_from(id);
}

static bool write_place(struct buffer *out, struct text name, const struct message_part *parts,
                        size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_is(name, parts[i].name)) {
            buffer_text(out, parts[i].value);
            return true;
        }
    return false;
}

void message_write(struct buffer *out, const struct messages *messages, const char *id,
                   const struct message_part *parts, size_t count) {
    struct text rest = message_find(messages, id);
    while (rest.length > 0) {
        const char *open = memchr(rest.data, '{', rest.length);
        size_t before = open != NULL ? (size_t)(open - rest.data) : rest.length;
        buffer_put(out, rest.data, before);
        if (open == NULL)
            return;
        const char *close = memchr(open, '}', rest.length - before);
        size_t length = close != NULL ? (size_t)(close - open) + 1 : 1;
        struct text name = {open + 1, length >= 2 ? length - 2 : 0};
        if (close == NULL || !write_place(out, name, parts, count))
            buffer_put(out, open, length);
        rest = (struct text){open + length, rest.length - before - length};
    }
}

/* msgfmt writes a translation behind the English message, as an element with xml:lang and no id. */
static void read_messages(struct messages *messages, struct xml_reader *reader, const xmlNode *root) {
    static const char *const ATTRIBUTES[] = {"id", "spaces", "lang", NULL};
    bool kept = false;
    for (const xmlNode *node = xml_child(root); node != NULL; node = xml_next(node)) {
        xml_allow(reader, node, ATTRIBUTES);
        if (!xml_named(node, "message"))
            xml_complain(reader, node, "unknown element");
        bool translated =
            messages->count > 0 && xmlHasNsProp(node, BAD_CAST "lang", XML_XML_NAMESPACE) != NULL;
        if (!translated)
            kept = text_is(xml_text(reader, node, "spaces"), "kept");
        struct text id = translated ? (struct text){0} : xml_required(reader, node, "id");
        struct text sentence = kept ? xml_raw_content(reader, node) : xml_content(reader, node);
        if (reader->status != USMCA_OK)
            return;
        if (translated)
            messages->rows[messages->count - 1].sentence = sentence;
        else
            messages->rows[messages->count++] = (struct message){id.data, sentence};
    }
    qsort(messages->rows, messages->count, sizeof *messages->rows, compare_messages);
    for (size_t i = 1; i < messages->count; i++)
        if (strcmp(messages->rows[i - 1].id, messages->rows[i].id) == 0)
            xml_complain(reader, root, "the message %s stands here twice", messages->rows[i].id);
}

usmca_status messages_load(struct messages **out, struct arena *arena, const char *directory,
                           const char *language, usmca_error *error) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.xml", directory, language);
    xmlDocPtr document = NULL;
    usmca_status status = xml_open(&document, path, error);
    if (status != USMCA_OK)
        return status;
    const xmlNode *root = xmlDocGetRootElement(document);
    struct messages *messages = ARENA_NEW(arena, struct messages);
    struct xml_reader reader = {.arena = arena, .file = path, .error = error};
    if (messages != NULL)
        messages->rows = ARENA_ARRAY(arena, struct message, xml_count(root, "message") + 1);
    if (messages == NULL || messages->rows == NULL)
        reader.status = error_memory(error);
    else if (!xml_named(root, "messages"))
        xml_complain(&reader, root, "a message catalogue begins with <messages>");
    else
        read_messages(messages, &reader, root);
    xmlFreeDoc(document);
    *out = messages;
    return reader.status;
}
