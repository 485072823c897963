#include "rulebook/xml.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/list.h"
#include "rulebook/plain_xml.h"
#include "rulebook/xml_reference.h"

enum { XML_LIMIT = 8 * 1024 * 1024 };

/* ---- documents ---- */

usmca_status xml_read(struct text *content, struct arena *strings, const char *path, usmca_error *error) {
    return file_keep(content, strings, path, XML_LIMIT, error);
}

usmca_status xml_parse(struct xml_document *document, struct arena *strings, struct text content,
                       const char *path, usmca_error *error) {
    arena_reset(&document->tree);
    document->root = NULL;
    switch (plain_xml_read(document, (char *)content.data, content.length)) {
    case XML_IS_PLAIN:
        return USMCA_OK;
    case XML_NO_MEMORY:
        return error_memory(error);
    default:
        arena_reset(&document->tree);
        return xml_reference_read(document, strings, content, path, error);
    }
}

usmca_status xml_open(struct xml_document *document, struct arena *strings, const char *path,
                      usmca_error *error) {
    struct text content;
    document->root = NULL;
    usmca_status status = xml_read(&content, strings, path, error);
    if (status == USMCA_OK)
        status = xml_parse(document, strings, content, path, error);
    if (status != USMCA_OK)
        xml_close(document);
    return status;
}

void xml_close(struct xml_document *document) {
    arena_free(&document->tree);
    document->root = NULL;
}

usmca_status xml_root_among(int *out, struct arena *strings, struct text content, const char *path,
                            const char *const *names, int count, usmca_error *error) {
    usmca_status status = USMCA_OK;
    struct text root = plain_xml_root(content.data);
    if (root.length == 0)
        status = xml_reference_root(&root, strings, content, path, error);
    *out = -1;
    for (int i = 0; i < count; i++)
        if (text_is(root, names[i]))
            *out = i;
    return status;
}

/* ---- complaints ---- */

void xml_complaints_add(struct xml_complaints *complaints, const usmca_error *one) {
    usmca_error *list = list_room(complaints->list, complaints->count, &complaints->room, sizeof *list);
    if (list == NULL) {
        complaints->out_of_memory = true;
        return;
    }
    complaints->list = list;
    complaints->list[complaints->count++] = *one;
}

void xml_complaints_free(struct xml_complaints *complaints) {
    free(complaints->list);
    *complaints = (struct xml_complaints){0};
}

void xml_complain(struct xml_reader *reader, const struct xml_node *node, const char *format, ...) {
    if (reader->status != USMCA_OK)
        return;
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    xml_complain_at(reader, reader->file, node->line, "<%s>: %s", node->name, message);
}

void xml_complain_at(struct xml_reader *reader, const char *file, uint32_t line, const char *format, ...) {
    if (reader->status != USMCA_OK)
        return;
    char message[500];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    usmca_error one;
    error_set(&one, USMCA_ERROR_RULES, file, line, 1, "%s", message);
    if (reader->complaints != NULL) {
        xml_complaints_add(reader->complaints, &one);
        return;
    }
    reader->status = USMCA_ERROR_RULES;
    if (reader->error != NULL)
        *reader->error = one;
}

/* ---- elements ---- */

size_t xml_count(const struct xml_node *parent, const char *name) {
    size_t count = 0;
    for (const struct xml_node *child = xml_child(parent); child != NULL; child = xml_next(child))
        count += xml_named(child, name);
    return count;
}

static bool is_name(const char *name, const char *other) {
    return *name == *other && strcmp(name, other) == 0;
}

static const char *bare_name(const char *name) {
    return name + (*name == XML_REQUIRED);
}

static const struct node_attribute *attribute_named(const struct xml_node *node, const char *name) {
    for (uint32_t i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].space == XML_OWN_NAME && is_name(node->attributes[i].name.data, name))
            return &node->attributes[i];
    return NULL;
}

struct text xml_text(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    (void)reader;
    const struct node_attribute *found = attribute_named(node, name);
    return found != NULL ? found->value : NO_TEXT;
}

struct text xml_required(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    if (value.length == 0)
        xml_complain(reader, node, "the attribute %s is missing", name);
    return value;
}

bool xml_flag(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    if (value.length > 0 && !text_is(value, "true") && !text_is(value, "false"))
        xml_complain(reader, node, "%s is neither true nor false", name);
    return text_is(value, "true");
}

date xml_date(struct xml_reader *reader, const struct xml_node *node, const char *name, date missing) {
    struct text value = xml_text(reader, node, name);
    date day = missing;
    if (value.length > 0 && !date_parse_iso(&day, value))
        xml_complain(reader, node, "%s=\"%s\" is not a date (YYYY-MM-DD)", name, value.data);
    return day;
}

decimal xml_decimal(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    struct text value = xml_text(reader, node, name);
    decimal number = 0;
    if (value.length > 0 &&
        (decimal_parse(&number, value, (struct decimal_format){.point = '.'}) != DECIMAL_OK || number < 0))
        xml_complain(reader, node, "%s=\"%s\" is not a number, or is less than 0", name, value.data);
    return number;
}

decimal xml_percentage(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    decimal percent = xml_decimal(reader, node, name);
    if (percent > 100 * DECIMAL_ONE)
        xml_complain(reader, node, "%s is more than 100", name);
    return percent;
}

decimal xml_minimum(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    decimal percent = xml_percentage(reader, node, name);
    if (percent == 0 && xml_text(reader, node, name).length > 0)
        xml_complain(reader, node, "%s is 0, which everything reaches", name);
    return percent;
}

int xml_integer(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    decimal number = xml_decimal(reader, node, name);
    if (number % DECIMAL_ONE != 0 || number / DECIMAL_ONE > 1000)
        xml_complain(reader, node, "%s is not a whole number up to 1000", name);
    return (int)(number / DECIMAL_ONE);
}

int xml_positive(struct xml_reader *reader, const struct xml_node *node, const char *name) {
    int number = xml_integer(reader, node, name);
    if (number == 0)
        xml_complain(reader, node, "%s is not at least 1", name);
    return number;
}

/* What has elements alone inside is read as the text of those. */
static void join_content(struct buffer *out, const struct xml_node *node) {
    if (node->content.data != NULL)
        buffer_text(out, node->content);
    else
        for (const struct xml_node *child = node->children; child != NULL; child = child->next)
            join_content(out, child);
}

struct text xml_raw_content(struct xml_reader *reader, const struct xml_node *node) {
    if (node->content.data != NULL)
        return node->content;
    struct buffer joined = {0};
    join_content(&joined, node);
    struct text content = buffer_keep(&joined, reader->arena);
    if (content.data == NULL)
        reader->status = error_memory(reader->error);
    return content;
}

/* Without a branch a byte: compilers do it by as many at once as the processor has. */
static bool is_folded(struct text content) {
    unsigned char odd = 0;
    for (size_t i = 0; i + 1 < content.length; i++) {
        const unsigned char c = (unsigned char)content.data[i];
        odd |= (unsigned char)((c < ' ') | ((c == ' ') & (content.data[i + 1] == ' ')));
    }
    return content.length == 0 ||
           (odd == 0 && !text_is_blank(content.data[0]) && !text_is_blank(content.data[content.length - 1]));
}

struct text xml_content(struct xml_reader *reader, const struct xml_node *node) {
    struct text raw = xml_raw_content(reader, node);
    if (is_folded(raw))
        return raw;
    struct text all = text_trim(raw);
    char *folded = arena_allocate(reader->arena, all.length + 1);
    size_t length = 0;
    for (size_t i = 0; folded != NULL && i < all.length; i++) {
        bool blank = text_is_blank(all.data[i]);
        char c = all.data[i];
        if (blank)
            c = ' ';
        if (!blank || (length > 0 && folded[length - 1] != ' '))
            folded[length++] = c;
    }
    if (folded == NULL)
        reader->status = error_memory(reader->error);
    return (struct text){folded, length};
}

bool xml_has_language(const struct xml_node *node) {
    for (uint32_t i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].space == XML_NAME_OF_XML && text_is(node->attributes[i].name, "lang"))
            return true;
    return false;
}

void xml_allow(struct xml_reader *reader, const struct xml_node *node, const char *const *names) {
    uint64_t found = 0;
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        const char *name = node->attributes[i].name.data;
        unsigned at = 0;
        while (names[at] != NULL && !is_name(name, bare_name(names[at])))
            at++;
        if (names[at] == NULL)
            xml_complain(reader, node, "unknown attribute %s", name);
        else if (node->attributes[i].value.length > 0)
            found |= UINT64_C(1) << at;
        else if (reader->filled)
            xml_complain(reader, node, "the attribute %s is empty", name);
    }
    for (unsigned at = 0; names[at] != NULL; at++)
        if (*names[at] == XML_REQUIRED && (found & UINT64_C(1) << at) == 0)
            xml_complain(reader, node, "the attribute %s is missing", bare_name(names[at]));
}
